"""What may happen to a person's case that moves the last day of the record: one literal table, and who may note it.

No event says a day until which a record is kept. Each says what happened, on which day, and where that is written; the day
follows from it. A duty to keep is the one exception the law makes, and it needs a ground of a closed list and a decider.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vapenvila.rules.decision import Decision, Sentence, allow, refuse, say
from vapenvila.rules.roles import AgencyKind

EARLIEST = date(1950, 1, 1)  # an event before this is a slip of the pen
SHORTEST_REASON = 10


class EventKind(StrEnum):
    """What happened. WITHDRAWN takes back another event that was noted wrongly."""

    CASE_CLOSED = "case_closed"
    REGISTERED = "registered"
    REGISTERED_SERIOUS = "serious"
    SENTENCE = "sentence"
    SUPERVISION_BEGAN = "supervision_began"
    SUPERVISION_ENDED = "supervision_ended"
    PRESERVE = "preserve"
    OBJECTION = "objection"
    WITHDRAWN = "withdrawn"


class KeepingGround(StrEnum):
    """Why a record must be kept although its time is out. Nothing else keeps it."""

    LEGAL_CASE = "legal_case"
    ARCHIVE = "archive"
    INSPECTION = "inspection"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One kind of event: in whose rooms it is noted, what it does to the last day, and where that is written."""

    effect: Sentence
    lagrum: Sentence
    noted_in: frozenset[AgencyKind]
    suspected_only: bool = False
    lasts: bool = False  # it has a last day, or still goes on
    ends_ahead: bool = False  # its last day may lie ahead
    decided: bool = False  # somebody decided it, on a ground


_P, _K = frozenset({AgencyKind.POLICE}), frozenset({AgencyKind.PROBATION})
_EVERY_ROOM = frozenset({AgencyKind.POLICE, AgencyKind.PROBATION, AgencyKind.SOCIAL})

EVENTS: dict[EventKind, EventRow] = {
    EventKind.CASE_CLOSED: EventRow(
        noted_in=_P, lagrum=say("Act 2018:1693 4:2, 4:7"),
        effect=say("The record is kept one year after the case was closed."),
    ),
    EventKind.REGISTERED: EventRow(
        noted_in=_P, suspected_only=True, lagrum=say("Act 2018:1693 4:7"),
        effect=say("Made while the record may be kept, it carries it three years from the end of its year."),
    ),
    EventKind.REGISTERED_SERIOUS: EventRow(
        noted_in=_P, suspected_only=True, lagrum=say("Act 2018:1693 4:7"),
        effect=say("Made while the record may be kept, it carries it five years from the end of its year."),
    ),
    EventKind.SENTENCE: EventRow(
        noted_in=_P, suspected_only=True, lasts=True, lagrum=say("Act 2018:1693 4:7–8"),
        effect=say("These days are not counted."),
    ),
    EventKind.SUPERVISION_BEGAN: EventRow(
        noted_in=_K, lagrum=say("Ordinance 2018:1746 §§10, 13"),
        effect=say("The clock does not run while the person is under supervision."),
    ),
    EventKind.SUPERVISION_ENDED: EventRow(
        noted_in=_K, lagrum=say("Ordinance 2018:1746 §§10, 13"),
        effect=say("The record is kept two years after this day."),
    ),
    EventKind.PRESERVE: EventRow(
        noted_in=_EVERY_ROOM, lasts=True, ends_ahead=True, decided=True, lagrum=say("BDL 4:10 and archive law, to verify"),
        effect=say("The record is not deleted while the duty lasts. It does not come back into lists."),
    ),
    EventKind.OBJECTION: EventRow(
        noted_in=_EVERY_ROOM, decided=True, lagrum=say("BDL 4:9–10, GDPR art. 17 and 21"),
        effect=say("The record is out of sight at once, everybody who got it is told, and it is deleted at night."),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One noted event. `last_day` None: it has none, or it still goes on."""

    kind: EventKind
    first_day: date
    last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWish:
    """What somebody wants to note."""

    event: Event
    source: str
    ground: str = ""
    decided_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHere:
    """The record it is noted on: whose room, whether the person is suspected, and what is noted already."""

    agency: AgencyKind
    suspected: bool
    noted: tuple[Event, ...] = ()


def kinds_for(agency: AgencyKind, *, suspected: bool) -> tuple[EventKind, ...]:
    """The kinds of event the law knows for such a record."""
    return tuple(
        kind
        for kind, row in EVENTS.items()
        if agency in row.noted_in and (suspected or not row.suspected_only)
    )


def may_note(wish: EventWish, record: RecordHere, *, today: date) -> Decision:
    """Whether the event may be noted: one the law knows here, that has happened, with its source and decider."""
    event = wish.event
    if event.kind not in kinds_for(record.agency, suspected=record.suspected):
        return refuse(say("The law knows no such event for this record."))
    days = _possible_days(event, today=today)
    if not days:
        return days
    if not wish.source.strip():
        return refuse(say("Say where this is written. Nothing moves a last day without a source."))
    if EVENTS[event.kind].decided and not wish.decided_by.strip():
        return refuse(say("Say who decided it."))
    if event.kind is EventKind.PRESERVE and wish.ground not in set(KeepingGround):
        return refuse(
            say("Say on which ground it must be kept. There are three, and no other keeps a record.")
        )
    if any((one.kind, one.first_day) == (event.kind, event.first_day) for one in record.noted):
        return refuse(say("This is noted already."))
    return allow(say("The event may be noted."))


def _possible_days(event: Event, *, today: date) -> Decision:
    row = EVENTS[event.kind]
    if event.first_day > today:
        return refuse(say("This has not happened yet. Note it when it has."))
    if event.first_day < EARLIEST:
        return refuse(say("This lies too far back. Check the year."))
    if event.last_day is None:
        return allow(say("The days are possible."))
    if not row.lasts:
        return refuse(say("This happens on one day. Leave the last day empty."))
    if event.last_day < event.first_day:
        return refuse(say("The last day lies before the first."))
    if event.last_day > today and not row.ends_ahead:
        return refuse(say("Leave the last day empty while it goes on, and note the end when it has come."))
    return allow(say("The days are possible."))


def may_end(event: Event, last_day: date, *, today: date) -> Decision:
    """Whether it may be noted that something which goes on has ended, or on which day a duty to keep ends."""
    if event.kind not in EVENTS or not EVENTS[event.kind].lasts or event.last_day is not None:
        return refuse(say("Only what still goes on can end."))
    return _possible_days(Event(event.kind, event.first_day, last_day), today=today)


def may_withdraw(*, kind: EventKind, reason: str, same_person: bool, later: bool) -> Decision:
    """Whether an event that was noted wrongly may be taken back. What lets the record live longer needs a second person."""
    if kind not in EVENTS:
        return refuse(say("What is taken back stays taken back. Note the event anew."))
    if kind is EventKind.OBJECTION:
        return refuse(say("Everybody has been told that this record is gone. It is not taken back."))
    if len(reason.strip()) < SHORTEST_REASON:
        return refuse(say("Write what was wrong, in a sentence that somebody else understands."))
    if later and same_person:
        return refuse(
            say(
                "Without this event the record would be kept longer. Somebody else in the room takes it back."
            )
        )
    return allow(say("The event may be taken back."))


def is_later(day: date | None, than: date | None) -> bool:
    """Whether one last day lies after another. None means that no day is set: later than every day."""
    return than is not None and (day is None or day > than)


def days_of(events: Iterable[Event], *kinds: EventKind) -> list[date]:
    """First days of the events of these kinds."""
    return sorted(event.first_day for event in events if event.kind in kinds)
