"""Who reads and writes memberships and ties: those who do casework in a room of the police. No other room has any."""

from datetime import date

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.person_access import PersonRoom, may_work_with_persons
from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right
from vapenvila.rules.roles import AgencyKind

OF_MEMBERSHIPS: frozenset[Right] = frozenset(
    {
        Right.READ_MEMBERSHIPS,
        Right.STATE_MEMBERSHIPS,
        Right.IMPORT_MEMBERSHIPS,
        Right.RELEASE_GROUP_STATEMENTS,
    }
)


def may_hold_memberships(agency: AgencyKind) -> Decision:
    """Whether a room of this kind of agency may hold memberships and ties at all. The database asks the same."""
    if agency is not AgencyKind.POLICE:
        return refuse(say("Memberships and ties exist in rooms of the police only."))
    return allow(say("This is a room of the police."))


def may_use(reader: Reader, right: Right, room: PersonRoom, *, today: date) -> Decision:
    """Whether the reader may do this with memberships of this room today, by a mission in that very room."""
    if right not in OF_MEMBERSHIPS:
        raise ValueError(f"{right} is no right of memberships")
    holds = may_hold_memberships(room.agency_kind)
    if not holds:
        return holds
    works = may_work_with_persons(reader, room, today=today)
    if not works:
        return works
    here = [m for m in reader.missions if m.room == room.id and m.covers(today)]
    if not any(m.roles & ROLES_WITH_RIGHT[right] for m in here):
        return refuse(say("Your role in this room does not include this."))
    return allow(say("Your role in this room includes this."))
