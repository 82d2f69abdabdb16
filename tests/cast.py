"""The shared cast of made-up agencies and people. Every test that needs somebody takes them from here."""

from dataclasses import dataclass
from datetime import date

from django.test import Client

from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Agency, Mission, Programme, Room

PASSWORD = "made-up-and-long-enough"

HELD_IN: dict[Role, AgencyKind] = {
    Role.COORDINATOR: AgencyKind.MUNICIPALITY,
    Role.PROJECT_LEADER: AgencyKind.MUNICIPALITY,
    Role.POLICE_ANALYST: AgencyKind.POLICE,
    Role.POLICE_OFFICER: AgencyKind.POLICE,
    Role.PROBATION_OFFICER: AgencyKind.PROBATION,
    Role.SOCIAL_WORKER: AgencyKind.SOCIAL,
    Role.COMMUNITY_PARTNER: AgencyKind.CIVIL,
    Role.STEERING_GROUP_MEMBER: AgencyKind.MUNICIPALITY,
    Role.EVALUATOR: AgencyKind.RESEARCH,
    Role.DATA_PROTECTION_OFFICER: AgencyKind.MUNICIPALITY,
    Role.ADMINISTRATOR: AgencyKind.MUNICIPALITY,
}


@dataclass(frozen=True)
class City:
    """A programme with one room per kind of agency and one person per role."""

    programme: Programme
    rooms: dict[AgencyKind, Room]
    people: dict[Role, User]

    def sign_in(self, client: Client, role: Role) -> User:
        """Sign the person with this role in, second factor and all behind them."""
        person = self.people[role]
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return person


def build_city(slug: str = "vinterhamn", name: str = "Vinterhamn") -> City:
    """A made-up programme; call it twice with other names for two cities that must not see each other."""
    programme = Programme.objects.create(slug=slug, name=name, status="operating", made_up=True)
    rooms = {}
    for kind in AgencyKind:
        agency, _ = Agency.objects.get_or_create(name=f"{kind.value} {slug}", kind=kind.value)
        rooms[kind] = Room.objects.create(programme=programme, agency=agency)
    people = {}
    for role, kind in HELD_IN.items():
        person = User.objects.create_user(
            email=f"{role.value}@{slug}.example",
            password=PASSWORD,
            name=f"Påhittad {role.value}",
            language="en",
        )
        Mission.objects.create(user=person, room=rooms[kind], roles=[role.value], first_day=date(2020, 1, 1))
        people[role] = person
    return City(programme, rooms, people)
