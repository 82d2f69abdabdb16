"""Makes the frozen document of a hand-over: head, sealed content, hash, first step."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from vapenvila.rules.legal_ground import LegalGround, LegalTest
from vapenvila.web.accounts.models import User
from vapenvila.web.disclosures.catalogue import catalogue
from vapenvila.web.disclosures.models import Disclosure, DisclosureContent, DisclosureStep, Examination
from vapenvila.web.disclosures.names_index import note_names
from vapenvila.web.disclosures.numbering import next_number
from vapenvila.web.disclosures.sealed_words import NamedPerson, examination_words, seal_words, sha256_of
from vapenvila.web.disclosures.vocabulary import Outcome, State
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.identifiers import new_id

CONTENT = "disclosures.content"


def freeze(
    row: Examination,
    ground: LegalGround,
    *,
    outcome: Outcome,
    by: User,
    at: datetime,
) -> Disclosure:
    """Write the document of this examination into both rooms."""
    number = next_number(Disclosure, from_room=row.room_id, to_room=row.to_room_id)
    deciders = _deciders(row)
    document = document_of(row, ground, number=number, deciders=deciders, outcome=outcome, at=at)
    disclosure = Disclosure.objects.create(
        pk=new_id(),
        from_room=row.room,
        to_room=row.to_room,
        no=number,
        request=row.request,
        examination_id=row.pk,
        ground_code=ground.code,
        provision=ground.provision,
        catalogue_version=catalogue().version,
        fields=row.fields,
        person_count=row.person_count,
        outcome=outcome,
        emergency=row.emergency,
        by_consent=ground.test is LegalTest.CONSENT,
        corrects=row.corrects,
        sha256=sha256_of(document),
        decided_by=deciders,
        handed_over_by=by,
        handed_over_at=at,
    )
    store_content(disclosure, document)
    both = (disclosure.from_room_id, disclosure.to_room_id)
    note_names(disclosure, document, rooms=both, today=timezone.localdate(at))
    take_step(disclosure, State.HANDED_OVER, room=row.room, by=by.name, at=at)
    return disclosure


def store_content(disclosure: Disclosure, document: dict[str, Any]) -> None:
    """Seal the document into the row that both rooms read."""
    DisclosureContent.objects.create(
        disclosure=disclosure,
        from_room_id=disclosure.from_room_id,
        to_room_id=disclosure.to_room_id,
        sealed=seal_words(document, row=disclosure.pk, purpose=CONTENT),
    )


def take_step(
    disclosure: Disclosure, state: State, *, room: Room, by: str, at: datetime, words: str = ""
) -> None:
    """One line in the document's own history, read in both rooms."""
    DisclosureStep.objects.create(
        disclosure=disclosure,
        from_room_id=disclosure.from_room_id,
        to_room_id=disclosure.to_room_id,
        state=state,
        words=words,
        by_name=by,
        agency_name=room.agency.name,
        at=at,
    )


def _deciders(row: Examination) -> list[str]:
    votes = row.votes.filter(version=row.version).select_related("by").order_by("at", "pk")
    return [vote.by.name for vote in votes]


def document_of(
    row: Examination,
    ground: LegalGround,
    *,
    number: int,
    deciders: list[str],
    outcome: Outcome,
    at: datetime | None,
) -> dict[str, Any]:
    """Exactly what leaves: the preview shows this and the hand-over freezes this."""
    words = examination_words(row.sealed, row=row.pk)
    told = catalogue()
    return {
        "number": number,
        "from": row.room.agency.name,
        "to": row.to_room.agency.name,
        "handed_over_at": at.isoformat(timespec="seconds") if at else "",
        "request": row.request.no if row.request else None,
        "corrects": row.corrects.no if row.corrects else None,
        "purpose": words.purpose,
        "ground": {
            "code": ground.code,
            "en": ground.title.en,
            "sv": ground.title.sv,
            "provision": ground.provision,
        },
        "catalogue": f"{told.country} {told.version}",
        "outcome": str(outcome),
        "emergency": row.emergency,
        "fields": list(row.fields),
        "persons": [_told_of(person, row.fields) for person in words.persons],
        "facts": words.facts,
        "reservation": words.reservation,
        "decided_by": deciders,
        "notice": {
            "en": told.document_notice.en,
            "sv": told.document_notice.sv,
            "provision": told.document_provision,
        },
    }


def _told_of(person: NamedPerson, fields: list[str]) -> dict[str, Any]:
    """Name, number and reference as the request gave them, and the chosen fields that have a value. Nothing else."""
    values = {field: person.values[field] for field in fields if person.values.get(field, "").strip()}
    return {
        "name": person.name,
        "personal_number": person.personal_number,
        "reference": person.reference,
        "values": values,
    }
