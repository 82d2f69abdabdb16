"""Made-up programmes, rooms and readers of one attack, and what the rules say each may see. Written, used, rolled back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.roles import ROLES, AgencyKind, Role
from vapenvila.rules.room_access import RoomFacts, may_read_room
from vapenvila.web.partners.models import Agency, Programme, Room
from vapenvila.web.wall.declaration import RowKind
from vapenvila.web.wall.identifiers import new_id


@dataclass(frozen=True, slots=True)
class Site:
    """One made-up programme with a room for each kind of agency."""

    word: str
    programme: Programme
    rooms: dict[AgencyKind, Room]


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A reader with one role in one room of one programme, or (no site) with no mission at all."""

    words: str
    role: Role
    reader: Reader
    programme: UUID | None
    room: UUID | None


def a_site(word: str) -> Site:
    """A made-up programme; call it inside a transaction that is rolled back."""
    mark = new_id().hex
    programme = Programme.objects.create(slug=f"w{mark}", name=f"{word} {mark}", made_up=True)
    rooms = {}
    for kind in AgencyKind:
        agency = Agency.objects.create(name=f"{word} {kind.value} {mark}", kind=kind.value)
        rooms[kind] = Room.objects.create(programme=programme, agency=agency)
    return Site(word, programme, rooms)


def standpoints(here: Site, elsewhere: Site, *, today: date) -> Iterator[Standpoint]:
    """Every role: in each kind of agency that can hold it, in another programme, and without a mission."""
    for role, facts in ROLES.items():
        kinds = sorted(facts.held_in)
        for site, held in ((here, kinds), (elsewhere, kinds[:1])):
            for kind in held:
                room = site.rooms[kind]
                mission = MissionFacts(
                    room=room.pk,
                    agency=room.agency_id,
                    agency_kind=kind,
                    programme=site.programme.pk,
                    roles=frozenset({role}),
                    first_day=today,
                    last_day=None,
                )
                words = f"{role.value} in {kind.value} {site.word}"
                yield Standpoint(words, role, Reader(new_id(), (mission,)), site.programme.pk, room.pk)
        yield Standpoint(f"{role.value} whose mission has ended", role, Reader(new_id(), ()), None, None)


def may_see(reader: Reader, kind: RowKind, place: Site, rooms: tuple[Room, ...], *, today: date) -> bool:
    """What the rules say of a row of this kind that lies in the programme and in these rooms (one; two at the door)."""
    if kind is RowKind.SHARED:
        return place.programme.pk in reader.programmes(today=today)
    return any(
        bool(
            may_read_room(
                reader, RoomFacts(id=r.pk, agency=r.agency_id, programme=r.programme_id), today=today
            )
        )
        for r in rooms
    )
