"""The trail as people read it: events with names, a page at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from vapenvila.web.accounts.models import User
from vapenvila.web.audit.models import AuditEvent, Manner
from vapenvila.web.audit.queries import COUNTED_UP_TO, Place, count_up_to, older_than
from vapenvila.web.partners.models import Room

EVENTS_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event as it is shown and taken out."""

    id: int
    at: datetime
    who: str
    acting_room: str
    manner: str
    act: str
    subject_kind: str
    subject: UUID | None
    request: UUID | None
    details: tuple[tuple[str, str], ...]

    @property
    def manner_name(self) -> str:
        """The manner in the reader's language."""
        return str(Manner(self.manner).label)


@dataclass(frozen=True, slots=True)
class TrailPage:
    """Some lines of the trail, how many match in all (None = more than are counted), and where the next page begins."""

    lines: tuple[EventLine, ...]
    matching: int | None
    next_place: Place | None


def _said(value: Any) -> str:
    return "" if value is None else str(value)


def _line(event: AuditEvent, names: dict[UUID, User], rooms: dict[UUID, str]) -> EventLine:
    person = names.get(event.user) if event.user else None
    return EventLine(
        id=event.id,
        at=event.at,
        who=person.name if person else (str(event.user) if event.user else gettext("The system")),
        acting_room=rooms.get(event.acting_room, "") if event.acting_room else "",
        manner=event.manner,
        act=event.act,
        subject_kind=event.subject_kind,
        subject=event.subject,
        request=event.request,
        details=tuple((key, _said(value)) for key, value in event.details.items()),
    )


def trail_page(events: QuerySet[AuditEvent], place: Place | None) -> TrailPage:
    """One page of events. Four queries, however long the trail is."""
    rows = list(older_than(events, place)[: EVENTS_PER_PAGE + 1])
    shown = rows[:EVENTS_PER_PAGE]
    names = User.objects.in_bulk({e.user for e in shown if e.user})
    rooms = rooms_by_name({e.acting_room for e in shown if e.acting_room})
    matching = count_up_to(events)
    last = shown[-1] if len(rows) > EVENTS_PER_PAGE else None
    return TrailPage(
        lines=tuple(_line(event, names, rooms) for event in shown),
        matching=matching if matching <= COUNTED_UP_TO else None,
        next_place=Place(last.at, last.id) if last else None,
    )


def all_lines(events: QuerySet[AuditEvent], people: Iterable[User]) -> Iterator[EventLine]:
    """Every matching event, a few thousand in memory at a time."""
    names, rooms = {person.pk: person for person in people}, rooms_by_name(None)
    for event in events.iterator(chunk_size=2000):
        yield _line(event, names, rooms)


def rooms_by_name(rooms: Iterable[UUID] | None) -> dict[UUID, str]:
    """The agencies that own these rooms, by room; None = all."""
    rows = Room.objects.all() if rooms is None else Room.objects.filter(pk__in=rooms)
    return dict(rows.values_list("pk", "agency__name"))


def people_of_programme(programme: UUID) -> list[User]:
    """Everybody who has or had a mission in the programme, by name."""
    return list(User.objects.filter(missions__room__programme=programme).distinct().order_by("name"))
