"""Requests, examinations, documents and consents of one's own room.

Each list has a total order: rows of one moment would else lie as the table happens to, which rows of other rooms change.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from vapenvila.rules.consent import ConsentState, state_of
from vapenvila.rules.decision import Decision
from vapenvila.rules.disclosure_emergency import is_review_overdue
from vapenvila.rules.disclosure_notice import is_notice_overdue, waits_for_confirmation
from vapenvila.rules.disclosure_state import DisclosureState, Side, may_read_content
from vapenvila.web.disclosures.models import (
    Consent,
    Disclosure,
    DisclosureContent,
    DisclosureNotice,
    DisclosureRequest,
    Examination,
    ReceivedNote,
)
from vapenvila.web.disclosures.queries.testing import consent_facts, may_use_consent, wish_of
from vapenvila.web.disclosures.sealed_words import consent_words, document_in, sha256_of
from vapenvila.web.disclosures.vocabulary import NoticeKind, State
from vapenvila.web.partners.models import Room

OPEN_EXAMINATIONS = (State.BEING_TESTED, State.AWAITING_SECOND, State.AWAITING_MANAGER, State.DECIDED)


def requests_to(room: Room) -> QuerySet[DisclosureRequest]:
    """What other agencies ask of this room, the latest first."""
    rows = DisclosureRequest.objects.filter(to_room=room).order_by("-asked_at", "-pk")
    return rows.select_related("from_room__agency", "examination")


def requests_from(room: Room) -> QuerySet[DisclosureRequest]:
    """What this room asks of others, the latest first."""
    rows = DisclosureRequest.objects.filter(from_room=room).order_by("-asked_at", "-pk")
    return rows.select_related("to_room__agency")


def request_at(room: Room, request: UUID) -> DisclosureRequest | None:
    """A request that lies in this room, asked or asking."""
    rows = DisclosureRequest.objects.filter(Q(from_room=room) | Q(to_room=room), pk=request)
    return rows.select_related("from_room__agency", "to_room__agency", "asked_by").first()


def examination_of(request: DisclosureRequest) -> Examination | None:
    """The own room's examination of a request, if it has been taken up."""
    return Examination.objects.filter(request=request).first()


def examinations_in(room: Room) -> QuerySet[Examination]:
    """What this room tests or has tested, the latest first."""
    rows = Examination.objects.filter(room=room).order_by("-opened_at", "-pk")
    return rows.select_related("to_room__agency", "request")


def examination_in(room: Room, examination: UUID) -> Examination | None:
    """One examination of this room."""
    rows = examinations_in(room).select_related("room__agency", "opened_by", "reviewed_by", "consent")
    return rows.filter(pk=examination).first()


def documents_at(room: Room) -> QuerySet[Disclosure]:
    """Documents that lie in this room, handed over or received, the latest first."""
    rows = Disclosure.objects.filter(Q(from_room=room) | Q(to_room=room)).order_by("-handed_over_at", "-pk")
    return rows.select_related("from_room__agency", "to_room__agency")


def document_at(room: Room, disclosure: UUID) -> Disclosure | None:
    """One document that lies in this room."""
    return documents_at(room).select_related("request", "corrects").filter(pk=disclosure).first()


def own_note(disclosure: Disclosure) -> ReceivedNote | None:
    """The receiver's own note; the wall shows it to nobody else."""
    return ReceivedNote.objects.filter(disclosure=disclosure).first()


def side_of(room: Room, disclosure: Disclosure) -> Side:
    """On which side of the document the room stands."""
    return Side.GIVER if disclosure.from_room_id == room.pk else Side.RECEIVER


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A document as the room may read it: its content or None with the rule's sentence, and whether its hash agrees."""

    content: dict[str, Any] | None
    allowed: Decision
    unchanged: bool


def open_document(room: Room, disclosure: Disclosure) -> OpenedDocument:
    """Unseal the content for a room that may read it. The wall refuses the receiver after a recall, whatever this says."""
    allowed = may_read_content(DisclosureState(disclosure.state), side_of(room, disclosure))
    row = DisclosureContent.objects.filter(disclosure=disclosure).first() if allowed else None
    if row is None:
        return OpenedDocument(None, allowed, unchanged=True)
    content = document_in(row.sealed, row=disclosure.pk)
    return OpenedDocument(content, allowed, unchanged=sha256_of(content) == disclosure.sha256)


@dataclass(frozen=True, slots=True)
class OwedConfirmation:
    """What a recipient was told and has not confirmed, and whether the day for it is past."""

    notice: DisclosureNotice
    overdue: bool


def owed_confirmations(room: Room, *, today: date) -> list[OwedConfirmation]:
    """Corrections, recalls and withdrawn consents that a recipient has not confirmed, the oldest first: for both rooms."""
    unsure = Q(seen_at=None) | Q(kind=NoticeKind.RECALLED, disclosure__state=State.RECALLED)
    rows = DisclosureNotice.objects.filter(unsure, Q(from_room=room) | Q(to_room=room)).order_by(
        "told_at", "pk"
    )
    found = rows.select_related("disclosure", "from_room__agency", "to_room__agency")
    return [OwedConfirmation(row, _is_late(row, today)) for row in found]


def _is_late(row: DisclosureNotice, today: date) -> bool:
    waits = waits_for_confirmation(
        seen=row.seen_at is not None,
        recalled=row.kind == NoticeKind.RECALLED,
        copies_destroyed=row.disclosure.state == State.RECALL_CONFIRMED,
    )
    return is_notice_overdue(told_on=timezone.localtime(row.told_at).date(), waits=waits, today=today)


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A consent with where it stands today and the name it is about."""

    consent: Consent
    state: ConsentState
    name: str


def consent_rows(rows: "QuerySet[Consent] | list[Consent]", *, today: date) -> list[ConsentRow]:
    """Each consent with its state and name, unsealed."""
    return [
        ConsentRow(row, state_of(consent_facts(row), today=today), consent_words(row.sealed, row=row.pk).name)
        for row in rows
    ]


def consents_of(room: Room) -> QuerySet[Consent]:
    """Consents that the room's agency has obtained, the latest first."""
    rows = Consent.objects.filter(room=room).order_by("-recorded_at", "-no")
    return rows.select_related("to_room__agency", "recorded_by")


def consents_for(row: Examination, *, today: date) -> list[ConsentRow]:
    """Consents that carry what the examination would tell today: from its one person, to its receiver, for its fields."""
    held = consents_of(row.room).filter(to_room=row.to_room_id, withdrawn_at=None)
    classes = wish_of(row, today=today).classes
    return [
        one
        for one in consent_rows(held, today=today)
        if may_use_consent(row, one.consent, classes, today=today)
    ]


def emergencies_to_review(room: Room, *, today: date) -> list[tuple[Examination, bool]]:
    """Hand-overs at danger to life that wait for their review, each with whether it is overdue."""
    rows = examinations_in(room).filter(emergency=True, state=State.HANDED_OVER, reviewed_at=None)
    return [
        (
            row,
            is_review_overdue(handed_over_on=timezone.localdate(row.ended_at), reviewed_at=None, today=today),
        )
        for row in rows
        if row.ended_at
    ]
