"""Retention as a Django application."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """The nightly deletion and its certificates."""

    name = "vapenvila.web.retention"
    label = "retention"

    def ready(self) -> None:
        from vapenvila.web.retention.house_kinds import HOUSE_KINDS  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.retention.registry import retain  # noqa: PLC0415 — models are loaded by now

        for kind in HOUSE_KINDS:
            retain(kind)
