"""Made-up persons for tests. Names are plainly made up; numbers are those the Tax Agency gives out for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count

from django.utils import timezone

from tests.cast import HELD_IN, City
from vapenvila.rules.person_access import PersonRoom
from vapenvila.rules.person_mark import Mark
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User
from vapenvila.web.people.actions.amend import amend_person
from vapenvila.web.people.actions.register import Ground, register_person
from vapenvila.web.people.models import BrokenGlass, Person
from vapenvila.web.wall.acting import acting

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
NUMBER, OTHER_NUMBER = "199006022397", "199107172380"
_counter = count(1)

CASEWORKER = {
    AgencyKind.POLICE: Role.POLICE_ANALYST,
    AgencyKind.PROBATION: Role.PROBATION_OFFICER,
    AgencyKind.SOCIAL: Role.SOCIAL_WORKER,
}


@contextmanager
def in_room(city: City, kind: AgencyKind = AgencyKind.POLICE) -> Iterator[None]:
    """A transaction of the caseworker in their room."""
    with acting(
        user=city.people[CASEWORKER[kind]].pk, programmes=[city.programme.pk], room=city.rooms[kind].pk
    ):
        yield


def a_ground(
    mark: Mark = Mark.SUSPECT,
    *,
    need: str = "Made-up need",
    protective_track: bool = False,
    need_of_child: str = "",
) -> Ground:
    return Ground(
        mark=mark,
        need=need,
        source="Made-up source",
        source_on=date(2026, 1, 2),
        reliability="unsure",
        protective_track=protective_track,
        need_of_child=need_of_child,
    )


def a_person(
    city: City,
    kind: AgencyKind = AgencyKind.POLICE,
    *,
    ground: Ground | None = None,
    by: Role | None = None,
    at: datetime = NOW,
    **identity: str,
) -> Person:
    """A person in the room of this kind of agency; an adult with a made-up name unless told otherwise."""
    default = Mark.SUSPECT if kind is AgencyKind.POLICE else Mark.OTHER
    named = {
        "given_name": "Påhittad",
        "surname": f"Person{next(_counter)}",
        "birth_date": "1990-06-02",
        **identity,
    }
    with in_room(city, kind):
        return register_person(
            room=city.rooms[kind],
            identity=named,
            ground=ground or a_ground(default),
            looked_at=False,
            by=city.people[by or CASEWORKER[kind]],
            at=at,
            today=at.date(),
        )


def room_kind_of(city: City, person: User) -> AgencyKind:
    """The kind of agency this person of the cast works in; police for those without casework."""
    role = next(role for role, user in city.people.items() if user == person)
    kind = HELD_IN[role]
    return kind if kind in CASEWORKER else AgencyKind.POLICE


@contextmanager
def acting_in_room_of(city: City, person: User) -> Iterator[None]:
    """A transaction in the room this person does casework in."""
    with acting(
        user=person.pk, programmes=[city.programme.pk], room=city.rooms[room_kind_of(city, person)].pk
    ):
        yield


def a_person_for(city: City, person: User) -> Person:
    """A person in the room of this member of the cast, registered today."""
    return a_person(city, room_kind_of(city, person), at=timezone.now())


def a_changed_person_for(city: City, person: User) -> Person:
    """A person whose record was changed once."""
    row = a_person_for(city, person)
    now = timezone.now()
    with acting_in_room_of(city, person):
        return amend_person(
            person=row,
            version=1,
            identity={"phone": "00"},
            facts={},
            reason="Made-up reason",
            looked_at=False,
            by=person,
            at=now,
            today=now.date(),
        )


def an_emergency_for(city: City, person: User) -> BrokenGlass:
    """A record in the room of this person that somebody else opened in an emergency."""
    row = a_person_for(city, person)
    now = timezone.now()
    with acting_in_room_of(city, person):
        return BrokenGlass.objects.create(
            room=row.room,
            person=row,
            opened_by=city.people[Role.ADMINISTRATOR],
            opened_at=now,
            until=now + timedelta(hours=1),
            reason="Made-up emergency",
        )


def room_of(city: City, kind: AgencyKind = AgencyKind.POLICE) -> PersonRoom:
    """A room of the city as the rules of access see it."""
    return PersonRoom(city.rooms[kind].pk, kind)


def change(city: City, person: Person, reason: str = "Made-up reason", **identity: str) -> Person:
    """The identity of a person of the police's room, changed by its analyst."""
    with in_room(city):
        return amend_person(
            person=person,
            version=person.version,
            identity=identity,
            facts={},
            reason=reason,
            looked_at=False,
            by=city.people[Role.POLICE_ANALYST],
            at=NOW,
            today=TODAY,
        )
