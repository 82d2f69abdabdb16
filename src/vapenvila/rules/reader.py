"""Who is reading: a signed-in person with the missions they hold. Frozen facts, never database rows."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vapenvila.rules.roles import AgencyKind, Role


@dataclass(frozen=True, slots=True)
class MissionFacts:
    """A person's dated task in one room: agency, programme, roles, first and last day (inclusive, None = open)."""

    room: UUID
    agency: UUID
    agency_kind: AgencyKind
    programme: UUID
    roles: frozenset[Role]
    first_day: date
    last_day: date | None

    def covers(self, day: date) -> bool:
        """Whether the mission is in force on this day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class Reader:
    """A signed-in person and all missions they hold, past and coming ones too."""

    user: UUID
    missions: tuple[MissionFacts, ...]

    def missions_in(self, programme: UUID, *, today: date) -> tuple[MissionFacts, ...]:
        """Missions of this programme in force today."""
        return tuple(m for m in self.missions if m.programme == programme and m.covers(today))

    def roles_in(self, programme: UUID, *, today: date) -> frozenset[Role]:
        """Roles held in this programme today, over all rooms."""
        return frozenset(role for m in self.missions_in(programme, today=today) for role in m.roles)

    def programmes(self, *, today: date) -> frozenset[UUID]:
        """Programmes in which the person has a mission today."""
        return frozenset(m.programme for m in self.missions if m.covers(today))
