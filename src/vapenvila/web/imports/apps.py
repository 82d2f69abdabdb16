"""Import of incidents as a Django application."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Upload, dry run, commit and undo of incident files."""

    name = "vapenvila.web.imports"
    label = "imports"

    def ready(self) -> None:
        from vapenvila.web.imports.retention import NOTE_TRACES, UPLOADS  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.retention.registry import retain  # noqa: PLC0415 — models are loaded by now

        retain(UPLOADS)
        retain(NOTE_TRACES)
