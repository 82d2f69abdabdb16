"""Decisions of the review: who may see them, who may move them on, and when they are overdue."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may


class DecisionState(StrEnum):
    """Where a decision stands. Overdue is derived, never stored."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"


_S = DecisionState

NEXT_STATES: dict[DecisionState, frozenset[DecisionState]] = {
    _S.OPEN: frozenset({_S.IN_PROGRESS, _S.DONE, _S.CANCELLED}),
    _S.IN_PROGRESS: frozenset({_S.DONE, _S.CANCELLED}),
    _S.DONE: frozenset(),
    _S.CANCELLED: frozenset(),
}

STILL_OPEN = frozenset({_S.OPEN, _S.IN_PROGRESS})


def is_overdue(*, state: DecisionState, due_at: datetime | None, now: datetime) -> bool:
    """Whether the due time has passed and nothing is reported."""
    return state in STILL_OPEN and due_at is not None and due_at < now


def may_move_decision(state: DecisionState, to: DecisionState, *, reason: str) -> Decision:
    """Whether a decision may go to that state. Cancelling asks for a reason, done for a result (`reason` holds either)."""
    if to not in NEXT_STATES[state]:
        return refuse(say("This decision is already closed. Make a new one at the next review."))
    if to is DecisionState.CANCELLED and not reason.strip():
        return refuse(say("Say why the decision is cancelled."))
    if to is DecisionState.DONE and not reason.strip():
        return refuse(say("Say what came of it before the decision is marked as done."))
    return allow(say("The decision may take this step."))


def may_see_decision(reader: Reader, programme: UUID, *, owner_agency: UUID | None, today: date) -> Decision:
    """Whether the reader may see a decision: who reads the shared picture sees all, others their own agency's tasks."""
    if may(reader, Right.READ_PICTURE, programme, today=today):
        return allow(say("You read the shared picture."))
    own = may(reader, Right.SEE_OWN_TASKS, programme, today=today)
    if not own:
        return own
    if owner_agency not in {m.agency for m in reader.missions_in(programme, today=today)}:
        return refuse(say("This decision belongs to another agency."))
    return allow(say("The decision is your own agency's."))


def may_carry_out(reader: Reader, programme: UUID, *, owner_agency: UUID | None, today: date) -> Decision:
    """Whether the reader may report on a decision: its own agency does, and those who lead the review."""
    if may(reader, Right.LEAD_REVIEW, programme, today=today):
        return allow(say("You lead the review."))
    seen = may_see_decision(reader, programme, owner_agency=owner_agency, today=today)
    if not seen:
        return seen
    if owner_agency not in {m.agency for m in reader.missions_in(programme, today=today)}:
        return refuse(say("Only the agency that owns the decision, or who leads the review, reports on it."))
    return allow(say("The decision is your own agency's."))
