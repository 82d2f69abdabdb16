"""Background work as a Django application."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Progress of background jobs."""

    name = "vapenvila.web.jobs"
    label = "jobs"
