"""Seeing the city as another role does: who may, for what, for how long, and what is never sent or taken out meanwhile."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.rights import Right, may
from vapenvila.rules.roles import AgencyKind, Role, may_hold_role
from vapenvila.rules.room_access import RoomFacts

LONGEST = timedelta(minutes=30)
SHORTEST_PURPOSE = 10

TAKES_OUT = say("Nothing is taken out while you see the city as another role. Stop first.")
WOULD_CHANGE = say(
    "This page would change something, so it is not shown while you see the city as another role."
)
OVER = say("You are yourself again: the thirty minutes are over.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedMission:
    """The role somebody wants to see through, and the room it would be held in."""

    role: Role
    room: RoomFacts
    agency_kind: AgencyKind


def may_simulate(
    reader: Reader, wanted: SimulatedMission, programme: UUID, *, purpose: str, today: date
) -> Decision:
    """Whether the reader may see this programme as the role sees it."""
    decision = may(reader, Right.SIMULATE_ROLE, programme, today=today)
    if not decision:
        return decision
    if wanted.room.programme != programme:
        return refuse(say("This room is not part of the programme."))
    held = may_hold_role(wanted.role, wanted.agency_kind)
    if not held:
        return held
    if len(purpose.strip()) < SHORTEST_PURPOSE:
        return refuse(say("Write what you want to find out, so that somebody else can understand it."))
    return allow(say("You may see the city as this role does."))


def may_go_on(reader: Reader, programme: UUID, *, began_at: datetime, now: datetime, today: date) -> Decision:
    """Whether a simulation that began then still runs now."""
    if not timedelta(0) <= now - began_at < LONGEST:
        return refuse(OVER)
    decision = may(reader, Right.SIMULATE_ROLE, programme, today=today)
    if not decision:
        return refuse(say("You are yourself again: your own role no longer includes seeing as others."))
    return allow(say("You may go on."))


def may_send(*, simulating: bool) -> Decision:
    """Whether anything but a question for a page may be sent."""
    if simulating:
        return refuse(
            say("You see the city as another role, and only look. Nothing was changed. Stop first to work.")
        )
    return allow(say("You work as yourself."))


def may_leave_programme(*, to_another: bool) -> Decision:
    """Whether a page outside the simulated programme is opened meanwhile. Nothing is told about the other one."""
    if to_another:
        return refuse(say("You see one city as another role. Stop first to open something else."))
    return allow(say("This is the city you look at."))


def simulated_reader(user: UUID, wanted: SimulatedMission, *, today: date) -> Reader:
    """Whom the pages take the person for: one mission, one role, today. The person's own missions do not count."""
    mission = MissionFacts(
        room=wanted.room.id,
        agency=wanted.room.agency,
        agency_kind=wanted.agency_kind,
        programme=wanted.room.programme,
        roles=frozenset({wanted.role}),
        first_day=today,
        last_day=today,
    )
    return Reader(user=user, missions=(mission,))
