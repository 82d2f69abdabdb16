"""The table of rights: who may do what, and what no table entry may ever say."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.invented_readers import FIRST, PROGRAMMES, days, mission_facts, readers
from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right, may
from vapenvila.rules.roles import AgencyKind, Role

HERE = PROGRAMMES[0]
NO_CASEWORK = {Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR}
CASEWORK = {
    Right.READ_PICTURE,
    Right.RECORD_INCIDENTS,
    Right.CLASSIFY_INCIDENTS,
    Right.MERGE_INCIDENTS,
    Right.IMPORT_INCIDENTS,
    Right.EXPORT_INCIDENTS,
    Right.TAKE_PART_IN_REVIEW,
    Right.LEAD_REVIEW,
    Right.JUDGE_PAST_INCIDENTS,
    Right.READ_MINUTES,
    Right.READ_GROUPS,
    Right.STATE_GROUPS,
}


def _reader(*roles: Role) -> Reader:
    mission = MissionFacts(UUID(int=11), UUID(int=21), AgencyKind.POLICE, HERE, frozenset(roles), FIRST, None)
    return Reader(UUID(int=99), (mission,) if roles else ())


@pytest.mark.parametrize("right", Right)
def test_each_right_is_in_the_table_and_held_by_somebody(right: Right) -> None:
    assert ROLES_WITH_RIGHT[right]


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("role", Role)
def test_the_answer_is_what_the_table_says(role: Role, right: Right) -> None:
    assert bool(may(_reader(role), right, HERE, today=FIRST)) is (role in ROLES_WITH_RIGHT[right])


@pytest.mark.acceptance("S18")
@pytest.mark.acceptance("T16")
@pytest.mark.parametrize("role", sorted(NO_CASEWORK))
def test_the_auditor_and_the_administrator_read_no_casework(role: Role) -> None:
    assert {right for right in CASEWORK if role in ROLES_WITH_RIGHT[right]} == set()


@pytest.mark.acceptance("S18")
def test_the_trail_is_read_by_the_data_protection_officer_alone() -> None:
    assert ROLES_WITH_RIGHT[Right.READ_AUDIT_TRAIL] == {Role.DATA_PROTECTION_OFFICER}


@given(readers(), st.sampled_from(Right), days)
def test_an_outsider_may_do_nothing_and_learns_nothing(reader: Reader, right: Right, today: date) -> None:
    for programme in PROGRAMMES:
        decision = may(reader, right, programme, today=today)
        if programme not in reader.programmes(today=today):
            assert not decision
            assert decision.reason == "You have no current mission in this programme."


@pytest.mark.acceptance("T13")
@given(readers(), mission_facts(), st.sampled_from(Right), days)
def test_no_mission_takes_a_right_away(reader: Reader, more: MissionFacts, right: Right, today: date) -> None:
    richer = Reader(reader.user, (*reader.missions, more))
    for programme in PROGRAMMES:
        if may(reader, right, programme, today=today):
            assert may(richer, right, programme, today=today)
