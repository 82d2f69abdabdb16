"""When a review meeting may be changed: its states, its agenda and its minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from vapenvila.rules.decision import Decision, allow, refuse, say


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    AGENDA_FROZEN = "agenda_frozen"
    HELD = "held"
    LOCKED = "locked"
    MISSED = "missed"


_S = MeetingState

NEXT_STATES: dict[MeetingState, frozenset[MeetingState]] = {
    _S.PLANNED: frozenset({_S.AGENDA_FROZEN, _S.MISSED}),
    _S.AGENDA_FROZEN: frozenset({_S.HELD, _S.MISSED}),
    _S.HELD: frozenset({_S.LOCKED}),
    _S.LOCKED: frozenset(),
    _S.MISSED: frozenset(),
}

MINUTES_LOCK_WITHIN = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """How an item of the agenda ended: with decisions, with an explicit "none", carried over, or not yet.

    `follows_open_in_time`: the item follows up an earlier decision that still has time left, or is already done.
    """

    decisions: int = 0
    explicit_none: bool = False
    carried_over: bool = False
    follows_open_in_time: bool = False

    @property
    def settled(self) -> bool:
        """Whether the item has ended: nothing leaves the table without an answer."""
        return bool(self.decisions or self.explicit_none or self.carried_over or self.follows_open_in_time)


def may_move(state: MeetingState, to: MeetingState) -> Decision:
    """Whether a meeting in this state may go to that one."""
    if to in NEXT_STATES[state]:
        return allow(say("The meeting may take this step."))
    match state:
        case MeetingState.LOCKED:
            return refuse(say("The minutes are locked. Nothing in this meeting changes any more."))
        case MeetingState.MISSED:
            return refuse(say("This meeting was missed. Plan a new one."))
        case MeetingState.PLANNED:
            return refuse(say("Freeze the agenda first."))
        case MeetingState.AGENDA_FROZEN:
            return refuse(say("The agenda is frozen and the meeting has not begun. Begin the meeting first."))
        case MeetingState.HELD:
            return refuse(say("The meeting has been held. The next step is to lock the minutes."))


def may_build_agenda(state: MeetingState) -> Decision:
    """Whether the agenda may be built anew from the data."""
    if state is MeetingState.PLANNED:
        return allow(say("The agenda builds itself until it is frozen."))
    return refuse(
        say("The agenda is frozen. You can still add a point by hand until the minutes are locked.")
    )


def may_edit_meeting(state: MeetingState) -> Decision:
    """Whether points, notes, presence and decisions of the meeting may be changed."""
    match state:
        case MeetingState.LOCKED:
            return refuse(say("The minutes are locked. Nothing in this meeting changes any more."))
        case MeetingState.MISSED:
            return refuse(say("This meeting was missed. Plan a new one."))
        case _:
            return allow(say("The minutes are not locked yet."))


def may_lock_minutes(state: MeetingState, items: tuple[ItemFacts, ...], *, has_chair: bool) -> Decision:
    """Whether the minutes may be locked: the meeting was held, somebody chaired, and every item has ended."""
    moved = may_move(state, MeetingState.LOCKED)
    if not moved:
        return moved
    if not has_chair:
        return refuse(say("Say who chaired the meeting before the minutes are locked."))
    if not all(item.settled for item in items):
        return refuse(
            say(
                "Every item must end in a decision with owner and due time, in an explicit “no decision”, or be carried over."
            )
        )
    return allow(say("Every item has ended. The minutes may be locked."))


def minutes_are_late(*, state: MeetingState, held_at: datetime | None, now: datetime) -> bool:
    """Whether the minutes should have been locked by now: within 24 hours of the meeting."""
    return state is MeetingState.HELD and held_at is not None and now - held_at > MINUTES_LOCK_WITHIN
