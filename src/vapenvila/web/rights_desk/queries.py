"""Requests of the room in use. Row-level security lets no other room through."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from vapenvila.rules.person_access import PersonRoom, may_work_with_persons
from vapenvila.rules.reader import Reader
from vapenvila.rules.rights_request import SETS_ASIDE, answer_by, is_late
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.partners.models import Room
from vapenvila.web.people.models import Person
from vapenvila.web.rights_desk.facts import facts_of
from vapenvila.web.rights_desk.models import RightsRequest
from vapenvila.web.rights_desk.vocabulary import Kind, OutcomeWord, State

OVER = (State.CLOSED, State.WITHDRAWN)
ANSWERED = [state.value for state in (*OVER, State.SENT, State.APPEALED)]


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request in the list."""

    request: RightsRequest
    due: date
    late: bool
    open: bool


@dataclass(frozen=True, slots=True)
class DeskFigures:
    """How the desk keeps its time. `in_time` counts answers sent by the day they were due."""

    received: int
    waiting: int
    late: int
    answered: int
    in_time: int
    median_days: float | None
    by_kind: tuple[tuple[str, int], ...]
    by_outcome: tuple[tuple[str, int], ...]
    appealed: int


def requests_of(room: Room) -> QuerySet[RightsRequest]:
    """All requests of the room, newest first."""
    return RightsRequest.objects.filter(room=room).select_related("handler", "decided_by")


def request_in(room: Room, request: UUID) -> RightsRequest | None:
    """One request of the room."""
    return (
        requests_of(room)
        .select_related("identity_checked_by", "room__agency", "room__programme")
        .filter(pk=request)
        .first()
    )


def as_lines(rows: Iterable[RightsRequest], *, today: date) -> list[RequestLine]:
    """The rows with their due day."""
    return [
        RequestLine(row, answer_by(facts), is_late(facts, today=today), row.state not in OVER)
        for row in rows
        for facts in [facts_of(row)]
    ]


def late_requests(room: Room, *, today: date) -> int:
    """How many should have been answered."""
    waiting = requests_of(room).exclude(state__in=ANSWERED)
    return sum(is_late(facts_of(row), today=today) for row in waiting)


def persons_set_aside(room: UUID) -> list[UUID]:
    """Persons whose record is out of sight: disputed and being examined, or still restricted. The rule as a filter."""
    granted = [OutcomeWord.GRANTED, OutcomeWord.PARTLY]
    restricted = Q(kind=Kind.RESTRICTION, outcome__in=granted, lifted_at__isnull=True)
    rows = RightsRequest.objects.filter(
        room=room,
        kind__in=[kind.value for kind in SETS_ASIDE],
        identity_checked_at__isnull=False,
        person__isnull=False,
    ).exclude(
        Q(state=State.WITHDRAWN)
        | (Q(state=State.CLOSED) & ~restricted)
        | Q(kind=Kind.RECTIFICATION, outcome__in=granted)
    )
    return [person for person in rows.values_list("person", flat=True) if person is not None]


def persons_asking(room: UUID) -> list[UUID]:
    """Persons with a request at the room's desk, open or closed."""
    rows = RightsRequest.objects.filter(room=room, person__isnull=False)
    return [person for person in rows.values_list("person", flat=True) if person is not None]


def desk_figures(room: Room, *, today: date) -> DeskFigures:
    """Counts over all requests the room still keeps."""
    rows = list(requests_of(room))
    answered = [row for row in rows if row.sent_at is not None]
    days = [(timezone.localdate(row.sent_at) - row.received_on).days for row in answered if row.sent_at]
    in_time = sum(
        timezone.localdate(row.sent_at) <= answer_by(facts_of(row)) for row in answered if row.sent_at
    )
    kinds, outcomes = Counter(row.kind for row in rows), Counter(row.outcome for row in rows if row.outcome)
    return DeskFigures(
        received=len(rows),
        waiting=sum(row.state not in (*OVER, State.SENT, State.APPEALED) for row in rows),
        late=sum(is_late(facts_of(row), today=today) for row in rows),
        answered=len(answered),
        in_time=in_time,
        median_days=median(days) if days else None,
        by_kind=tuple((str(kind.label), kinds[kind]) for kind in Kind if kinds[kind]),
        by_outcome=tuple(
            (str(outcome.label), outcomes[outcome]) for outcome in OutcomeWord if outcomes[outcome]
        ),
        appealed=sum(row.appealed_on is not None for row in rows),
    )


def person_of(room: Room, person: UUID | None) -> Person | None:
    """The record a request is about, also while it is set aside; None when there is none or it is deleted."""
    return Person.objects.filter(pk=person, room=room).first() if person else None


def may_be_named(reader: Reader, room: Room, *, today: date) -> bool:
    """Whether a handler is shown which record a request is about: only who does casework in the room sees its persons."""
    where = PersonRoom(room.pk, AgencyKind(room.agency.kind))
    return bool(may_work_with_persons(reader, where, today=today))


def changed_since(person: Person, decided_at: datetime) -> datetime | None:
    """When the record was changed last after a decision on it; None where nobody has."""
    return person.changes.filter(at__gte=decided_at).values_list("at", flat=True).first()


def person_called(room: Room, pseudonym: str) -> Person | None:
    """The record of the room with this pseudonym."""
    return Person.objects.filter(room=room, pseudonym__iexact=pseudonym).first()
