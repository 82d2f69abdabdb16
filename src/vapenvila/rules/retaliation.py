"""The retaliation clock: how long since the violence, who has been contacted, and whether time is running out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from vapenvila.rules.decision import Decision, allow, refuse, say

BOTH_SIDES_WITHIN_HOURS = 72  # convention, unsourced (domain.md section 4); a setting of the clock
SERVICES_TOLD_WITHIN = timedelta(hours=48)  # Milwaukee: social agencies told within 48 hours


class Stance(StrEnum):
    """How the conflict stands, as judged by people."""

    ACTIVE = "active"
    COOLING = "cooling"
    CLOSED = "closed"


class ClockState(StrEnum):
    """What the clock shows."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    LATE = "late"
    BOTH_REACHED = "both_reached"
    CLOSED = "closed"


class ServicesState(StrEnum):
    """Whether victim support has been informed in time."""

    TOLD = "told"
    TOLD_LATE = "told_late"
    WAITING = "waiting"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """Times of one clock; None = has not happened."""

    started_at: datetime | None
    hours: int
    side_a_contact_at: datetime | None
    side_b_contact_at: datetime | None
    stance: Stance

    @property
    def ends_at(self) -> datetime | None:
        """When both sides should have been contacted."""
        return None if self.started_at is None else self.started_at + timedelta(hours=self.hours)

    @property
    def both_reached_at(self) -> datetime | None:
        """When the later of the two sides was contacted, if both were."""
        if self.side_a_contact_at is None or self.side_b_contact_at is None:
            return None
        return max(self.side_a_contact_at, self.side_b_contact_at)


def clock_state(facts: ClockFacts, *, now: datetime) -> ClockState:
    """What the clock shows now. A closed clock stays closed; both sides reached stops the countdown."""
    if facts.ends_at is None:
        return ClockState.NOT_STARTED
    if facts.stance is Stance.CLOSED:
        return ClockState.CLOSED
    if facts.both_reached_at is not None:
        return ClockState.BOTH_REACHED
    return ClockState.LATE if now > facts.ends_at else ClockState.RUNNING


def is_running(facts: ClockFacts) -> bool:
    """Whether the conflict still belongs on the agenda: started and not closed by a person."""
    return facts.started_at is not None and facts.stance is not Stance.CLOSED


def services_state(*, occurred_at: datetime, told_at: datetime | None, now: datetime) -> ServicesState:
    """Whether victim support was told within 48 hours of the violence."""
    if told_at is not None:
        return (
            ServicesState.TOLD if told_at - occurred_at <= SERVICES_TOLD_WITHIN else ServicesState.TOLD_LATE
        )
    return ServicesState.LATE if now - occurred_at > SERVICES_TOLD_WITHIN else ServicesState.WAITING


def may_write_contacts(stance: Stance) -> Decision:
    """Whether contacts may be noted between two reviews. A closed clock is opened at a review first."""
    if stance is Stance.CLOSED:
        return refuse(say("The retaliation clock is closed. A review can open it again."))
    return allow(say("Contacts may be noted."))


def may_be_contact_time(contact_at: datetime, *, occurred_at: datetime, now: datetime) -> Decision:
    """Whether a contact can have been made then. Contacts are noted to the minute."""
    if contact_at > now:
        return refuse(say("The time lies ahead. A contact is noted when it has been made."))
    if contact_at < occurred_at.replace(second=0, microsecond=0):
        return refuse(say("The time lies before the incident itself."))
    return allow(say("The contact can have been made then."))


def may_take_stance(current: Stance, to: Stance, *, reason: str) -> Decision:
    """Whether the stance may change. Closing asks for a reason; a closed conflict may flare up again."""
    if current is to:
        return refuse(say("The conflict already stands so."))
    if to is Stance.CLOSED and not reason.strip():
        return refuse(say("Say why the retaliation clock is closed."))
    return allow(say("The stance may change."))
