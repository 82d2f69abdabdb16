"""Made-up persons in three rooms of the made-up city: plainly invented names, the Tax Agency's test numbers."""

from datetime import date, datetime, timedelta
from itertools import cycle, islice

from vapenvila.rules.person_mark import Mark
from vapenvila.rules.personal_number import TEST_NUMBERS
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Programme
from vapenvila.web.people.actions.register import Ground, register_person
from vapenvila.web.people.models import Person
from vapenvila.web.wall.acting import acting

GIVEN = ("Påhitta", "Låtsas", "Fabla", "Sago", "Diktarn", "Mytan", "Rimmar", "Gåtan", "Trollis", "Skrönan")
SURNAMES = ("Exempelsson", "Påhittberg", "Sagolund", "Fabelström", "Diktqvist", "Mytgren", "Låtsasdal")
SECOND_LOOK = (
    ("Fabla", "Diktqvist"),
    ("Diktkvist", "Fabla"),
)  # one person spelled twice, to try the duplicates

MARKS: dict[AgencyKind, tuple[Mark, ...]] = {
    AgencyKind.POLICE: (Mark.SUSPECT, Mark.SUSPECT, Mark.SUSPECT, Mark.VICTIM, Mark.WITNESS, Mark.CONVICTED),
    AgencyKind.PROBATION: (Mark.CONVICTED,),
    AgencyKind.SOCIAL: (Mark.OTHER, Mark.RELATIVE),
}
KEEPERS = {
    AgencyKind.POLICE: (Role.POLICE_ANALYST, 24, "Påhittad spaning", "Följa upp påhittade händelser"),
    AgencyKind.PROBATION: (Role.PROBATION_OFFICER, 10, "Påhittad dom", "Övervakning i en påhittad stad"),
    AgencyKind.SOCIAL: (Role.SOCIAL_WORKER, 8, "Påhittad ansökan", "Stöd till den som vill lämna"),
}


def make_persons(programme: Programme, people: dict[Role, User], *, now: datetime) -> None:
    """Persons in the rooms of police, probation and social services, registered over the last year."""
    rooms = {room.agency.kind: room for room in programme.rooms.select_related("agency", "programme")}
    for kind, (role, count, source, need) in KEEPERS.items():
        room, keeper = rooms[kind.value], people[role]
        numbers = iter(
            sorted(TEST_NUMBERS)[3:]
        )  # the same persons may be known in several rooms: several rows
        with acting(user=keeper.pk, programmes=[programme.pk], room=room.pk):
            for place, (name, mark) in enumerate(zip(_names(count), cycle(MARKS[kind]), strict=False)):
                at = now - timedelta(days=11 + 7 * place)
                number = next(numbers) if place % 3 == 0 else ""
                child = kind is AgencyKind.POLICE and place == 9
                register_person(
                    room=room,
                    identity=_identity(name, number, place, child, at.date()),
                    ground=Ground(
                        mark=mark,
                        need=need,
                        source=source,
                        source_on=(at - timedelta(days=3)).date(),
                        reliability="reliable" if place % 2 else "unsure",
                        protective_track=child,
                        need_of_child="Påhittat barn som behöver skydd" if child else "",
                    ),
                    looked_at=False,
                    by=keeper,
                    at=at,
                    today=at.date(),
                )
            Person.objects.filter(room=room).update(updated_at=now)


def _names(count: int) -> list[tuple[str, str]]:
    invented = [
        (given, SURNAMES[(n * 3 + m) % len(SURNAMES)]) for m in range(3) for n, given in enumerate(GIVEN)
    ]
    return list(islice([*SECOND_LOOK, *invented], count))


def _identity(name: tuple[str, str], number: str, place: int, child: bool, today: date) -> dict[str, str]:
    born = date(today.year - 14, 3, 1) if child else date(1985 + place % 15, 1 + place % 12, 1 + place % 27)
    known = "" if number or place in (1, 5) else born.isoformat()  # some birth dates are not known
    return {
        "given_name": name[0],
        "surname": name[1],
        "personnummer": "" if child else number,
        "birth_date": born.isoformat() if child else known,
        "case_number": f"PÅHITT-{100 + place}",
    }
