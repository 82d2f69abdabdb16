"""The agencies and people of the made-up city: one person per role, all invented."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import make_password

from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.demo_sign_in import FACTOR_OWNER, PASSWORD, give_made_up_factor
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Agency, Mission, Programme, Room

AGENCIES: dict[AgencyKind, str] = {
    AgencyKind.POLICE: "Polisområde {place}",
    AgencyKind.PROBATION: "Frivården {place}",
    AgencyKind.SOCIAL: "Socialtjänsten i {place}",
    AgencyKind.MUNICIPALITY: "{place}s stad",
    AgencyKind.CIVIL: "Föreningen Vägen vidare i {place}",
    AgencyKind.RESEARCH: "Högskolan i {place}",
}


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody in the made-up city: name, and the kind of agency they work in."""

    name: str
    held_in: AgencyKind

    def email(self, place: str) -> str:
        """First name and surname at the made-up city's own domain."""
        letters = str.maketrans("åäöé ", "aaoe.")
        return f"{self.name.lower().translate(letters)}@{place.lower()}.example"


CAST: dict[Role, Part] = {
    Role.COORDINATOR: Part("Kajsa Påhitt", AgencyKind.MUNICIPALITY),
    Role.PROJECT_LEADER: Part("Love Låtsas", AgencyKind.MUNICIPALITY),
    Role.POLICE_ANALYST: Part("Ada Dikt", AgencyKind.POLICE),
    Role.POLICE_OFFICER: Part("Orvar Saga", AgencyKind.POLICE),
    Role.PROBATION_OFFICER: Part("Frida Fabel", AgencyKind.PROBATION),
    Role.SOCIAL_WORKER: Part("Sixten Sägen", AgencyKind.SOCIAL),
    Role.COMMUNITY_PARTNER: Part("Cia Visa", AgencyKind.CIVIL),
    Role.STEERING_GROUP_MEMBER: Part("Stellan Myt", AgencyKind.MUNICIPALITY),
    Role.EVALUATOR: Part("Eva Exempel", AgencyKind.RESEARCH),
    Role.DATA_PROTECTION_OFFICER: Part("Disa Fantasi", AgencyKind.MUNICIPALITY),
    Role.ADMINISTRATOR: Part("Alva Uppdikt", AgencyKind.MUNICIPALITY),
}


@dataclass(frozen=True, slots=True)
class Table:
    """Who sits at the review: people by role, and the agency each works for."""

    people: dict[Role, User]
    agencies: dict[Role, Agency]


def make_cast(programme: Programme, *, place: str, first_day: date) -> dict[Role, User]:
    """Agencies, rooms, and one person per role with an open mission. The administrator gives the others theirs."""
    rooms = {}
    for kind, name in AGENCIES.items():
        agency = Agency.objects.create(name=name.format(place=place), kind=kind.value)
        rooms[kind] = Room.objects.create(programme=programme, agency=agency)
    hashed = make_password(PASSWORD)  # once: it is slow on purpose, and everybody's is the same
    people = {
        role: User.objects.create(email=part.email(place), password=hashed, name=part.name)
        for role, part in CAST.items()
    }
    administrator = people[Role.ADMINISTRATOR]
    for role, person in people.items():
        Mission.objects.create(
            user=person,
            room=rooms[CAST[role].held_in],
            roles=[role.value],
            first_day=first_day,
            given_by=None if person == administrator else administrator,
        )
    _one_with_a_second_factor(place, hashed, rooms[AgencyKind.MUNICIPALITY], first_day, administrator)
    return people


def _one_with_a_second_factor(
    place: str, hashed: str, room: Room, first_day: date, administrator: User
) -> None:
    """One more coordinator, to try signing in with a code. Made-up people get along without one otherwise."""
    if not settings.DEMO:  # a made-up city for measuring or training gives no secret away
        return
    person = User.objects.create(
        email=f"{FACTOR_OWNER}{place.lower()}.example", password=hashed, name="Nils Nyckel"
    )
    give_made_up_factor(person)
    Mission.objects.create(
        user=person,
        room=room,
        roles=[Role.COORDINATOR.value],
        first_day=first_day,
        given_by=administrator,
    )


def people_of_made_up_city() -> list[tuple[Role, User]]:
    """One person per role, in the order of the roles, of the made-up city that is loaded."""
    programme = Programme.objects.filter(made_up=True).order_by("created_at").first()
    missions = (
        Mission.objects.filter(room__programme=programme).select_related("user").order_by("created_at", "pk")
    )
    first: dict[Role, User] = {}
    for mission in missions:
        first.setdefault(Role(mission.roles[0]), mission.user)
    return [(role, first[role]) for role in Role if role in first]
