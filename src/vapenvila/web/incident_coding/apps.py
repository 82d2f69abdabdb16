"""Coding of incidents as a Django application."""

from django.apps import AppConfig


class IncidentCodingConfig(AppConfig):
    """Judging past incidents, and blind second coding."""

    name = "vapenvila.web.incident_coding"
    label = "incident_coding"
