"""The group picture as a Django application."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Groups and what is said of them."""

    name = "vapenvila.web.groups"
    label = "groups"

    def ready(self) -> None:
        from vapenvila.web.groups.retention import STATEMENTS  # noqa: PLC0415  # needs the tables
        from vapenvila.web.retention.registry import retain  # noqa: PLC0415

        for kind in STATEMENTS:
            retain(kind)
