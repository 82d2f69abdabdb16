"""The trail as people read it: events with names, a page at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.web.accounts.models import User
from vapenvila.web.audit.models import AuditEvent, Manner
from vapenvila.web.audit.queries import COUNTED_UP_TO, Place, count_up_to, older_than
from vapenvila.web.oversight.details_in_words import Names, details_in_words, names_in
from vapenvila.web.partners.models import Agency, Room

EVENTS_PER_PAGE = 50
OWN_EVENTS_PER_PAGE = 20


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
    details: tuple[tuple[str, Any], ...]
    names: Names

    @property
    def told(self) -> list[tuple[str, str]]:
        """The details in the reader's language: what each is called, and its value in words."""
        return details_in_words(self.act, self.details, self.names)

    @property
    def manner_name(self) -> str:
        """The manner in the reader's language."""
        return str(Manner(self.manner).label)

    @property
    def local(self) -> datetime:
        """When it was, by the clock of the reader."""
        return timezone.localtime(self.at)

    @property
    def said_at(self) -> str:
        """Day and time to the second, by the clock of the reader."""
        return f"{self.local:%Y-%m-%d %H:%M:%S}"

    @property
    def end_of_subject(self) -> str:
        """The end of the record's identity, enough to tell two lines apart."""
        return str(self.subject)[-8:]


@dataclass(frozen=True, slots=True)
class TrailPage:
    """Some lines of the trail, how many match in all (None = more than are counted), and where the next page begins."""

    lines: tuple[EventLine, ...]
    matching: int | None
    next_place: Place | None


def _line(event: AuditEvent, people: dict[UUID, User], rooms: dict[UUID, str], names: Names) -> EventLine:
    person = people.get(event.user) if event.user else None
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
        details=tuple(event.details.items()),
        names=names,
    )


def trail_page(
    events: QuerySet[AuditEvent], place: Place | None, *, most: int = EVENTS_PER_PAGE
) -> TrailPage:
    """One page of events. A few queries, however long the trail is."""
    rows = list(older_than(events, place)[: most + 1])
    shown = rows[:most]
    people = User.objects.in_bulk({e.user for e in shown if e.user})
    rooms = rooms_by_name({e.acting_room for e in shown if e.acting_room})
    names = names_in(e.details for e in shown)
    matching = count_up_to(events)
    last = shown[-1] if len(rows) > most else None
    return TrailPage(
        lines=tuple(_line(event, people, rooms, names) for event in shown),
        matching=matching if matching <= COUNTED_UP_TO else None,
        next_place=Place(last.at, last.id) if last else None,
    )


def all_lines(events: QuerySet[AuditEvent], people: Iterable[User]) -> Iterator[EventLine]:
    """Every matching event, a few thousand in memory at a time."""
    known, rooms = {person.pk: person for person in people}, rooms_by_name(None)
    named = [*((pk, person.name) for pk, person in known.items()), *rooms.items()]
    named += Agency.objects.filter(rooms__in=list(rooms)).values_list("pk", "name")
    names = {str(pk): name for pk, name in named}
    for event in events.iterator(chunk_size=2000):
        yield _line(event, known, rooms, names)


def rooms_by_name(rooms: Iterable[UUID] | None) -> dict[UUID, str]:
    """The agencies that own these rooms, by room; None = all."""
    rows = Room.objects.all() if rooms is None else Room.objects.filter(pk__in=rooms)
    return dict(rows.values_list("pk", "agency__name"))


def people_of_programme(programme: UUID) -> list[User]:
    """Everybody who has or had a mission in the programme, by name."""
    return list(User.objects.filter(missions__room__programme=programme).distinct().order_by("name"))
