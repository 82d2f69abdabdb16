"""The road of a programme from idea to line work: which status may follow which."""

from collections.abc import Mapping
from enum import StrEnum

from vapenvila.rules.decision import Decision, allow, refuse, say


class ProgrammeStatus(StrEnum):
    """Where a programme stands."""

    EXPLORING = "exploring"
    DECIDED = "decided"
    AGREED = "agreed"
    PREPARING = "preparing"
    OPERATING = "operating"
    LINE_WORK = "line_work"
    PAUSED = "paused"
    ENDED = "ended"


_S = ProgrammeStatus

NEXT_STATES: Mapping[ProgrammeStatus, frozenset[ProgrammeStatus]] = {
    _S.EXPLORING: frozenset({_S.DECIDED, _S.PAUSED, _S.ENDED}),
    _S.DECIDED: frozenset({_S.AGREED, _S.PAUSED, _S.ENDED}),
    _S.AGREED: frozenset({_S.PREPARING, _S.PAUSED, _S.ENDED}),
    _S.PREPARING: frozenset({_S.OPERATING, _S.PAUSED, _S.ENDED}),
    _S.OPERATING: frozenset({_S.LINE_WORK, _S.PAUSED, _S.ENDED}),
    _S.LINE_WORK: frozenset({_S.PAUSED, _S.ENDED}),
    _S.PAUSED: frozenset(_S) - {_S.PAUSED},  # back to where it was, or ended: see next_states
    _S.ENDED: frozenset(),
}


def next_states(now: ProgrammeStatus, *, paused_from: ProgrammeStatus | None) -> frozenset[ProgrammeStatus]:
    """What may follow. A paused programme goes back to where it stood, or ends."""
    if now is _S.PAUSED and paused_from is not None:
        return frozenset({paused_from, _S.ENDED})
    return NEXT_STATES[now]


def may_change_status(
    now: ProgrammeStatus, new: ProgrammeStatus, *, paused_from: ProgrammeStatus | None, reason: str
) -> Decision:
    """Whether the programme may take this status. Every change needs its reason, which the history keeps."""
    if new not in next_states(now, paused_from=paused_from):
        return refuse(say("This status cannot follow the one the programme has now."))
    if not reason.strip():
        return refuse(say("Give the reason for the new status, for example the decision and its date."))
    return allow(say("This status may follow."))
