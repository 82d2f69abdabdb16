"""Access as a Django application."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """@requires, @public and the request a view gets."""

    name = "vapenvila.web.access"
    label = "access"

    def ready(self) -> None:
        from vapenvila.web.access.role_simulator.middleware import listen  # noqa: PLC0415  # models exist only now

        listen()
