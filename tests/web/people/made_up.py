"""Made-up persons for tests. Names are plainly made up; numbers are those the Tax Agency gives out for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import count

from tests.cast import City
from vapenvila.rules.person_mark import Mark
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.people.actions.register import Ground, register_person
from vapenvila.web.people.models import Person
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
