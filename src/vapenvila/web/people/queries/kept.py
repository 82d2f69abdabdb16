"""How long a person's record is kept: the last day, why, and every event noted on it with what became of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vapenvila.rules.person_access import PersonRoom, may_work_with_persons
from vapenvila.rules.person_listing import delete_on
from vapenvila.rules.reader import Reader
from vapenvila.rules.retention import LastDay, last_day
from vapenvila.rules.retention_event import EVENTS, EventKind
from vapenvila.rules.retention_table import REGIMES, RegimeRow
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.people.models import Person
from vapenvila.web.people.queries.persons import person_for
from vapenvila.web.people.retention import duty_lasts, events_of, facts_of_record, in_force
from vapenvila.web.people.vocabulary import PersonState
from vapenvila.web.retention.models import RecordedEvent


@dataclass(frozen=True, slots=True)
class EventLine:
    """One noted event: whether it counts, whether it goes on, what took its place."""

    event: RecordedEvent
    counts: bool
    goes_on: bool
    replaced_by: RecordedEvent | None
    effect: str


@dataclass(frozen=True, slots=True)
class KeptUntil:
    """The answer of the page: `day` the law's last day (None: not set), `deleted_on` the night it goes without a review."""

    ceiling: LastDay
    row: RegimeRow
    deleted_on: date
    duty: bool
    lines: list[EventLine]


def kept_until(person: Person, *, today: date) -> KeptUntil:
    """How long this record is kept as things stand today."""
    facts = facts_of_record(person, AgencyKind(person.room.agency.kind))
    return KeptUntil(
        ceiling=last_day(facts),
        row=REGIMES[facts.regime],
        deleted_on=delete_on(person.review_by),
        duty=duty_lasts(facts, today=today),
        lines=_lines(events_of(person.pk)),
    )


def _lines(rows: list[RecordedEvent]) -> list[EventLine]:
    counting = {row.pk for row in in_force(rows)}
    successors = {row.replaces_id: row for row in rows if row.replaces_id}
    return [
        EventLine(
            event=row,
            counts=row.pk in counting,
            goes_on=row.pk in counting and EVENTS[EventKind(row.kind)].lasts and row.last_day is None,
            replaced_by=successors.get(row.pk),
            effect=str(EVENTS[EventKind(row.kind)].effect) if row.kind in EVENTS else "",
        )
        for row in rows
    ]


def person_with_events(reader: Reader, room: PersonRoom, person: UUID, *, today: date) -> Person | None:
    """One person of the room: in sight, or out of sight and held by a duty to keep, so that the duty can be ended."""
    found = person_for(reader, room, person, today=today)
    if found is not None or not may_work_with_persons(reader, room, today=today):
        return found
    hidden = (
        Person.objects.select_related("room__agency", "keeper")
        .filter(room=room.id, pk=person)
        .exclude(state=PersonState.MERGED)
        .first()
    )
    if hidden is None or not duty_lasts(facts_of_record(hidden, room.agency_kind), today=today):
        return None
    return hidden
