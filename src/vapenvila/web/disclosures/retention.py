"""How long a room keeps its papers of the door: each room by the law of its own agency (the profile, section 4).

A disclosure is kept at least as long as the room has the person it names on record, then as long as the shortest row
of the agency. The papers are frozen: the database deletes them by its own functions alone, which look at their age.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.retention import RetentionFacts
from vapenvila.rules.retention_table import FALLBACK
from vapenvila.web.audit.exports import recall_copies_of_deleted
from vapenvila.web.disclosures.models import (
    Consent,
    Disclosure,
    DisclosureContent,
    DisclosureNames,
    DisclosureRequest,
    Examination,
    ReceivedNote,
)
from vapenvila.web.disclosures.sealed_words import (
    NamedPerson,
    consent_words,
    document_in,
    examination_words,
    request_words,
)
from vapenvila.web.people.models import Identity
from vapenvila.web.retention.due_days import day_of, due_if_past
from vapenvila.web.retention.registry import Due, Level, Removed, Retained, Scope
from vapenvila.web.vault.keys import KeyKind, current

REGIMES = tuple(dict.fromkeys(FALLBACK.values()))


def _due(scope: Scope, rows: Iterable[tuple[UUID, datetime | date]], at: datetime) -> Iterator[Due]:
    if scope.agency is None:
        return
    for row, ended in rows:
        started = day_of(ended) if isinstance(ended, datetime) else ended
        facts = RetentionFacts(regime=FALLBACK[scope.agency], started=started)
        if due := due_if_past(row, facts, today=day_of(at)):
            yield due


def due_examinations(scope: Scope, at: datetime) -> Iterator[Due]:
    """Examinations of the room, counted from their end, or from their beginning when nobody ended them."""
    rows = Examination.objects.filter(room=scope.room_id)
    kept = Disclosure.objects.values("examination_id")  # goes with the document that it carries
    open_rows = rows.exclude(pk__in=kept).order_by("pk")
    yield from _due(scope, ((row.pk, row.ended_at or row.opened_at) for row in open_rows), at)


def due_documents(scope: Scope, at: datetime) -> Iterator[Due]:
    """Documents of the room, counted from their last step; not while the room still has a person on record they name."""
    older = DisclosureNames.objects.exclude(key_id=current(KeyKind.HASH).id)
    if older.exists():
        return  # a rotation is under way: nobody can say yet whether the person is on record
    registered = Identity.objects.filter(room=scope.room_id, personnummer_hash__isnull=False)
    named = DisclosureNames.objects.filter(
        room=scope.room_id, name_hash__in=registered.values("personnummer_hash")
    )
    corrected = Disclosure.objects.filter(corrects__isnull=False).values("corrects")
    correcting = Examination.objects.filter(corrects__isnull=False).values("corrects")
    rows = Disclosure.objects.exclude(pk__in=named.values("disclosure"))
    rows = rows.exclude(pk__in=corrected).exclude(pk__in=correcting).annotate(last=Max("steps__at"))
    yield from _due(scope, ((row.pk, row.last or row.handed_over_at) for row in rows.order_by("pk")), at)


def due_requests(scope: Scope, at: datetime) -> Iterator[Due]:
    """Requests of the room, counted from their answer; they go after what was told on them."""
    told = Disclosure.objects.filter(request__isnull=False).values("request")
    tested = Examination.objects.filter(request__isnull=False).values("request")
    rows = DisclosureRequest.objects.exclude(pk__in=told).exclude(pk__in=tested).order_by("pk")
    yield from _due(scope, ((row.pk, row.answered_at or row.asked_at) for row in rows), at)


def due_consents(scope: Scope, at: datetime) -> Iterator[Due]:
    """Consents of the room, counted from their last day; they go after what was told on them."""
    used = Examination.objects.filter(consent__isnull=False).values("consent")
    rows = Consent.objects.filter(room=scope.room_id).exclude(pk__in=used).order_by("pk")
    yield from _due(scope, ((row.pk, row.last_day) for row in rows), at)


def _naming(persons: Iterable[NamedPerson]) -> tuple[str, ...]:
    return tuple(
        word for person in persons for word in (person.name, person.personal_number) if len(word) > 5
    )


def _ended_by(function: str, row: UUID | str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [row])  # fixed names
        return int(cursor.fetchone()[0])


def remove_examination(scope: Scope, due: Due, at: datetime) -> Removed:
    """The examination with its decisions."""
    row = Examination.objects.get(pk=due.id)
    words = examination_words(row.sealed, row=row.pk)
    links = _ended_by("disclosures_end_examination", row.pk)
    return Removed(links=links, identifying=_naming(words.persons))


def remove_document(scope: Scope, due: Due, at: datetime) -> Removed:
    """The room's copy with its own note, its examination and the hashes; the last room's takes the document itself."""
    row = Disclosure.objects.get(pk=due.id)
    content = DisclosureContent.objects.filter(disclosure=row).first()
    told = document_in(content.sealed, row=row.pk)["persons"] if content else []
    links = ReceivedNote.objects.filter(disclosure=row).delete()[0]
    links += DisclosureNames.objects.filter(disclosure=row, room=scope.room_id).delete()[0]
    examination = row.examination_id if row.from_room_id == scope.room_id else None
    links += _ended_by("disclosures_let_go", row.pk)
    if examination and Examination.objects.filter(pk=examination).exists():
        links += _ended_by("disclosures_end_examination", examination) + 1
    return Removed(
        links=links,
        recalled=recall_copies_of_deleted([row.pk], at=at),
        identifying=_naming(NamedPerson(**person) for person in told),
    )


def remove_request(scope: Scope, due: Due, at: datetime) -> Removed:
    """The room's copy; the last room's takes the request itself."""
    row = DisclosureRequest.objects.get(pk=due.id)
    words = request_words(row.sealed, row=row.pk)
    links = _ended_by("disclosures_let_go", row.pk)
    return Removed(links=links, identifying=_naming(words.persons))


def remove_consent(scope: Scope, due: Due, at: datetime) -> Removed:
    """The consent."""
    row = Consent.objects.get(pk=due.id)
    words = consent_words(row.sealed, row=row.pk)
    _ended_by("disclosures_end_consent", row.pk)
    return Removed(identifying=_naming([NamedPerson(words.name, words.personal_number)]))


# In this order: what was told, what was examined without telling, then what both rest on.
KINDS = (
    Retained(code="disclosure", name=_("Disclosures, the room's own copy"), level=Level.ROOM, regimes=REGIMES,
             due=due_documents, remove=remove_document),
    Retained(code="examination", name=_("Examinations that told nothing"), level=Level.ROOM, regimes=REGIMES,
             due=due_examinations, remove=remove_examination),
    Retained(code="disclosure_request", name=_("Requests, the room's own copy"), level=Level.ROOM, regimes=REGIMES,
             due=due_requests, remove=remove_request),
    Retained(code="consent", name=_("Consents"), level=Level.ROOM, regimes=REGIMES,
             due=due_consents, remove=remove_consent),
)  # fmt: skip
