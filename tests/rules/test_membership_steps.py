"""From which state a membership moves to which, by whose act, and who may use memberships at all."""

from itertools import product
from uuid import UUID

import pytest

from tests.rules.test_membership_evidence import TODAY
from tests.rules.test_persons import ROOM, reader_with
from vapenvila.rules.membership import (
    may_settle,
)
from vapenvila.rules.membership_access import may_hold_memberships, may_use
from vapenvila.rules.membership_state import (
    NEXT_STATES,
    MembershipState,
    may_amend,
    may_dispute,
    may_move,
    may_withdraw,
)
from vapenvila.rules.person_access import PersonRoom
from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right
from vapenvila.rules.roles import AgencyKind, Role

S = MembershipState
AUTHOR, OTHER = UUID(int=11), UUID(int=12)


@pytest.mark.parametrize(("old", "new"), list(product(S, S)))
def test_a_statement_moves_as_the_table_says(old: S, new: S) -> None:
    assert bool(may_move(old, new)) == (new in NEXT_STATES[old])
    assert NEXT_STATES[S.WITHDRAWN] == frozenset()


@pytest.mark.parametrize("act", [may_dispute, may_withdraw, may_amend])
def test_each_of_these_acts_needs_a_reason(act: object) -> None:
    assert callable(act)
    assert act(S.CURRENT, reason="A made-up reason")
    assert not act(S.CURRENT, reason="Because")
    assert not act(S.WITHDRAWN, reason="A made-up reason")


def test_what_has_run_out_is_neither_disputed_nor_changed_but_may_be_withdrawn() -> None:
    assert not may_dispute(S.EXPIRED, reason="A made-up reason")
    assert not may_amend(S.EXPIRED, reason="A made-up reason")
    assert not may_amend(S.DISPUTED, reason="A made-up reason")
    assert may_withdraw(S.EXPIRED, reason="A made-up reason")


def test_a_dispute_is_settled_by_somebody_other_than_the_author() -> None:
    reason = "A made-up reason"
    assert may_settle(state=S.DISPUTED, author=AUTHOR, by=OTHER, reason=reason)
    assert not may_settle(state=S.DISPUTED, author=AUTHOR, by=AUTHOR, reason=reason)
    assert not may_settle(state=S.CURRENT, author=AUTHOR, by=OTHER, reason=reason)
    assert not may_settle(state=S.DISPUTED, author=AUTHOR, by=OTHER, reason="")


@pytest.mark.acceptance("S2")
@pytest.mark.parametrize("kind", list(AgencyKind))
def test_memberships_are_held_in_rooms_of_the_police_only(kind: AgencyKind) -> None:
    assert bool(may_hold_memberships(kind)) == (kind is AgencyKind.POLICE)
    police = reader_with(Role.POLICE_ANALYST, Role.POLICE_OFFICER, kind=kind)
    allowed = bool(may_use(police, Right.READ_MEMBERSHIPS, PersonRoom(ROOM.id, kind), today=TODAY))
    assert allowed == (kind is AgencyKind.POLICE)


@pytest.mark.parametrize("role", list(Role))
def test_roles_use_memberships_as_the_table_of_rights_says(role: Role) -> None:
    for right in (
        Right.READ_MEMBERSHIPS,
        Right.STATE_MEMBERSHIPS,
        Right.IMPORT_MEMBERSHIPS,
        Right.RELEASE_GROUP_STATEMENTS,
    ):
        allowed = bool(may_use(reader_with(role), right, ROOM, today=TODAY))
        assert allowed == (role in ROLES_WITH_RIGHT[right])
    with pytest.raises(ValueError, match="no right of memberships"):
        may_use(reader_with(role), Right.READ_PICTURE, ROOM, today=TODAY)
