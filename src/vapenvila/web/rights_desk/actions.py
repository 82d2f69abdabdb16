"""What the desk does with a request: each act asks its rule, takes one step, and leaves one event without personal data."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from vapenvila.rules.decision import refuse, say
from vapenvila.rules.rights_request import (
    Outcome,
    RequestKind,
    RequestState,
    may_decide,
    may_extend,
    may_move,
)
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.partners.models import Room
from vapenvila.web.people.listings import end_listings
from vapenvila.web.people.models import Person
from vapenvila.web.people.registry import Change, tell_recipients
from vapenvila.web.people.removed_persons import mark_removed
from vapenvila.web.people.vocabulary import PersonState, WhyRemoved
from vapenvila.web.rights_desk.errors import EditedMeanwhileError, ask
from vapenvila.web.rights_desk.facts import facts_of
from vapenvila.web.rights_desk.models import RightsRequest, RightsStep
from vapenvila.web.rights_desk.sealed_words import put
from vapenvila.web.rights_desk.vocabulary import Channel, Kind, Proof, State
from vapenvila.web.wall.identifiers import new_id


@transaction.atomic
def receive_request(
    *, room: Room, kind: Kind, channel: Channel, received_on: date, requester: str, reply_to: str, words: str,
    by: User, at: datetime,
) -> RightsRequest:  # fmt: skip
    """Register a request that has come. The clock runs from the day it came, not from the day it was registered."""
    if received_on > timezone.localdate(at):
        ask(refuse(say("The request cannot have come after today.")))
    row = RightsRequest(
        pk=new_id(), room=room, number=_next_number(room), kind=kind, channel=channel, received_on=received_on,
        handler=by, created_by=by, created_at=at,
    )  # fmt: skip
    put(row, requester=requester, reply_to=reply_to, words=words)
    row.save(force_insert=True)
    note_step(row, "received", by=by, at=at, details={"kind": kind.value})
    return row


def _next_number(room: Room) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"rights desk {room.pk}"])
    return (RightsRequest.objects.filter(room=room).aggregate(last=Max("number"))["last"] or 0) + 1


def held(request: UUID, version: int) -> RightsRequest:
    """The request, locked, if nobody has taken a step since it was read."""
    row = RightsRequest.objects.select_for_update(of=("self",)).select_related("room").get(pk=request)
    if row.version != version:
        raise EditedMeanwhileError
    row.version += 1
    return row


@transaction.atomic
def check_identity(
    *, request: UUID, version: int, proof: Proof, person: UUID | None, by: User, at: datetime
) -> RightsRequest:
    """Note how the person showed who they are, and which record of the room is theirs."""
    row = held(request, version)
    ask(may_move(facts_of(row), RequestState.IDENTIFIED))
    if person is not None and not Person.objects.filter(pk=person, room=row.room_id).exists():
        ask(refuse(say("This record does not lie in this room.")))
    row.state, row.proof, row.person = State.IDENTIFIED, proof, person
    row.identity_checked_at, row.identity_checked_by = at, by
    row.save()
    note_step(row, "identified", by=by, at=at, details={"record": person is not None})
    return row


@transaction.atomic
def extend_time(*, request: UUID, version: int, reason: str, by: User, at: datetime) -> RightsRequest:
    """Take two more months. The reason is told to the person."""
    row = held(request, version)
    ask(may_extend(facts_of(row), reason=reason, today=timezone.localdate(at)))
    row.extended_on = timezone.localdate(at)
    put(row, extension_reason=reason)
    row.save()
    note_step(row, "extended", by=by, at=at)
    return row


@transaction.atomic
def decide_request(
    *, request: UUID, version: int, outcome: Outcome, reason: str, by: User, at: datetime
) -> RightsRequest:
    """Decide. What is granted is told to every recorded recipient in the same transaction (BDF 2:1, S22)."""
    row = held(request, version)
    facts = facts_of(row)
    ask(may_decide(facts, outcome, reason=reason, person_named=row.person is not None))
    row.state, row.outcome, row.decided_by, row.decided_at = State.DECIDED, outcome.value, by, at
    row.sent_at = None
    put(row, decision=reason)
    row.save()
    told = 0
    if outcome is not Outcome.REFUSED and row.person is not None:
        told = _carry_out(row, facts.kind, reason, by=by, at=at)
    note_step(row, "decided", by=by, at=at, told=told, details={"outcome": outcome.value})
    return row


def _carry_out(row: RightsRequest, kind: RequestKind, reason: str, *, by: User, at: datetime) -> int:
    told_of = (RequestKind.ERASURE, RequestKind.RECTIFICATION, RequestKind.OBJECTION, RequestKind.RESTRICTION)
    if kind not in told_of or row.person is None:
        return 0
    gone = kind not in (RequestKind.RECTIFICATION, RequestKind.RESTRICTION)
    words = reason.strip() or ("Erased at the rights desk." if gone else "Corrected at the rights desk.")
    change = Change(person=row.person, room=row.room_id, gone=gone, words=words, by=by.pk, at=at)
    told = tell_recipients(change)
    if gone:
        _take_away(row.person, row.room_id, by=by, at=at)
        record(
            act="person.removed",
            by=by.pk,
            at=at,
            subject_kind="person",
            subject=row.person,
            programme=row.room.programme_id,
            room=row.room_id,
            details={"told": told, "by_request": row.number},
        )
    return told


def _take_away(person: UUID, room: UUID, *, by: User, at: datetime) -> None:
    """Out of sight now and deleted in the night; an old file does not bring the person back (`RemovedPerson`)."""
    there = Person.objects.filter(pk=person, room=room).exclude(state=PersonState.REMOVED)
    for row in there:
        mark_removed(row, WhyRemoved.ERASED, on=timezone.localdate(at))
    there.update(state=PersonState.REMOVED, merged_into=None, updated_at=at)
    end_listings(Person.objects.filter(pk=person, room=room), by=by.pk, at=at)


@transaction.atomic
def move_request(
    *, request: UUID, version: int, to: RequestState, words: str = "", by: User, at: datetime
) -> RightsRequest:
    """The steps without a decision: answer sent, appealed, closed, withdrawn."""
    row = held(request, version)
    ask(may_move(facts_of(row), to))
    row.state = State(to.value)
    match to:
        case RequestState.SENT:
            row.sent_at = at
        case RequestState.APPEALED:
            row.appealed_on = timezone.localdate(at)
            put(row, appeal=words)
        case RequestState.CLOSED | RequestState.WITHDRAWN:
            row.closed_at = at
        case _:
            ask(refuse(say("The request cannot take this step from where it stands.")))
    row.save()
    note_step(row, to.value, by=by, at=at)
    return row


@transaction.atomic
def note_report(*, request: UUID, by: User, at: datetime) -> None:
    """Note that a report on what is held was made for this request."""
    row = RightsRequest.objects.select_related("room").get(pk=request)
    note_step(row, "reported", by=by, at=at)


def note_step(
    row: RightsRequest,
    what: str,
    *,
    by: User,
    at: datetime,
    told: int = 0,
    details: dict[str, object] | None = None,
) -> None:
    """Write one step of the request, and its event without personal data."""
    RightsStep.objects.create(room=row.room, request=row, what=what, told=told, by=by, at=at)
    record(
        act=f"rights_request.{what}",
        by=by.pk,
        at=at,
        subject_kind="rights_request",
        subject=row.pk,
        programme=row.room.programme_id,
        room=row.room_id,
        details={"number": row.number, **({"told": told} if told else {}), **(details or {})},
    )
