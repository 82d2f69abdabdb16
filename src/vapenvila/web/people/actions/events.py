"""Noting what moves the last day of a record. Each act asks its rule; the day itself is computed, never written."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from vapenvila.rules.decision import refuse, say
from vapenvila.rules.person_mark import SUSPECTED
from vapenvila.rules.person_mark import Mark as MarkRule
from vapenvila.rules.person_retention import retention_facts
from vapenvila.rules.retention import LastDay, last_day
from vapenvila.rules.retention_event import (
    Event,
    EventKind,
    EventWish,
    RecordHere,
    is_later,
    may_end,
    may_note,
    may_withdraw,
)
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.people.errors import ask
from vapenvila.web.people.free_text import check_texts
from vapenvila.web.people.listings import end_listings
from vapenvila.web.people.models import Person
from vapenvila.web.people.registry import Change, tell_recipients
from vapenvila.web.people.retention import as_events, events_of, in_force, record_of, reviews_of
from vapenvila.web.people.vocabulary import PersonState
from vapenvila.web.retention.models import RecordedEvent


@dataclass(frozen=True, slots=True)
class Effect:
    """The last day as it is, and as it would be."""

    before: LastDay
    after: LastDay


def _held(person: Person) -> tuple[Person, AgencyKind, list[RecordedEvent]]:
    row = Person.objects.select_for_update(of=("self",)).select_related("room__agency").get(pk=person.pk)
    if row.state == PersonState.MERGED:
        ask(refuse(say("This record is merged into another. Note the event there.")))
    return row, AgencyKind(row.room.agency.kind), in_force(events_of(row.pk))


def _effect(row: Person, agency: AgencyKind, now: list[RecordedEvent], then: tuple[Event, ...]) -> Effect:
    reviews = reviews_of(row.pk)
    before = last_day(retention_facts(record_of(row, agency, as_events(now), reviews)))
    return Effect(before, last_day(retention_facts(record_of(row, agency, then, reviews))))


def effect_of(*, person: Person, wish: EventWish, today: date) -> Effect:
    """What noting this event would change; raises the rule's sentence when it may not be noted."""
    agency, now = AgencyKind(person.room.agency.kind), in_force(events_of(person.pk))
    _may_note(person, agency, wish, now, today)
    return _effect(person, agency, now, (*as_events(now), wish.event))


def _may_note(
    row: Person, agency: AgencyKind, wish: EventWish, now: list[RecordedEvent], today: date
) -> None:
    here = RecordHere(agency=agency, suspected=MarkRule(row.mark) in SUSPECTED, noted=as_events(now))
    ask(may_note(wish, here, today=today))


@transaction.atomic
def note_event(
    *, person: Person, wish: EventWish, looked_at: bool = False, by: User, at: datetime
) -> RecordedEvent:
    """Note that something has happened. An upheld objection takes the record away and tells everybody who got it (S22)."""
    row, agency, now = _held(person)
    _may_note(row, agency, wish, now, timezone.localdate(at))
    check_texts({"source": wish.source, "decided_by": wish.decided_by}, looked_at=looked_at)
    event = wish.event
    made = RecordedEvent.objects.create(
        room=row.room, person=row.pk, kind=event.kind.value, first_day=event.first_day, last_day=event.last_day,
        source=wish.source.strip(), ground=wish.ground, decided_by=wish.decided_by.strip(), by=by, at=at,
    )  # fmt: skip
    effect = _effect(row, agency, now, (*as_events(now), event))
    told = _take_away(row, by, at) if event.kind is EventKind.OBJECTION else 0
    _record(row, made, effect, by.pk, at, act="person.event_noted", told=told)
    return made


@transaction.atomic
def end_event(
    *, person: Person, event: UUID, last_day: date, source: str, by: User, at: datetime
) -> RecordedEvent:
    """Note that a sentence has been served, or that a duty to keep ends."""
    row, agency, now = _held(person)
    old = _one_of(now, event)
    ask(
        may_end(
            Event(EventKind(old.kind), old.first_day, old.last_day), last_day, today=timezone.localdate(at)
        ),
        field="last_day",
    )
    check_texts({"source": source}, looked_at=False)
    made = RecordedEvent.objects.create(
        room=row.room, person=old.person, kind=old.kind, first_day=old.first_day, last_day=last_day,
        source=source.strip() or old.source, ground=old.ground, decided_by=old.decided_by, replaces=old, by=by, at=at,
    )  # fmt: skip
    then = as_events([made if one.pk == old.pk else one for one in now])
    _record(row, made, _effect(row, agency, now, then), by.pk, at, act="person.event_ended")
    return made


@transaction.atomic
def withdraw_event(*, person: Person, event: UUID, reason: str, by: User, at: datetime) -> RecordedEvent:
    """Take back an event that was noted wrongly. What lets the record live longer needs a second person."""
    row, agency, now = _held(person)
    old = _one_of(now, event)
    effect = _effect(row, agency, now, as_events([one for one in now if one.pk != old.pk]))
    ask(
        may_withdraw(
            kind=EventKind(old.kind),
            reason=reason,
            same_person=old.by_id == by.pk,
            later=is_later(effect.after.day, effect.before.day),
        ),
        field="reason",
    )
    check_texts({"reason": reason}, looked_at=False)
    made = RecordedEvent.objects.create(
        room=row.room, person=old.person, kind=RecordedEvent.Kind.WITHDRAWN, first_day=old.first_day,
        source=old.source, reason=reason.strip(), replaces=old, by=by, at=at,
    )  # fmt: skip
    _record(row, made, effect, by.pk, at, act="person.event_withdrawn")
    return made


def _one_of(rows: list[RecordedEvent], event: UUID) -> RecordedEvent:
    found = next((row for row in rows if row.pk == event), None)
    if found is None:
        ask(refuse(say("This event has been replaced meanwhile. Look at the list again.")))
        raise LookupError(event)
    return found


def _take_away(row: Person, by: User, at: datetime) -> int:
    words = "Erased after an objection was upheld."
    told = tell_recipients(Change(person=row.pk, room=row.room_id, gone=True, words=words, by=by.pk, at=at))
    row.state, row.version = PersonState.REMOVED, row.version + 1
    row.save(update_fields=["state", "version", "updated_at"])
    end_listings([row], by=by.pk, at=at)
    return told


def _record(
    row: Person, event: RecordedEvent, effect: Effect, by: UUID, at: datetime, *, act: str, told: int = 0
) -> None:
    record(
        act=act,
        by=by,
        at=at,
        subject_kind="person",
        subject=row.pk,
        programme=row.room.programme_id,
        room=row.room_id,
        details={
            "event": str(event.pk),
            "kind": str(event.kind),
            "last_day_before": effect.before.day.isoformat() if effect.before.day else "",
            "last_day_after": effect.after.day.isoformat() if effect.after.day else "",
            **({"told": told} if told else {}),
        },
    )
