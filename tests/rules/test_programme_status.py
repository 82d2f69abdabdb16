"""The road of a programme, and the way back from a pause."""

from itertools import pairwise

import pytest

from vapenvila.rules.programme_status import NEXT_STATES, ProgrammeStatus, may_change_status, next_states

ROAD = [
    ProgrammeStatus.EXPLORING,
    ProgrammeStatus.DECIDED,
    ProgrammeStatus.AGREED,
    ProgrammeStatus.PREPARING,
    ProgrammeStatus.OPERATING,
    ProgrammeStatus.LINE_WORK,
]


def test_the_road_is_walked_step_by_step_for_a_reason() -> None:
    for now, new in pairwise(ROAD):
        assert may_change_status(now, new, paused_from=None, reason="Decision of the board")
        assert "Give the reason" in may_change_status(now, new, paused_from=None, reason=" ").reason
    skipped = may_change_status(ROAD[0], ROAD[2], paused_from=None, reason="x")
    assert "cannot follow" in skipped.reason


@pytest.mark.parametrize("stood", ROAD)
def test_a_pause_leads_back_to_where_the_programme_stood_or_to_the_end(stood: ProgrammeStatus) -> None:
    assert next_states(ProgrammeStatus.PAUSED, paused_from=stood) == {stood, ProgrammeStatus.ENDED}
    assert ProgrammeStatus.PAUSED in next_states(stood, paused_from=None)


def test_a_pause_whose_beginning_is_not_known_may_lead_anywhere_and_an_end_nowhere() -> None:
    assert next_states(ProgrammeStatus.PAUSED, paused_from=None) == NEXT_STATES[ProgrammeStatus.PAUSED]
    assert next_states(ProgrammeStatus.ENDED, paused_from=None) == frozenset()
