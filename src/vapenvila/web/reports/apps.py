"""Releases of figures as a Django application."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Figures that become public."""

    name = "vapenvila.web.reports"
    label = "reports"
