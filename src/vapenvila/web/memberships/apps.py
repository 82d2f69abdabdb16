"""Memberships as a Django application."""

from django.apps import AppConfig


class MembershipsConfig(AppConfig):
    """Who belongs to which group and who is tied to whom, in rooms of the police; what police tell of a group."""

    name = "vapenvila.web.memberships"
    label = "memberships"

    def ready(self) -> None:
        from vapenvila.web.memberships.actions.ending import end_listings  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.memberships.on_person import SLOT  # noqa: PLC0415 — the same
        from vapenvila.web.memberships.queries.about_person import held_on, persons_listed  # noqa: PLC0415 — the same
        from vapenvila.web.memberships.retention import KINDS  # noqa: PLC0415 — the same
        from vapenvila.web.people.registry import (  # noqa: PLC0415 — the same
            LISTING_ENDS,
            RECORDS_ABOUT_A_PERSON,
            USED,
        )
        from vapenvila.web.people.slots import show_on_person  # noqa: PLC0415 — the same
        from vapenvila.web.retention.registry import retain  # noqa: PLC0415 — the same

        LISTING_ENDS.append(end_listings)
        RECORDS_ABOUT_A_PERSON.append(held_on)
        USED.append(persons_listed)
        show_on_person(SLOT)
        for kind in KINDS:
            retain(kind)
