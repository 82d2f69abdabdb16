"""A dispersion of counts, given or seen in months: what it does to the exact ratio, and that it is the one there is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, special

from vapenvila.analysis.made_up_city.counted_town import counted_town
from vapenvila.analysis.small_counts import CountError, Dispersion, compare_periods, estimated_dispersion

COUNT = st.integers(0, 200)


@given(COUNT, COUNT, st.floats(0.2, 5))
def test_a_dispersion_of_one_leaves_the_exact_interval(x: int, y: int, exposure: float) -> None:
    exact = compare_periods(x, y, 1.0, exposure)
    given_one = compare_periods(x, y, 1.0, exposure, dispersion=1)
    assert (given_one.ratio, given_one.low, given_one.high) == (exact.ratio, exact.low, exact.high)


@given(COUNT, COUNT, st.floats(1, 8), st.floats(1.01, 3))
def test_more_dispersion_widens_and_the_p_value_goes_with_the_interval(
    x: int, y: int, dispersion: float, more: float
) -> None:
    narrow = compare_periods(x, y, dispersion=dispersion)
    wide = compare_periods(x, y, dispersion=dispersion * more)
    assert narrow.ratio == wide.ratio
    if x + y == 0:
        return
    assert narrow.low is not None
    assert wide.low is not None
    assert wide.low <= narrow.low + 1e-12
    assert (narrow.high is None) == (wide.high is None) == (x == 0)
    if narrow.high is not None and wide.high is not None:
        assert wide.high >= narrow.high - 1e-9
    apart = narrow.low > 1.0 or (narrow.high is not None and narrow.high < 1.0)
    if abs(narrow.p_value - 0.05) > 1e-9:
        assert apart == (narrow.p_value < 0.05)


def test_the_limits_equal_those_found_by_a_slow_search() -> None:
    """Of the gamma distributions of counts divided by the dispersion: Clopper and Pearson's definition with smaller steps."""
    found = compare_periods(60, 33, 48, 24, dispersion=2.4)

    def tail(ratio: float) -> float:
        share = ratio * 24 / (48 + ratio * 24)
        return float(special.betainc(33 / 2.4, 61 / 2.4, share)) - 0.025

    assert found.low == pytest.approx(optimize.bisect(tail, 1e-6, 50), rel=1e-9)
    rough = np.exp(np.log(33 / 24 / (60 / 48)) + 1.96 * np.sqrt(2.4 * (1 / 60 + 1 / 33)) * np.array([-1, 1]))
    assert (found.low, found.high) == pytest.approx(rough, rel=0.06)
    assert found.e_test_p_value is None


def test_the_dispersion_of_chains_is_found_and_that_of_independent_counts_is_one() -> None:
    """0.35 answers to each event: 1/(1 − 0.35)² = 2.4 over a long time (Hawkes 1971)."""
    rng = np.random.default_rng(4)
    for answers, least, most in ((0.0, 0.9, 1.15), (0.35, 2.0, 2.8)):
        town = counted_town(months=72, start=48, per_month=4.0, branching_ratio=answers)
        found = [estimated_dispersion(town.counts(rng), 48) for _ in range(150)]
        assert least < np.mean([one.value for one in found]) < most
        assert all(4 < one.freedom < 9 and one.periods == 72 for one in found)


def test_a_fall_at_the_start_is_no_dispersion() -> None:
    counts = np.concatenate([np.tile([9, 11], 24), np.tile([1, 3], 12)])
    assert estimated_dispersion(counts, 48).value < 0.5
    assert estimated_dispersion(counts, 24).value > 5.0


def test_empty_sides_and_no_events_at_all_have_an_answer() -> None:
    assert estimated_dispersion(np.zeros(24), 12).value == 1.0
    one_side = estimated_dispersion(np.repeat([0, 2], 12), 12)
    assert one_side.value > 1.0
    assert compare_periods(0, 24, 12, 12, dispersion=one_side).high is None


def test_the_sentence_says_what_was_taken_into_account() -> None:
    seen = Dispersion(2.4, 6.0, 72)
    assert "too narrow" in compare_periods(9, 5).warnings()[0]
    assert "2.4 times" in compare_periods(9, 5, dispersion=2.4).warnings()[0]
    assert (
        "Over 72 periods the counts varied 2.4 times" in compare_periods(9, 5, dispersion=seen).warnings()[0]
    )
    assert "varierade antalen 2,4 gånger" in compare_periods(9, 5, dispersion=seen).warnings("sv")[0]
    assert "no more than if" in compare_periods(9, 5, dispersion=Dispersion(0.8, 6.0, 72)).warnings()[0]


@pytest.mark.parametrize("wrong", [0.9, 0.0, -1.0, float("nan"), float("inf")])
def test_a_dispersion_that_cannot_be_is_refused(wrong: float) -> None:
    with pytest.raises(CountError, match="at least 1"):
        compare_periods(9, 5, dispersion=wrong)


@pytest.mark.parametrize(
    ("counts", "start", "sentence"),
    [([1] * 11, 5, "at least 12 counts"), ([1] * 24, 0, "leaves 0 of 24"), ([1] * 24, 24, "leaves 24 of 24")],
)
def test_series_that_cannot_tell_are_refused(counts: list[int], start: int, sentence: str) -> None:
    with pytest.raises(CountError, match=sentence):
        estimated_dispersion(counts, start)
