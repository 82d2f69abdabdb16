"""How a disclosure moves from question to document to recall, and who may read its content on the way (acceptance T19)."""

from enum import StrEnum

from vapenvila.rules.decision import Decision, allow, refuse, say


class DisclosureState(StrEnum):
    """Where a disclosure stands. Until it is handed over it lies in the giving room alone."""

    DRAFT = "draft"
    ASKED = "asked"
    BEING_TESTED = "being_tested"
    AWAITING_SECOND = "awaiting_second"
    AWAITING_MANAGER = "awaiting_manager"
    DECIDED = "decided"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    HANDED_OVER = "handed_over"
    RECEIVED = "received"
    CORRECTED = "corrected"
    RECALLED = "recalled"
    RECALL_CONFIRMED = "recall_confirmed"


class Restriction(StrEnum):
    """What holds a disclosure back."""

    NONE = "none"
    STOPPED = "stopped"  # a whole list, a search by group
    EXIT_CLIENT = "exit_client"


class Side(StrEnum):
    """The two rooms of a disclosure."""

    GIVER = "giver"
    RECEIVER = "receiver"


_S = DisclosureState

NEXT_STATES: dict[DisclosureState, frozenset[DisclosureState]] = {
    _S.DRAFT: frozenset({_S.BEING_TESTED, _S.WITHDRAWN}),
    _S.ASKED: frozenset({_S.BEING_TESTED, _S.AWAITING_MANAGER, _S.REFUSED, _S.WITHDRAWN}),
    _S.BEING_TESTED: frozenset(
        {_S.AWAITING_SECOND, _S.AWAITING_MANAGER, _S.DECIDED, _S.REFUSED, _S.WITHDRAWN}
    ),
    _S.AWAITING_SECOND: frozenset(
        {_S.AWAITING_MANAGER, _S.DECIDED, _S.REFUSED, _S.WITHDRAWN, _S.BEING_TESTED}
    ),
    _S.AWAITING_MANAGER: frozenset(
        {_S.AWAITING_SECOND, _S.DECIDED, _S.REFUSED, _S.WITHDRAWN, _S.BEING_TESTED}
    ),
    _S.DECIDED: frozenset({_S.HANDED_OVER, _S.REFUSED, _S.WITHDRAWN, _S.BEING_TESTED}),
    _S.REFUSED: frozenset(),
    _S.WITHDRAWN: frozenset(),
    _S.HANDED_OVER: frozenset({_S.RECEIVED, _S.RECALLED, _S.CORRECTED}),
    _S.RECEIVED: frozenset({_S.RECALLED, _S.CORRECTED}),
    _S.CORRECTED: frozenset({_S.RECALLED}),
    _S.RECALLED: frozenset({_S.RECALL_CONFIRMED}),
    _S.RECALL_CONFIRMED: frozenset(),
}

IN_THE_GIVING_ROOM = frozenset(
    {_S.DRAFT, _S.BEING_TESTED, _S.AWAITING_SECOND, _S.AWAITING_MANAGER, _S.DECIDED}
)
STILL_OPEN = IN_THE_GIVING_ROOM | {_S.ASKED}

_BOTH = frozenset(Side)
_GIVER = frozenset({Side.GIVER})
_NOBODY: frozenset[Side] = frozenset()

# Who may read what was told. Before the hand-over the draft is the giver's; after a recall it is again.
CONTENT_OPEN_TO: dict[DisclosureState, frozenset[Side]] = {
    _S.DRAFT: _GIVER,
    _S.ASKED: _NOBODY,
    _S.BEING_TESTED: _GIVER,
    _S.AWAITING_SECOND: _GIVER,
    _S.AWAITING_MANAGER: _GIVER,
    _S.DECIDED: _GIVER,
    _S.REFUSED: _NOBODY,
    _S.WITHDRAWN: _NOBODY,
    _S.HANDED_OVER: _BOTH,
    _S.RECEIVED: _BOTH,
    _S.CORRECTED: _BOTH,
    _S.RECALLED: _GIVER,
    _S.RECALL_CONFIRMED: _GIVER,
}

# Restricted ones wait for the named manager before they may stand in these states; in the others they may stand as they are.
ONLY_BY_MANAGER: frozenset[DisclosureState] = frozenset(
    {_S.DECIDED, _S.HANDED_OVER, _S.RECEIVED, _S.CORRECTED, _S.RECALLED, _S.RECALL_CONFIRMED}
)


def may_move(state: DisclosureState, to: DisclosureState) -> Decision:
    """Whether one state may follow another."""
    if state is to:
        return refuse(say("It stands there already."))
    if to in NEXT_STATES[state]:
        return allow(say("The disclosure may take this step."))
    if state in (_S.REFUSED, _S.WITHDRAWN, _S.RECALL_CONFIRMED):
        return refuse(say("This disclosure has ended. Make a new one."))
    if to is _S.HANDED_OVER:
        return refuse(say("Nothing leaves before the test is passed and it is decided."))
    return refuse(say("The disclosure cannot take this step from where it stands."))


def may_stand(state: DisclosureState, restriction: Restriction, *, manager_decided: bool) -> Decision:
    """Whether a disclosure with this restriction may stand in this state: share and restriction are one model."""
    if restriction is Restriction.NONE or state not in ONLY_BY_MANAGER or manager_decided:
        return allow(say("State and restriction go together."))
    return refuse(say("A named manager decides on this. It waits until the manager has decided."))


def may_read_content(state: DisclosureState, side: Side) -> Decision:
    """Whether this side may read what is told."""
    if side in CONTENT_OPEN_TO[state]:
        return allow(say("The content is open to your room."))
    if state in (_S.RECALLED, _S.RECALL_CONFIRMED):
        return refuse(say("The sender has recalled this disclosure. Its content is no longer shown."))
    return refuse(say("Nothing has been handed over yet."))


def seen_by_asker(state: DisclosureState) -> DisclosureState:
    """The state as the asking room is told it: how far the test has come, and what holds it, stay in the giving room."""
    return _S.BEING_TESTED if state in STILL_OPEN and state is not _S.ASKED else state
