"""Import of incidents as a Django application."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Upload, dry run, commit and undo of incident files."""

    name = "vapenvila.web.imports"
    label = "imports"
