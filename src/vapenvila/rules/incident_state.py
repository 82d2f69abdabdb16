"""How an incident moves from reported to counted or not: the states, what may follow, and what each demands."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vapenvila.rules.decision import Decision, allow, refuse, say


class IncidentState(StrEnum):
    """How sure the register is that an incident counts (domain.md section 2.2)."""

    REPORTED = "reported"
    UNDER_REVIEW = "under_review"
    CONFIRMED = "confirmed"
    HOLD = "hold"
    UNFOUNDED = "unfounded"


_S = IncidentState

NEXT_STATES: dict[IncidentState, frozenset[IncidentState]] = {
    _S.REPORTED: frozenset({_S.UNDER_REVIEW}),
    _S.UNDER_REVIEW: frozenset({_S.CONFIRMED, _S.HOLD, _S.UNFOUNDED}),
    _S.CONFIRMED: frozenset({_S.HOLD, _S.UNFOUNDED}),
    _S.HOLD: frozenset({_S.CONFIRMED, _S.UNFOUNDED}),
    _S.UNFOUNDED: frozenset({_S.UNDER_REVIEW}),
}

# A judgement already given is changed only with a written reason.
SETTLED: frozenset[IncidentState] = frozenset({_S.CONFIRMED, _S.UNFOUNDED})

LONGEST_HOLD_DAYS = 180


@dataclass(frozen=True, slots=True)
class StateChange:
    """A wished change: from which state to which, with reason and, for a hold, the day it is looked at again."""

    old: IncidentState
    new: IncidentState
    reason: str = ""
    hold_review_on: date | None = None


def may_follow(old: IncidentState, new: IncidentState, *, merged: bool) -> Decision:
    """Whether one state may follow another; decides whether the button can be pressed."""
    if merged:
        return refuse(say("The incident is merged into another one. Undo the merge first."))
    if old == new:
        return refuse(say("The incident is already in this state."))
    if new in NEXT_STATES[old]:
        return allow(say("This state may follow."))
    if old == _S.REPORTED:
        return refuse(say("Take the incident under review first; then it can be decided."))
    if new == _S.UNDER_REVIEW:
        return refuse(
            say("It has been reviewed. Confirm it, put it on hold or mark it as unfounded instead.")
        )
    if old == _S.UNFOUNDED:
        return refuse(say("It is unfounded. Take it under review again first, with a reason."))
    return refuse(say("An incident never goes back to this state."))


def may_change_state(change: StateChange, *, merged: bool, today: date) -> Decision:
    """Whether the change may be made as it is filled in."""
    follows = may_follow(change.old, change.new, merged=merged)
    if not follows:
        return follows
    reason_missing = not change.reason.strip()
    if change.new == _S.UNFOUNDED and reason_missing:
        return refuse(say("Write why the incident is unfounded."))
    if change.old in SETTLED and reason_missing:
        return refuse(say("Write why a decided incident is changed."))
    if change.new == _S.HOLD:
        return _hold(change.hold_review_on, today)
    return allow(say("The change may be made."))


def _hold(review_on: date | None, today: date) -> Decision:
    if review_on is None:
        return refuse(say("Choose the day when the incident on hold is looked at again."))
    if review_on < today:
        return refuse(say("The day when the hold is looked at again has passed. Choose a coming day."))
    if (review_on - today).days > LONGEST_HOLD_DAYS:
        return refuse(
            say("An incident can be on hold for at most 180 days at a time. Choose an earlier day.")
        )
    return allow(say("The change may be made."))
