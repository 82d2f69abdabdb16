"""Where a statement of membership stands, and where it may go from there: one literal table (domain.md section 3)."""

from datetime import date
from enum import StrEnum

from vapenvila.rules.decision import Decision, allow, refuse, say

SHORTEST_REASON = 10


class MembershipState(StrEnum):
    """Where a statement stands. `expired` is never written: it follows from the last day, whatever is written."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    CURRENT = "current"
    DISPUTED = "disputed"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


_S = MembershipState

NEXT_STATES: dict[MembershipState, frozenset[MembershipState]] = {
    _S.DRAFT: frozenset({_S.DRAFT, _S.REVIEWED, _S.EXPIRED, _S.WITHDRAWN}),
    _S.REVIEWED: frozenset({_S.DRAFT, _S.CURRENT, _S.EXPIRED, _S.WITHDRAWN}),
    _S.CURRENT: frozenset({_S.DRAFT, _S.DISPUTED, _S.EXPIRED, _S.WITHDRAWN}),
    _S.DISPUTED: frozenset({_S.CURRENT, _S.EXPIRED, _S.WITHDRAWN}),
    _S.EXPIRED: frozenset(
        {_S.WITHDRAWN}
    ),  # newer evidence moves the last day, and with it this state is gone
    _S.WITHDRAWN: frozenset(),
}

OPEN = frozenset({_S.DRAFT, _S.REVIEWED, _S.CURRENT, _S.DISPUTED})


def state_on(written: MembershipState, *, review_by: date, today: date) -> MembershipState:
    """Where the statement stands today: late ones are expired, whatever was written."""
    if written in OPEN and today > review_by:
        return _S.EXPIRED
    return written


def may_move(old: MembershipState, new: MembershipState) -> Decision:
    """Whether the statement may go from one state to another."""
    if old is _S.WITHDRAWN:
        return refuse(say("The statement is withdrawn. What is known anew is a statement of its own."))
    if old is _S.EXPIRED and new not in NEXT_STATES[old]:
        return refuse(say("The statement has run out. Only newer evidence brings it back."))
    if new not in NEXT_STATES[old]:
        return refuse(say("The statement does not stand where this could be done. Look at it again."))
    return allow(say("The statement may go there."))


def may_dispute(state: MembershipState, *, reason: str) -> Decision:
    """Whether the statement may be disputed: while it is in use, with a reason."""
    moves = may_move(state, _S.DISPUTED)
    if not moves:
        return moves
    return _with_reason(
        reason, allow(say("The statement may be disputed. It stays out of counts until it is settled."))
    )


def may_withdraw(state: MembershipState, *, reason: str) -> Decision:
    """Whether the statement may be withdrawn: by anybody who works with it, with a reason."""
    moves = may_move(state, _S.WITHDRAWN)
    if not moves:
        return moves
    return _with_reason(reason, allow(say("The statement may be withdrawn.")))


def may_amend(state: MembershipState, *, reason: str) -> Decision:
    """Whether role, certainty or dates may be changed: then a second person looks at the whole again."""
    if state is _S.DISPUTED:
        return refuse(say("The statement is disputed. Settle that first."))
    moves = may_move(state, _S.DRAFT)
    if not moves:
        return moves
    return _with_reason(
        reason, allow(say("The statement may be changed. It is out of use until it is reviewed again."))
    )


def _with_reason(reason: str, answer: Decision) -> Decision:
    if len(reason.strip()) < SHORTEST_REASON:
        return refuse(say("Write a reason that somebody else understands."))
    return answer
