"""Counts of people that are hidden cannot be worked out from those shown and their total."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vapenvila.analysis.disclosure_control import attack, one_way
from vapenvila.analysis.problem_analysis.small_numbers import added_up, hidden_counts

COUNTS = st.lists(st.integers(0, 25), min_size=1, max_size=7)


@settings(deadline=None, max_examples=60)
@given(COUNTS, st.integers(2, 6))
def test_nobody_can_subtract_a_small_count_out(counts: list[int], smallest: int) -> None:
    hidden = hidden_counts(counts, smallest)
    small = [0 < count < smallest for count in counts]
    assert all(away for away, few in zip(hidden, small, strict=True) if few)
    if not any(small):
        assert not any(hidden)
        return
    if all(hidden):
        return
    bounds = attack(one_way(counts), np.array([*hidden, False]))
    for at, few in enumerate(small):
        if few:
            assert bounds.low[at] <= 1e-6
            assert bounds.high[at] >= smallest - 1e-6


@pytest.mark.parametrize("counts", [[], [0, 0], [3, 20, 40], [1, 1, 1]])
def test_one_tells_everything(counts: list[int]) -> None:
    assert hidden_counts(counts, 1) == (False,) * len(counts)


@settings(deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=8), st.integers(1, 6))
def test_cells_that_are_joined_keep_everybody_and_hold_enough(counts: list[int], smallest: int) -> None:
    joined = added_up(list(enumerate(counts)), smallest)
    assert sum(people for _, people in joined) == sum(counts)
    assert [times for times, _ in joined] == list(range(len(joined)))
    if len(joined) > 1:
        assert all(people == 0 or people >= smallest for _, people in joined)
