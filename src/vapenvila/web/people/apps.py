"""People as a Django application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registered persons, each inside one agency's room, with the identity kept apart and encrypted."""

    name = "vapenvila.web.people"
    label = "people"

    def ready(self) -> None:
        from vapenvila.web.people.queries.used import (  # noqa: PLC0415 — models are loaded by now
            persons_on_copies,
            persons_with_recorded_events,
        )
        from vapenvila.web.people.registry import USED  # noqa: PLC0415 — the same
        from vapenvila.web.people.removed_persons import MARKS, REMOVED_PERSONS  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.people.retention import PERSONS  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.people.retention_of_files import PERSON_FILES  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.people.rotation import CHANGES, IDENTITIES, REFERENCES  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.retention.registry import retain  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.vault.rotation import seal_anew  # noqa: PLC0415 — models are loaded by now

        retain(PERSONS)
        retain(PERSON_FILES)
        retain(REMOVED_PERSONS)
        seal_anew(IDENTITIES)
        seal_anew(CHANGES)
        seal_anew(REFERENCES)
        seal_anew(MARKS)
        USED.append(persons_with_recorded_events)
        USED.append(persons_on_copies)
