"""The register of incidents as a Django application."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Incidents, their history and their counting rules."""

    name = "vapenvila.web.incidents"
    label = "incidents"
