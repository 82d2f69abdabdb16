"""The group audit as a Django application."""

from django.apps import AppConfig


class GroupAuditConfig(AppConfig):
    """Group audits: answers apart, settled together, frozen."""

    name = "vapenvila.web.group_audit"
    label = "group_audit"

    def ready(self) -> None:
        from vapenvila.web.group_audit.retention import KINDS  # noqa: PLC0415  # needs the tables
        from vapenvila.web.retention.registry import retain  # noqa: PLC0415

        for kind in KINDS:
            retain(kind)
