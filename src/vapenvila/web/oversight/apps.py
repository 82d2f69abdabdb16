"""Oversight as a Django application."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """The data-protection officer's desk."""

    name = "vapenvila.web.oversight"
    label = "oversight"
