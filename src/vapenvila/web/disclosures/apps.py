"""Disclosures as a Django application."""

from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    """The only door between rooms: request, legal ground, decision, hand-over, receipt, recall, consent."""

    name = "vapenvila.web.disclosures"
    label = "disclosures"

    def ready(self) -> None:
        from vapenvila.web.disclosures.catalogue import catalogue  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.disclosures.exit_clients import KNOWS_EXIT_CLIENTS  # noqa: PLC0415 — the same
        from vapenvila.web.disclosures.queries.about_person import (  # noqa: PLC0415 — the same
            disclosures_about,
            is_protected_in,
            persons_disclosed,
        )
        from vapenvila.web.disclosures.telling import tell_of_change  # noqa: PLC0415 — the same
        from vapenvila.web.people.registry import (  # noqa: PLC0415 — the same
            RECORDS_ABOUT_A_PERSON,
            TELL_RECIPIENTS,
            USED,
        )

        catalogue()  # a fault in the catalogue stops the start with its sentence
        KNOWS_EXIT_CLIENTS.append(is_protected_in)
        RECORDS_ABOUT_A_PERSON.append(disclosures_about)
        USED.append(persons_disclosed)
        TELL_RECIPIENTS.append(tell_of_change)
