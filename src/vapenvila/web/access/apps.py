"""Access as a Django application."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """@requires, @public and the request a view gets."""

    name = "vapenvila.web.access"
    label = "access"
