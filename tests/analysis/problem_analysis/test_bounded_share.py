"""A share with unknowns holds every share that could be true, and its limits hold every limit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from vapenvila.analysis.problem_analysis.bounded_share import bounded_share, share_of_answers
from vapenvila.analysis.problem_analysis.inputs import ProblemError

COUNTS = st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30)).filter(lambda c: sum(c) > 0)


@settings(deadline=None)
@given(COUNTS, st.sampled_from([0.8, 0.95, 0.99]))
def test_every_way_the_unknown_can_turn_out_lies_between_the_bounds_and_the_limits(
    counts: tuple[int, int, int], level: float
) -> None:
    yes, unknown, _ = counts
    found = bounded_share(yes, unknown, sum(counts), level)
    for more in range(unknown + 1):
        true = (yes + more) / sum(counts)
        assert found.lowest - 1e-12 <= true <= found.highest + 1e-12
        slow = stats.binomtest(yes + more, sum(counts)).proportion_ci(level, method="exact")
        assert found.limits[0] <= slow.low + 1e-9
        assert slow.high <= found.limits[1] + 1e-9
    assert 0.0 <= found.limits[0] <= found.lowest <= found.highest <= found.limits[1] <= 1.0


@settings(deadline=None)
@given(COUNTS)
def test_without_unknowns_it_is_clopper_and_pearsons_interval(counts: tuple[int, int, int]) -> None:
    yes, _, no = counts
    if yes + no == 0:
        return
    found = bounded_share(yes, 0, yes + no, 0.95)
    slow = stats.binomtest(yes, yes + no).proportion_ci(0.95, method="exact")
    assert found.limits == pytest.approx((slow.low, slow.high), abs=1e-9)
    assert found.lowest == found.highest == found.among_known


def test_the_limits_hold_a_share_whose_cases_go_missing_by_their_answer() -> None:
    """30 % are group-involved; half of these and a tenth of the others are not known: bounds hold, a plain share does not."""
    rng, held, plain = np.random.default_rng(1), 0, 0
    for _ in range(400):
        true = rng.random(120) < 0.3
        hidden = rng.random(120) < np.where(true, 0.5, 0.1)
        found = share_of_answers(np.where(hidden, -1, true).astype(np.int8), 0.95)
        held += found.limits[0] <= 0.3 <= found.limits[1]
        known = stats.binomtest(int((true & ~hidden).sum()), int((~hidden).sum())).proportion_ci(
            method="exact"
        )
        plain += known.low <= 0.3 <= known.high
    assert held >= 0.95 * 400
    assert plain < 0.8 * 400


@pytest.mark.parametrize("counts", [(1, 0, 0), (-1, 0, 5), (3, 3, 5), (0, -1, 5)])
def test_numbers_that_cannot_be_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ProblemError, match="cannot be of"):
        bounded_share(*counts, 0.95)


def test_a_level_that_is_none_is_refused() -> None:
    with pytest.raises(ProblemError, match=r"such as 0\.95"):
        bounded_share(1, 0, 5, 95)
