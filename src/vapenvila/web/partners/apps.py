"""Partners as a Django application."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Agencies, programmes (cities), rooms, roles and missions."""

    name = "vapenvila.web.partners"
    label = "partners"
