"""Garwood's interval against his table, SciPy and its own definition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vapenvila.analysis.small_counts import CountError, exact_interval
from vapenvila.analysis.small_counts.exact_interval import garwood_limits

# Garwood (1936), table of 95 % fiducial limits, as reprinted in many handbooks.
TABLE = {0: (0.0, 3.689), 1: (0.0253, 5.572), 2: (0.242, 7.225), 5: (1.623, 11.668), 10: (4.795, 18.390)}
TABLE |= {20: (12.217, 30.888), 50: (37.111, 65.919), 100: (81.364, 121.627)}


@pytest.mark.published("exact-interval")
@pytest.mark.parametrize(("count", "limits"), TABLE.items())
def test_limits_equal_the_published_table(count: int, limits: tuple[float, float]) -> None:
    result = exact_interval(count)
    assert result.low == pytest.approx(limits[0], abs=6e-4)
    assert result.high == pytest.approx(limits[1], abs=6e-4)


@given(st.integers(1, 400), st.floats(0.5, 0.999))
def test_limits_are_the_means_that_put_half_the_error_in_each_tail(count: int, level: float) -> None:
    result = exact_interval(count, level=level)
    assert stats.poisson.sf(count - 1, result.low) == pytest.approx((1 - level) / 2, rel=1e-6)
    assert stats.poisson.cdf(count, result.high) == pytest.approx((1 - level) / 2, rel=1e-6)


@given(st.integers(0, 300), st.floats(0.01, 1e4))
def test_the_rate_lies_in_its_interval_and_scales_with_exposure(count: int, exposure: float) -> None:
    result = exact_interval(count, exposure)
    assert result.low <= result.rate <= result.high
    assert result.high == pytest.approx(exact_interval(count).high / exposure)


def test_the_interval_covers_at_least_as_often_as_promised() -> None:
    for mean in (0.3, 1.0, 2.5, 7.0, 30.0):
        counts = np.arange(0, 150)
        low, high = garwood_limits(counts)
        covered = stats.poisson.pmf(counts[(low <= mean) & (mean <= high)], mean).sum()
        assert covered >= 0.95 - 1e-9


def test_the_summary_is_a_sentence_in_both_languages() -> None:
    result = exact_interval(3, 6.5)
    assert result.summary() == "3 in 6.5 gives a rate of 0.46 (95 % interval 0.1 to 1.35)."
    assert result.summary("sv") == "3 på 6,5 ger takten 0,46 (95 % intervall 0,1 till 1,35)."
    assert result.to_dict()["interval"] == [result.low, result.high]


@pytest.mark.parametrize(
    ("count", "exposure", "level", "sentence"),
    [
        (-1, 1, 0.95, "cannot be negative"),
        (2.5, 1, 0.95, "whole number"),
        (float("nan"), 1, 0.95, "missing"),
        (1, 0, 0.95, "exposure is 0"),
        (1, float("inf"), 0.95, "must be above 0"),
        (1, 1, 95, "such as 0.95"),
    ],
)
def test_unusable_input_is_refused_with_a_sentence(
    count: float, exposure: float, level: float, sentence: str
) -> None:
    with pytest.raises(CountError, match=sentence):
        exact_interval(count, exposure, level)
