"""People as a Django application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registered persons, each inside one agency's room, with the identity kept apart and encrypted."""

    name = "vapenvila.web.people"
    label = "people"

    def ready(self) -> None:
        from vapenvila.web.people.retention import PERSONS  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.people.rotation import CHANGES, IDENTITIES  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.retention.registry import retain  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.vault.rotation import seal_anew  # noqa: PLC0415 — models are loaded by now

        retain(PERSONS)
        seal_anew(IDENTITIES)
        seal_anew(CHANGES)
