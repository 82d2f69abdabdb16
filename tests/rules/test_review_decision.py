"""Who may see a decision and report on it, and when it is overdue."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.review_decision import (
    NEXT_STATES,
    DecisionState,
    is_overdue,
    may_carry_out,
    may_move_decision,
    may_see_decision,
)
from vapenvila.rules.roles import AgencyKind, Role

TODAY = date(2026, 3, 3)
NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)
PROGRAMME, OWN, OTHER = uuid4(), uuid4(), uuid4()
S = DecisionState


def _reader(role: Role, *, agency: UUID = OWN, last_day: date | None = None) -> Reader:
    mission = MissionFacts(
        room=uuid4(),
        agency=agency,
        agency_kind=AgencyKind.CIVIL,
        programme=PROGRAMME,
        roles=frozenset({role}),
        first_day=date(2020, 1, 1),
        last_day=last_day,
    )
    return Reader(user=uuid4(), missions=(mission,))


def test_a_community_partner_sees_the_own_associations_tasks_alone() -> None:
    partner = _reader(Role.COMMUNITY_PARTNER)
    assert may_see_decision(partner, PROGRAMME, owner_agency=OWN, today=TODAY)
    assert not may_see_decision(partner, PROGRAMME, owner_agency=OTHER, today=TODAY)
    assert not may_see_decision(partner, PROGRAMME, owner_agency=None, today=TODAY)


def test_who_reads_the_shared_picture_sees_every_decision() -> None:
    assert may_see_decision(_reader(Role.POLICE_OFFICER), PROGRAMME, owner_agency=OTHER, today=TODAY)


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER])
def test_who_neither_reviews_nor_owns_tasks_sees_none(role: Role) -> None:
    assert not may_see_decision(_reader(role), PROGRAMME, owner_agency=OWN, today=TODAY)


def test_a_mission_that_has_ended_shows_nothing() -> None:
    gone = _reader(Role.COMMUNITY_PARTNER, last_day=TODAY - timedelta(days=1))
    assert not may_see_decision(gone, PROGRAMME, owner_agency=OWN, today=TODAY)


def test_the_owner_and_who_leads_report_and_nobody_else() -> None:
    assert may_carry_out(_reader(Role.SOCIAL_WORKER), PROGRAMME, owner_agency=OWN, today=TODAY)
    assert not may_carry_out(_reader(Role.SOCIAL_WORKER), PROGRAMME, owner_agency=OTHER, today=TODAY)
    assert may_carry_out(_reader(Role.COORDINATOR), PROGRAMME, owner_agency=OTHER, today=TODAY)


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("to", list(S))
def test_a_decision_moves_only_along_the_table(state: S, to: S) -> None:
    assert may_move_decision(state, to, reason="Talked with both").allowed is (to in NEXT_STATES[state])


@pytest.mark.parametrize("to", [S.DONE, S.CANCELLED])
def test_done_asks_for_a_result_and_cancelled_for_a_reason(to: S) -> None:
    assert not may_move_decision(S.OPEN, to, reason="  ")
    assert may_move_decision(S.OPEN, S.IN_PROGRESS, reason="")


@pytest.mark.parametrize("state", list(S))
def test_only_an_open_decision_past_its_time_is_overdue(state: S) -> None:
    late = is_overdue(state=state, due_at=NOW - timedelta(minutes=1), now=NOW)
    assert late is (state in (S.OPEN, S.IN_PROGRESS))
    assert not is_overdue(state=state, due_at=NOW, now=NOW)
    assert not is_overdue(state=state, due_at=None, now=NOW)


def test_who_sees_no_decision_reports_on_none() -> None:
    told = may_carry_out(_reader(Role.EVALUATOR), PROGRAMME, owner_agency=OWN, today=TODAY)
    assert not told
    assert (
        told.reason
        == may_see_decision(_reader(Role.EVALUATOR), PROGRAMME, owner_agency=OWN, today=TODAY).reason
    )
