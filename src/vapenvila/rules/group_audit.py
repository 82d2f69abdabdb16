"""How a group audit goes on, who takes part and in which way, and when the next one is due (domain.md 2.1 and K09)."""

from datetime import date, timedelta
from enum import StrEnum

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.roles import AgencyKind


class AuditState(StrEnum):
    """Where an audit stands."""

    PLANNED = "planned"
    ANSWERING = "answering"
    SETTLING = "settling"
    FROZEN = "frozen"


# Forward only: once the answers lay on the table nobody answers apart from the others any more.
NEXT_STATES: dict[AuditState, frozenset[AuditState]] = {
    AuditState.PLANNED: frozenset({AuditState.ANSWERING}),
    AuditState.ANSWERING: frozenset({AuditState.SETTLING}),
    AuditState.SETTLING: frozenset({AuditState.FROZEN}),
    AuditState.FROZEN: frozenset(),
}

ANSWERS: frozenset[AgencyKind] = frozenset(
    {AgencyKind.POLICE, AgencyKind.PROBATION, AgencyKind.SOCIAL, AgencyKind.MUNICIPALITY}
)
HAS_OUTREACH: frozenset[AgencyKind] = frozenset(
    {AgencyKind.SOCIAL, AgencyKind.MUNICIPALITY, AgencyKind.CIVIL}
)
FEWEST_WORKERS = 2  # one worker's answer could be traced to the one who gave it
MOST_LINES = 3000
INCIDENTS_OF_DAYS = (
    365  # how far back an incident puts its groups on the list of an audit of groups with incidents
)


class Takes(StrEnum):
    """Which groups of the picture an audit asks about, within its part of the city."""

    EVERY = "every"
    ACTIVE = "active"
    STRUCK = "struck"  # linked to an incident in the last year


class Light(StrEnum):
    """How old the newest frozen audit is (domain.md K09)."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


AMBER_AFTER, RED_AFTER = 100, 365  # days since the newest frozen audit
REMIND_AFTER = 90  # a quarter: the reminder comes before the light turns


def may_go_on(now: AuditState, then: AuditState) -> Decision:
    """Whether an audit may go from one state to the other."""
    if then not in NEXT_STATES[now]:
        return refuse(say("The audit stands elsewhere by now. Load the page again."))
    return allow(say("The audit may go on."))


def may_take_part(kind: AgencyKind) -> Decision:
    """Whether an agency of this kind takes part at all."""
    if kind not in ANSWERS | HAS_OUTREACH:
        return refuse(say("Research takes no part in a group audit."))
    return allow(say("The agency may take part."))


def may_answer_for(kind: AgencyKind) -> Decision:
    """Whether an agency of this kind answers the questionnaire itself; an association answers through outreach only."""
    if kind not in ANSWERS:
        return refuse(say("This agency takes part through its outreach workers only."))
    return allow(say("The agency answers for itself."))


def may_tell_from_outreach(kind: AgencyKind) -> Decision:
    """Whether outreach workers of an agency of this kind tell what they know in its compartment. Never in the police's."""
    if kind not in HAS_OUTREACH:
        return refuse(
            say("Outreach workers of this agency have no compartment: it is not for police or probation.")
        )
    return allow(say("Outreach workers tell it to their own agency's named person alone."))


def may_release(*, workers: int) -> Decision:
    """Whether an answer made of what so many outreach workers said may leave their compartment."""
    if workers < FEWEST_WORKERS:
        return refuse(
            say(
                "What one outreach worker alone has said stays in the compartment: it would point to the one who said it."
            )
        )
    return allow(say("More than one outreach worker has said something here."))


def may_open_answering(*, lines: int, agencies: int) -> Decision:
    """Whether agencies may begin to answer."""
    if agencies < 2:
        return refuse(say("At least two agencies take part, or there is nothing to compare."))
    if lines > MOST_LINES:
        return refuse(
            say(
                "An audit asks about at most 3,000 groups: take active ones, those with incidents, or a part of the city."
            )
        )
    return allow(say("Answering may begin."))


def may_open_settling(*, missing: int, without: bool) -> Decision:
    """Whether the answers may be laid on the table."""
    if missing and not without:
        return refuse(
            say("Not every agency has handed in. Tick that the room goes on without them, or wait.")
        )
    return allow(say("The answers may be laid on the table."))


def may_freeze(*, unsettled: int) -> Decision:
    """Whether the room is done."""
    if unsettled:
        return refuse(
            say("Questions are left to settle: agree on an answer, or leave it open with what follows.")
        )
    return allow(say("Everything is settled."))


def light_of(newest: date | None, *, today: date) -> Light:
    """The light of K09. A programme that never froze an audit has a red one."""
    days = days_since(newest, today=today)
    if days is None or days > RED_AFTER:
        return Light.RED
    return Light.AMBER if days > AMBER_AFTER else Light.GREEN


def days_since(newest: date | None, *, today: date) -> int | None:
    """K09: days since the newest frozen audit."""
    return None if newest is None else (today - newest).days


def next_due(newest: date | None, *, today: date) -> date:
    """When the next audit should be frozen: a hundred days after the newest one, at once where there is none."""
    return today if newest is None else newest + timedelta(days=AMBER_AFTER)


def reminder_days() -> frozenset[int]:
    """Ages of the newest audit at which those who lead are written to: the quarter is over, or the light turns."""
    return frozenset({REMIND_AFTER, AMBER_AFTER + 1, RED_AFTER + 1})


def reminder_due(days: int) -> int | None:
    """The latest of the reminder days that an audit of this age has reached; None before the first."""
    return max((day for day in reminder_days() if day <= days), default=None)


def reminds(newest: date | None, *, today: date) -> bool:
    """Whether the quarter is over."""
    days = days_since(newest, today=today)
    return days is None or days >= REMIND_AFTER
