"""Every number equals the obvious way of computing it, and bootstrap draws are draws of whole units."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import integrate, stats

from vapenvila.analysis.concentration import concentration, spread_of_counts
from vapenvila.analysis.concentration.gini import gini, sparse
from vapenvila.analysis.concentration.rates import gamma_gini, rates_gini
from vapenvila.analysis.concentration.top_share import share_in_top, spread_by_chance

COUNTS = st.lists(st.integers(0, 9), min_size=2, max_size=25).filter(any)


def slow_gini(counts: NDArray[np.int64]) -> float:
    """Mean difference between all pairs, over twice the mean."""
    return float(np.abs(counts[:, None] - counts[None, :]).mean() / (2.0 * counts.mean()))


def slow_top(counts: NDArray[np.int64], top: float) -> float:
    """Take units one after another, the last in part."""
    left, taken = top * len(counts), 0.0
    for count in sorted(counts, reverse=True):
        taken += count * min(1.0, max(0.0, left))
        left -= 1.0
    return taken / float(counts.sum())


@given(COUNTS, st.floats(0.01, 0.99))
def test_gini_and_top_share_are_those_of_the_slow_way(counts: list[int], top: float) -> None:
    spread = spread_of_counts(counts)
    assert gini(spread.value, spread.units) == pytest.approx(slow_gini(np.array(counts)))
    assert share_in_top(spread.value, spread.units, top) == pytest.approx(slow_top(np.array(counts), top))


@settings(max_examples=50, deadline=None)
@given(COUNTS)
def test_what_must_hold_of_every_spread(counts: list[int]) -> None:
    found = concentration(spread_of_counts(counts), np.random.default_rng(1), draws=30)
    assert -1e-12 <= found.gini_sparse <= found.gini + 1e-12 <= 1.0
    assert found.curve[0] == (0.0, 0.0)
    assert found.curve[-1] == pytest.approx((1.0, 1.0))
    area = sum(
        (x1 - x0) * (y0 + y1) / 2 for (x0, y0), (x1, y1) in zip(found.curve, found.curve[1:], strict=False)
    )
    assert found.gini == pytest.approx(2.0 * area - 1.0)
    for one in found.top:
        assert one.least - 1e-12 <= one.share <= 1.0 + 1e-12
        assert one.least - 1e-9 <= one.by_chance
    assert found.rates_limits[0] <= found.rates <= found.rates_limits[1]
    assert slow_top(np.array(counts), min(found.half, 1.0)) == pytest.approx(0.5)


@given(COUNTS, st.integers(2, 5))
def test_as_many_copies_of_every_unit_are_as_concentrated(counts: list[int], copies: int) -> None:
    once, often = spread_of_counts(counts), spread_of_counts(counts * copies)
    assert gini(often.value, often.units) == pytest.approx(gini(once.value, once.units))


def test_bootstrap_draws_have_the_spread_of_units_drawn_one_by_one() -> None:
    counts = np.random.default_rng(5).negative_binomial(0.3, 0.2, 60)
    spread = spread_of_counts(counts)
    rng = np.random.default_rng(6)
    slow = []
    for _ in range(4000):
        drawn = counts[rng.integers(0, 60, 60)]
        plain = slow_gini(drawn)
        slow.append(float(sparse(plain, 60.0, float(drawn.sum()))))
    found = concentration(spread, np.random.default_rng(7), draws=4000)
    assert found.sparse_limits == pytest.approx(np.quantile(slow, [0.025, 0.975]), abs=0.012)


def test_limits_of_sparse_events_equal_those_of_units_drawn_and_left_out_one_by_one() -> None:
    counts = np.random.default_rng(9).poisson(np.random.default_rng(8).gamma(0.7, 1.0, 120))
    assert 60 < counts.sum() < 110

    def value(of: np.ndarray) -> float:
        return float(sparse(slow_gini(of), float(len(of)), float(of.sum())))

    def error(of: np.ndarray) -> float:
        without = np.array([value(np.delete(of, at)) for at in range(len(of))])
        return float(np.sqrt((len(of) - 1) * np.mean((without - without.mean()) ** 2)))

    rng, drawn = np.random.default_rng(6), []
    for _ in range(600):
        again = counts[rng.integers(0, 120, 120)]
        drawn.append((value(again), error(again)))
    values, errors = np.array(drawn).T
    low, high = np.quantile((values - values.mean()) / errors, [0.025, 0.975])
    own, spread = value(counts), error(counts)
    found = concentration(spread_of_counts(counts), np.random.default_rng(7), draws=4000)
    assert found.sparse_limits == pytest.approx((own - high * spread, own - low * spread), abs=0.03)
    assert found.sparse_limits[0] < found.gini_sparse < found.sparse_limits[1] <= 1.0


def test_chance_alone_is_what_throwing_events_gives() -> None:
    spread = spread_of_counts([1] * 40 + [0] * 60)
    rng = np.random.default_rng(1)
    thrown = [np.bincount(rng.integers(0, 100, 40), minlength=100) for _ in range(3000)]
    value, units = spread_by_chance(spread)
    assert gini(value, units) == pytest.approx(np.mean([slow_gini(counts) for counts in thrown]), abs=2e-3)
    assert share_in_top(value, units, 0.1) == pytest.approx(
        np.mean([slow_top(c, 0.1) for c in thrown]), abs=0.02
    )


@pytest.mark.parametrize("shape", [0.2, 1.0, 3.0])
def test_the_coefficient_of_gamma_rates_is_the_area_of_their_lorenz_curve(shape: float) -> None:
    law = stats.gamma(shape)
    above = integrate.quad(lambda p: stats.gamma(shape + 1).cdf(law.ppf(p)), 0, 1)[0]
    assert gamma_gini(math.log(shape)) == pytest.approx(1.0 - 2.0 * above, abs=1e-6)
    assert gamma_gini(math.inf) == 0.0


@pytest.mark.parametrize(("shape", "mean"), [(0.3, 0.5), (1.5, 3.0)])
def test_the_rates_behind_the_counts_are_recovered_where_the_counts_exaggerate(
    shape: float, mean: float
) -> None:
    rng = np.random.default_rng(11)
    truth = gamma_gini(math.log(shape))
    held = 0
    for _ in range(200):
        spread = spread_of_counts(rng.poisson(rng.gamma(shape, mean / shape, 400)))
        estimate, low, high = rates_gini(spread, 0.95)
        held += low <= truth <= high
        assert float(gini(spread.value, spread.units)) > estimate
    assert held / 200 >= 0.92


def test_counts_that_vary_less_than_chance_show_no_concentration() -> None:
    assert rates_gini(spread_of_counts([2] * 50 + [3] * 50), 0.95)[:2] == (0.0, 0.0)
    found = concentration(spread_of_counts([2] * 50 + [3] * 50), np.random.default_rng(1), draws=20)
    assert any("no concentration is shown" in sentence for sentence in found.warnings())
