"""The interval for victims: Garwood's where each incident has one victim, and wide enough where it has several."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vapenvila.analysis.small_counts import (
    CountError,
    exact_interval,
    rolling_rate,
    rolling_victim_rate,
    weighted_limits,
)


@given(st.integers(0, 400), st.sampled_from([0.8, 0.95, 0.99]))
def test_with_one_victim_each_it_is_the_exact_interval(count: int, level: float) -> None:
    low, high = weighted_limits([count], [count], 1, level)
    exact = exact_interval(count, level=level)
    assert low[0] == pytest.approx(exact.low)
    assert high[0] == pytest.approx(exact.high)


@given(st.lists(st.integers(1, 6), min_size=1, max_size=30))
def test_several_at_a_time_are_less_sure_than_as_many_one_by_one(victims: list[int]) -> None:
    total, squares = sum(victims), sum(v * v for v in victims)
    low, high = weighted_limits([total], [squares], max(victims))
    alone = exact_interval(total)
    assert low[0] <= alone.low + 1e-9
    assert high[0] >= alone.high - 1e-9
    assert low[0] < total < high[0]


@pytest.mark.parametrize(("incidents", "shares"), [(4.0, (0.6, 0.3, 0.1)), (20.0, (0.7, 0.2, 0.0, 0.1))])
def test_it_holds_the_truth_as_often_as_it_says(incidents: float, shares: tuple[float, ...]) -> None:
    draw, weights = np.random.default_rng(7), np.arange(1, len(shares) + 1)
    counts = draw.poisson(incidents * np.array(shares), size=(20_000, len(shares)))
    low, high = weighted_limits(counts @ weights, counts @ weights**2, len(shares))
    mean = incidents * float(np.dot(shares, weights))
    held = float(np.mean((low <= mean) & (mean <= high)))
    assert held >= 0.95 - 0.005  # three standard errors of the simulation
    narrow = stats.poisson.interval(0.95, mean)[1] - mean
    assert float(np.mean(high)) - mean > narrow  # counting victims as if they came alone would be too sure


def test_the_rolling_rate_of_victims_has_the_interval_of_each_window() -> None:
    found = rolling_victim_rate([3, 0, 5], [5, 0, 13], 2, largest=3)
    low, high = weighted_limits([3, 5], [5, 13], 3)
    assert found.rate.tolist() == [1.5, 2.5]
    assert found.low == pytest.approx(low / 2)
    assert found.high == pytest.approx(high / 2)
    assert found.to_dict()["method"] == "rolling_victim_rate"
    assert rolling_rate([3, 0, 5], 2).high[1] < found.high[1]


@pytest.mark.parametrize(
    ("totals", "squares", "largest", "sentence"),
    [
        ([3], [2], 2, "a total of 3 cannot have squares adding up to 2"),
        ([3], [9], 2, "no weight is above 2"),
        ([3, 4], [9], 3, "2 totals but 1 sums"),
        ([-1], [1], 1, "below 0"),
        ([1], [1], float("nan"), "The largest weight is missing"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    totals: list[int], squares: list[int], largest: float, sentence: str
) -> None:
    with pytest.raises(CountError, match=sentence):
        weighted_limits(totals, squares, largest)


def test_months_and_squares_must_fit() -> None:
    with pytest.raises(CountError, match="2 months of victims but 1 sums of squares"):
        rolling_victim_rate([1, 2], [1], 1, largest=2)
