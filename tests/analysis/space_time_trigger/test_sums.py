"""The sums, the background and the fit of the model of triggered events, each against a slow and obvious version."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import optimize

from tests.analysis.space_time_trigger.slow_trigger import (
    Happened,
    slow_kernel,
    slow_log_likelihood,
    slow_triggered,
)
from vapenvila.analysis.space_time_trigger.background_places import (
    EVEN,
    WIDTHS,
    best_mix,
    density_by_others,
    exact_sums,
    lattice_sums,
)
from vapenvila.analysis.space_time_trigger.background_times import day_shares, day_terms, settled
from vapenvila.analysis.space_time_trigger.climbing import highest
from vapenvila.analysis.space_time_trigger.fitting import Limits, Placed, best_fit, best_share
from vapenvila.analysis.space_time_trigger.trigger_sums import FAR, triggered

Floats = NDArray[np.float64]
happened = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 400)), min_size=2, max_size=40
).map(lambda drawn: sorted(((x / 2, y / 2, t / 4) for x, y, t in drawn), key=lambda one: one[2]))


def columns(events: list[Happened]) -> tuple[Floats, Floats, Floats]:
    """x, y and times as arrays."""
    x, y, t = np.array(events, dtype=float).T
    return x, y, t


@settings(max_examples=100, deadline=None)
@given(happened, st.floats(0.3, 60.0), st.floats(0.2, 40.0))
def test_cells_and_pointers_sum_as_looking_at_every_pair_does(
    events: list[Happened], delay: float, spread: float
) -> None:
    x, y, t = columns(events)
    past, by_delay, by_spread, mass, mass_slope = triggered(x, y, t, 101.0, delay, spread)
    nothing = len(events) * np.exp(-FAR) / (2.0 * np.pi * spread**2 * delay)  # what is cut off at the most
    np.testing.assert_allclose(past, slow_triggered(events, delay, spread), rtol=1e-9, atol=nothing)
    assert mass == pytest.approx(sum(1.0 - np.exp(-(101.0 - t) / delay)))
    more = 1e-5
    slopes = (
        (by_delay, delay * np.exp(more), delay * np.exp(-more), spread, spread),
        (by_spread, delay, delay, spread * np.exp(more), spread * np.exp(-more)),
    )
    for slope, delay_up, delay_down, spread_up, spread_down in slopes:
        up, down = (
            slow_triggered(events, delay_up, spread_up),
            slow_triggered(events, delay_down, spread_down),
        )
        expected = (np.array(up) - np.array(down)) / (2.0 * more)
        np.testing.assert_allclose(slope, expected, rtol=1e-5, atol=4.0 * FAR * nothing)
    masses = [sum(1.0 - np.exp(-(101.0 - t) / (delay * np.exp(nudge)))) for nudge in (more, -more)]
    assert mass_slope == pytest.approx((masses[0] - masses[1]) / (2.0 * more), rel=1e-5, abs=1e-6)


@settings(max_examples=150, deadline=None)
@given(happened, st.one_of(st.floats(0.2, 3.0), st.floats(3.0, 30.0)))  # the first makes many cells
def test_the_kernel_of_all_others_is_the_slow_one(events: list[Happened], width: float) -> None:
    x, y, _ = columns(events)
    nothing = len(events) * np.exp(-12.5) / (2.0 * np.pi * width**2)
    np.testing.assert_allclose(exact_sums(x, y, width), slow_kernel(events, width), rtol=1e-9, atol=nothing)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1000), st.floats(0.3, 4.0))
def test_on_the_lattice_it_is_the_same_to_two_percent_of_one_kernel_and_of_itself(
    seed: int, width: float
) -> None:
    x, y = np.random.default_rng(seed).normal(0.0, 5.0, (2, 60))
    events = [(float(a), float(b), 0.0) for a, b in zip(x, y, strict=True)]
    one_kernel = 1.0 / (2.0 * np.pi * width**2)
    np.testing.assert_allclose(
        lattice_sums(x, y, width), slow_kernel(events, width), rtol=0.02, atol=0.02 * one_kernel
    )


def test_the_mix_of_widths_is_the_one_a_general_search_finds() -> None:
    rng = np.random.default_rng(2)
    x, y = rng.normal(0.0, 100.0, (2, 120))
    x[:40], y[:40] = rng.normal(0.0, 3.0, (2, 40)) + 50.0
    kernels = np.stack([exact_sums(x, y, 40.0 * part) for part in WIDTHS]) / 119.0
    even = EVEN / 250_000.0

    def worse(at: Floats) -> float:
        parts = np.exp(np.append(at, 0.0))
        return -float(np.log((1.0 - EVEN) * parts / parts.sum() @ kernels + even).sum())

    found = optimize.minimize(
        worse, np.zeros(2), method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-9}
    )
    weights = best_mix(kernels, even)
    reached = float(np.log((1.0 - EVEN) * weights @ kernels + even).sum())
    assert weights.sum() == pytest.approx(1.0)
    assert reached >= -found.fun - 0.05
    assert (density_by_others(x, y, 40.0, 250_000.0) > even * 0.999).all()


def test_addresses_with_many_events_belong_to_the_background_and_do_not_pass_for_events_that_follow() -> None:
    rng = np.random.default_rng(3)
    x, y = rng.uniform(0.0, 5000.0, (2, 500))
    doors = rng.integers(0, 12, 150)
    x[:150], y[:150] = x[200 + doors], y[200 + doors]
    times, day = np.sort(rng.uniform(0.0, 500.0, 500)), np.full(500, 1.0 / 500.0)
    dealt = rng.permutation(500)
    x, y = x[dealt], y[dealt]
    mixed = density_by_others(x, y, 400.0, 25e6)
    single = 0.99 * exact_sums(x, y, 400.0) / 499.0 + 0.01 / 25e6
    found = [
        best_fit(Placed(x, y, times, 500.0, places, day), Limits((1.0, 30.0), (40.0, 400.0)))
        for places in (mixed, single)
    ]
    assert found[0].share < 0.1
    assert found[0].gain < 15.0  # what chance finds over all delays and spreads that are looked for
    assert found[1].share > 0.25  # all that happens again at an address
    assert found[1].gain > 300.0


def test_the_background_in_time_is_a_poisson_regression_by_day() -> None:
    rng = np.random.default_rng(5)
    days = 400
    level = np.exp(0.8 * np.sin(2 * np.pi * np.arange(days) / 365.25)) * np.where(
        np.arange(days) % 7 >= 5, 2.0, 1.0
    )
    times = rng.choice(days, 3000, p=level / level.sum()) + rng.random(3000)
    terms = day_terms("season", days, 0.0)
    shares = day_shares(times, terms)
    counts = np.bincount(times.astype(int), minlength=days)

    def worse(at: Floats) -> float:
        height = terms @ at
        return float(len(times) * np.log(np.exp(height).sum()) - counts @ height + 0.005 * at @ at)

    found = optimize.minimize(worse, np.zeros(terms.shape[1]))
    expected = np.exp(terms @ found.x)
    np.testing.assert_allclose(shares, expected / expected.sum(), rtol=1e-3)
    assert shares.sum() == pytest.approx(1.0)
    weekend = np.arange(days) % 7 >= 5
    assert shares[weekend].sum() == pytest.approx(level[weekend].sum() / level.sum(), abs=0.03)
    assert day_shares(times, day_terms("level", days, 0.0)) == pytest.approx(np.full(days, 1 / days))
    assert [settled("auto", 359), settled("auto", 360), settled("level", 900)] == ["trend", "season", "level"]


def test_events_of_one_week_of_a_long_window_leave_the_background_finite() -> None:
    shares = day_shares(np.linspace(700.0, 706.9, 50), day_terms("season", 2000, 3.0))
    assert np.isfinite(shares).all()
    assert shares.sum() == pytest.approx(1.0)
    assert shares[690:720].sum() > 0.2


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.01, 20.0), st.floats(0.05, 0.99))
def test_the_best_share_is_the_one_a_plain_search_finds(seed: int, scale: float, most: float) -> None:
    rng = np.random.default_rng(seed)
    whole, following = (
        rng.exponential(1.0, 25) + 1e-3,
        scale * rng.exponential(1.0, 25) * (rng.random(25) < 0.5),
    )
    share, reached = best_share(whole, following, most)
    tried = np.linspace(0.0, most, 2001)
    values = np.log((1.0 - tried[:, None]) * whole + tried[:, None] * following).sum(axis=1)
    assert 0.0 <= share <= most
    assert reached >= values.max() - 1e-9
    assert share == pytest.approx(tried[values.argmax()], abs=most / 1000)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_best_fit_is_the_one_a_general_search_of_the_slow_likelihood_finds(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, y, t = rng.uniform(0, 100, 50), rng.uniform(0, 100, 50), rng.uniform(0, 200, 50)
    near = rng.integers(0, 50, 20)
    x, y = np.append(x, x[near] + rng.normal(0, 3, 20)), np.append(y, y[near] + rng.normal(0, 3, 20))
    t = np.append(t, np.minimum(t[near] + rng.exponential(5.0, 20), 200.0))
    order = np.argsort(t)
    x, y, t = x[order], y[order], t[order]
    places, days = rng.uniform(0.5, 1.5, 70) / 10_000, rng.uniform(0.5, 1.5, 70) / 200
    events = Placed(x, y, t, 201.0, places, days)
    fit = best_fit(events, Limits((1.0, 30.0), (1.0, 30.0)))
    listed = [(float(a), float(b), float(c)) for a, b, c in zip(x, y, t, strict=True)]
    base = (places * days).tolist()
    background = 70 * (1.0 - fit.share)
    said = slow_log_likelihood(listed, 201.0, base, background, fit.followers, fit.delay, fit.spread)
    assert fit.reached == pytest.approx(said, abs=5e-3)  # what is cut off
    assert fit.from_background.sum() == pytest.approx(background, rel=1e-5)

    def worse(at: Floats) -> float:
        m, followers, delay, spread = np.exp(at)
        return -slow_log_likelihood(listed, 201.0, base, m, followers, delay, spread)

    bounds = [(-5.0, 8.0), (-9.0, 0.0), (0.0, np.log(30.0)), (0.0, np.log(30.0))]
    start = [np.log(50.0), np.log(0.3), np.log(6.0), np.log(4.0)]
    found = optimize.minimize(worse, start, method="L-BFGS-B", bounds=bounds)
    assert fit.reached >= -found.fun - 5e-3
    alone = slow_log_likelihood(listed, 201.0, base, 70.0, 0.0, 5.0, 5.0)
    assert fit.gain == pytest.approx(2.0 * (fit.reached - alone), abs=1e-2)


@pytest.mark.parametrize(
    ("top", "expected"),
    [((0.3, -0.4), (0.3, -0.4)), ((5.0, 0.0), (1.0, 0.4)), ((0.2, -3.0), (0.0, -1.0))],
)
def test_a_climb_ends_at_the_top_or_where_a_bound_holds_it(
    top: tuple[float, float], expected: tuple[float, float]
) -> None:
    bend = np.array([[40.0, 1.0], [1.0, 10.0]]) if top[0] == 0.3 else np.array([[10.0, 1.0], [1.0, 10.0]])

    def look(at: Floats) -> tuple[float, Floats]:
        away = at - np.array(top)
        return float(-0.5 * away @ bend @ away), -bend @ away

    found = highest(look, np.array([-0.9, 0.9]), np.full(2, -1.0), np.full(2, 1.0))
    assert found == pytest.approx(np.array(expected), abs=2e-3)


MEASURE = """
import resource
import numpy as np
from vapenvila.analysis.space_time_trigger.background_places import density_by_others
from vapenvila.analysis.space_time_trigger.trigger_sums import triggered
rng = np.random.default_rng(1)
def look(n):
    x, y = rng.normal(0.0, 10.0, (2, n))
    triggered(x, y, np.sort(rng.uniform(0.0, 100.0, n)), 100.0, 20.0, 10.0)
    density_by_others(x, y, 10.0, 1e4)
look(100)
look(3000)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
look(6000)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_no_pair_is_kept_though_every_event_is_near_every_other() -> None:
    """18 million pairs as two whole numbers each would be 144 megabytes."""
    done = subprocess.run([sys.executable, "-c", MEASURE], check=True, capture_output=True, text=True)
    assert int(done.stdout) < 20_000  # kilobytes
