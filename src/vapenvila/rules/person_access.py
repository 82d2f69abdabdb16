"""Who reads and writes persons: those who do casework in the room that owns them. Nobody else, whatever their role."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.reader import Reader
from vapenvila.rules.roles import AgencyKind, Role

CASEWORKERS: dict[AgencyKind, frozenset[Role]] = {
    AgencyKind.POLICE: frozenset({Role.POLICE_ANALYST, Role.POLICE_OFFICER}),
    AgencyKind.PROBATION: frozenset({Role.PROBATION_OFFICER}),
    AgencyKind.SOCIAL: frozenset({Role.SOCIAL_WORKER}),
    AgencyKind.MUNICIPALITY: frozenset(),
    AgencyKind.CIVIL: frozenset(),
    AgencyKind.RESEARCH: frozenset(),
}

# Social services find a person by name, number or case number only: no lists, no other search (2001:637 section 15).
NO_LISTS = frozenset({AgencyKind.SOCIAL})

LONGEST_BREAK_GLASS = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class PersonRoom:
    """The room a person lies in."""

    id: UUID
    agency_kind: AgencyKind


def may_work_with_persons(reader: Reader, room: PersonRoom, *, today: date) -> Decision:
    """Whether the reader reads and writes persons of this room today (acceptance S1, S2)."""
    here = [m for m in reader.missions if m.room == room.id and m.covers(today)]
    if not here:
        return refuse(say("This belongs to another agency, or you have no current mission in this room."))
    if not any(m.roles & CASEWORKERS[m.agency_kind] for m in here):
        return refuse(say("Only those who do casework in this room see the persons in it."))
    return allow(say("You do casework in this room."))


def may_list_persons(reader: Reader, room: PersonRoom, *, today: date) -> Decision:
    """Whether there is a list to look through at all."""
    decision = may_work_with_persons(reader, room, today=today)
    if decision and room.agency_kind in NO_LISTS:
        return refuse(
            say(
                "Social services find a person by name, personal number or case number only. There is no list."
            )
        )
    return decision


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityFacts:
    """What decides who sees a name: is the record on the protective track, who keeps it, is the glass broken until when."""

    protected: bool
    keeper: UUID | None
    broken_by: UUID | None = None
    broken_until: datetime | None = None


def may_see_identity(reader: Reader, identity: IdentityFacts, *, now: datetime) -> Decision:
    """Whether the reader, who works in the room, may see who the person is. Protected ones: keeper, or broken glass."""
    if not identity.protected or identity.keeper == reader.user:
        return allow(say("You do casework in this room."))
    if (
        identity.broken_by == reader.user
        and identity.broken_until is not None
        and now < identity.broken_until
    ):
        return allow(say("You opened this record in an emergency, on record and for a few hours."))
    return refuse(
        say(
            "This record is protected: its keeper sees it. In an emergency you can open it, with a reason, on record."
        )
    )


def may_break_glass(reader: Reader, room: PersonRoom, *, reason: str, hours: int, today: date) -> Decision:
    """Whether the reader may open a protected record of the own room for some hours (acceptance S20, T15)."""
    decision = may_work_with_persons(reader, room, today=today)
    if not decision:
        return decision
    if len(reason.strip()) < 10:
        return refuse(
            say("Write why you must open the record now, in a sentence that the reviewer understands.")
        )
    if not timedelta(0) < timedelta(hours=hours) <= LONGEST_BREAK_GLASS:
        return refuse(say("A protected record is opened for one to eight hours."))
    return allow(
        say("The record may be opened. Its keeper is told at once, and somebody else looks at it afterwards.")
    )


def may_review_broken_glass(
    reader: Reader, room: PersonRoom, *, opened_by: UUID, finding: str, today: date
) -> Decision:
    """Whether the reader may sign what somebody else did in an emergency."""
    decision = may_work_with_persons(reader, room, today=today)
    if not decision:
        return decision
    if reader.user == opened_by:
        return refuse(say("Nobody signs for their own emergency. Somebody else in the room does."))
    if not finding.strip():
        return refuse(say("Write what you found."))
    return allow(say("The emergency may be signed."))
