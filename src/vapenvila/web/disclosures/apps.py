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
        from vapenvila.web.disclosures.retention import KINDS  # noqa: PLC0415 — the same
        from vapenvila.web.disclosures.rotation import SEALED_PAPERS  # noqa: PLC0415 — the same
        from vapenvila.web.disclosures.telling import tell_of_change  # noqa: PLC0415 — the same
        from vapenvila.web.people.registry import (  # noqa: PLC0415 — the same
            RECORDS_ABOUT_A_PERSON,
            TELL_RECIPIENTS,
            USED,
        )
        from vapenvila.web.retention.registry import retain  # noqa: PLC0415 — the same
        from vapenvila.web.vault.rotation import seal_anew  # noqa: PLC0415 — the same

        catalogue()  # a fault in the catalogue stops the start with its sentence
        KNOWS_EXIT_CLIENTS.append(is_protected_in)
        RECORDS_ABOUT_A_PERSON.append(disclosures_about)
        USED.append(persons_disclosed)
        for kind in KINDS:
            retain(kind)
        for papers in SEALED_PAPERS:
            seal_anew(papers)
        TELL_RECIPIENTS.append(tell_of_change)
