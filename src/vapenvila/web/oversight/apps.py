"""Oversight as a Django application."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """The data-protection officer's desk."""

    name = "vapenvila.web.oversight"
    label = "oversight"

    def ready(self) -> None:
        from vapenvila.web.oversight.access_facts import KNOWS_MORE  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.oversight.known_of_persons import knows_of_persons  # noqa: PLC0415 — the same

        KNOWS_MORE.append(knows_of_persons)
