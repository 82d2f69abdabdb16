"""The audit trail as a Django application."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Append-only trail of acts and of reads."""

    name = "vapenvila.web.audit"
    label = "audit"
