"""A running simulation: kept in the person's session, so that it ends with it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.reader import Reader
from vapenvila.rules.role_simulator import LONGEST, SimulatedMission, simulated_reader
from vapenvila.rules.roles import ROLES, AgencyKind, Role
from vapenvila.rules.room_access import RoomFacts

_KEY = "role_simulator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """Who is seen as what, in which room, why and since when. `own_room`: from which room the person really acts."""

    id: UUID
    programme: UUID
    slug: str
    programme_name: str
    room: UUID
    agency: UUID
    agency_kind: AgencyKind
    agency_name: str
    role: Role
    purpose: str
    began_at: datetime
    own_room: UUID | None

    @property
    def role_name(self) -> str:
        """The role in the reader's language."""
        return gettext(ROLES[self.role].name)

    @property
    def ends_at(self) -> datetime:
        """When it ends by itself, on the clocks of the place."""
        return timezone.localtime(self.began_at + LONGEST)

    def mission(self) -> SimulatedMission:
        """The mission that is simulated, as the rules see it."""
        room = RoomFacts(id=self.room, agency=self.agency, programme=self.programme)
        return SimulatedMission(role=self.role, room=room, agency_kind=self.agency_kind)

    def reader(self, user: UUID, *, today: date) -> Reader:
        """Whom the pages take the person for."""
        return simulated_reader(user, self.mission(), today=today)


def keep(request: Any, simulation: Simulation) -> None:
    """From now on this session sees the programme as the role does."""
    request.session[_KEY] = {
        name: value.isoformat() if isinstance(value, datetime) else str(value) if value is not None else None
        for name, value in asdict(simulation).items()
    }


def drop(request: Any) -> None:
    """From now on this session sees the programme as the person does."""
    request.session.pop(_KEY, None)


def kept(request: Any) -> Simulation | None:
    """The simulation of this session."""
    said = request.session.get(_KEY)
    if said is None:
        return None
    return Simulation(
        id=UUID(said["id"]),
        programme=UUID(said["programme"]),
        slug=said["slug"],
        programme_name=said["programme_name"],
        room=UUID(said["room"]),
        agency=UUID(said["agency"]),
        agency_kind=AgencyKind(said["agency_kind"]),
        agency_name=said["agency_name"],
        role=Role(said["role"]),
        purpose=said["purpose"],
        began_at=datetime.fromisoformat(said["began_at"]),
        own_room=UUID(said["own_room"]) if said["own_room"] else None,
    )
