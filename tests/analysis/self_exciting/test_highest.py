"""The search for the best fit over a stepping background: SciPy's finds no better, and the evidence is what arrays say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import optimize, special

from vapenvila.analysis.self_exciting.highest import highest
from vapenvila.analysis.self_exciting.laplace import integrated, over_steps
from vapenvila.analysis.self_exciting.linear_intensity import maximise
from vapenvila.analysis.self_exciting.series import Series
from vapenvila.analysis.self_exciting.simulate import draw_events
from vapenvila.analysis.self_exciting.stepping import best_over_steps

Floats = NDArray[np.float64]


def stepped(seed: int, share: float) -> Series:
    """300 events of six years over a background of six levels."""
    edges = np.linspace(0.0, 2191.0, 7)
    levels = np.array([1.5, 0.7, 1.2, 0.8, 1.0, 0.8]) * 300.0 * (1.0 - share) / 2191.0
    times = draw_events(seed, edges, levels, share, 9.0, 100_000)
    level = np.searchsorted(edges[1:-1], times, side="right").astype(np.int64)
    return Series(times, 2191.0, level, np.diff(edges), (1.0, 30.0))


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5, 6])
def test_a_general_search_run_to_its_end_finds_the_same_estimates(seed: int) -> None:
    series = stepped(seed, 0.4)
    fit = best_over_steps(series)
    assert fit.shape is not None
    at = np.array([fit.share, np.log(fit.delay), np.log(fit.shape)])

    def worse(moved: Floats) -> float:
        return -over_steps(series.times, series.end, series.level, series.exposure, *moved)

    assert -worse(at) == pytest.approx(fit.reached, abs=1e-9)
    bounds = [(0.0, 0.99), (0.0, np.log(30.0)), (np.log(0.05), np.log(10_000.0))]
    found = optimize.minimize(
        worse, at, method="Nelder-Mead", bounds=bounds, options={"xatol": 1e-8, "fatol": 1e-12}
    )
    assert fit.reached >= -found.fun - 1e-8
    np.testing.assert_allclose(at[:2], found.x[:2], atol=2e-5)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 5))
def test_the_top_of_a_hill_between_bounds_is_found(seed: int, size: int) -> None:
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(size, size))
    curve, top = root @ root.T + 0.3 * np.eye(size), rng.normal(size=size)
    low, high = np.full(size, -0.5), np.full(size, 0.8)
    if size > 1:
        low[0] = high[0] = 0.1

    def value(at: Floats) -> float:
        return float(-0.5 * (at - top) @ curve @ (at - top))

    given_start = np.zeros(size)
    found = highest(value, given_start, low, high)
    assert (given_start == 0.0).all()
    assert ((found >= low) & (found <= high)).all()
    slope = curve @ (top - found)
    for j in range(size):
        if low[j] == high[j]:
            continue
        best_here = np.clip(found[j] + slope[j] / curve[j, j], low[j], high[j])
        assert best_here == pytest.approx(found[j], abs=1e-4)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0.0, 0.6), st.floats(0.1, 500.0))
def test_the_evidence_is_what_whole_arrays_say(seed: int, share: float, shape: float) -> None:
    rng = np.random.default_rng(seed)
    n, levels = int(rng.integers(5, 60)), int(rng.integers(2, 6))
    level, base = rng.integers(0, levels, n), rng.uniform(0.5, 2.0, n)
    exposure, past, mass = rng.uniform(5.0, 20.0, levels), rng.uniform(0.0, 2.0, (1, n)), np.array([0.9 * n])
    empty = np.array([[3.0, 8.0], [2.0, 1.0]])
    reached, weights, at_events = integrated(
        level, base, exposure, past, mass, empty, np.array([share]), shape
    )
    mean = (n - share * mass[0]) / (exposure.sum() + empty[0] @ empty[1])
    mode, pull = np.full(levels, mean), np.full(levels, shape)
    plain, own_at = maximise(
        level, base, np.empty((0, n)), share * past[0], exposure + shape / mean, pull, mode
    )
    own = mode[level] * base / own_at
    count = shape + np.bincount(level, own, levels)
    curve = shape + np.bincount(level, own * own, levels)
    stirling = (count - 0.5) * np.log(count) - count + 0.5 * np.log(2.0 * np.pi)
    spread = 0.5 * np.log(2.0 * np.pi / curve) + special.gammaln(count) - stirling
    prior = levels * (shape * np.log(shape / mean) - special.gammaln(shape))
    silent = shape * (empty[1] @ np.log1p(empty[0] * mean / shape))
    assert reached == pytest.approx(plain - silent - share * mass[0] + prior + spread.sum(), abs=1e-8)
    np.testing.assert_allclose(weights, mode)
    np.testing.assert_allclose(at_events, own_at)
