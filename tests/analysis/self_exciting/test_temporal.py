"""The self-exciting model of one series: a slow version, known truth, bad fits, and what cannot be used."""

from math import lgamma, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import optimize

from tests.analysis.self_exciting.slow_intensity import slow_log_likelihood, slow_remembered
from vapenvila.analysis.self_exciting import Background, Followed, SelfExcitingError, self_exciting
from vapenvila.analysis.self_exciting.decay import remembered
from vapenvila.analysis.self_exciting.fitting import best_fit, share_limit
from vapenvila.analysis.self_exciting.series import Series
from vapenvila.analysis.self_exciting.simulate import draw_events
from vapenvila.analysis.self_exciting.stepping import Parts, evidence

Floats = NDArray[np.float64]
SIX_YEARS = 2191.0


def drawn(
    seed: int, n: float, share: float, delay: float = 12.0, steps: tuple[float, ...] = (1.0,)
) -> Floats:
    """Events of six years whose background has these steps, in equal parts."""
    edges = np.linspace(0.0, SIX_YEARS, len(steps) + 1)
    level = np.array(steps) / np.mean(steps) * n * (1.0 - share) / SIX_YEARS
    return draw_events(seed, edges, level, share, delay, 100_000)


def steady(times: Floats, end: float = SIX_YEARS) -> Series:
    """The events over a background of one level."""
    return Series(times, end, np.zeros(len(times), np.int64), np.array([end]), (1.0, 30.0))


moments = st.lists(st.integers(0, 4000), min_size=2, max_size=30, unique=True).map(
    lambda ticks: np.sort(np.array(ticks)) / 40.0
)


@settings(max_examples=80, deadline=None)
@given(moments, st.floats(0.3, 50.0))
def test_one_pass_remembers_what_looking_back_at_every_event_does(times: Floats, delay: float) -> None:
    past, slope, mass, mass_slope = remembered(times, 100.0, delay)
    np.testing.assert_allclose(past, slow_remembered(times.tolist(), delay), rtol=1e-9, atol=1e-12)
    assert mass == pytest.approx(sum(1.0 - np.exp(-(100.0 - times) / delay)), abs=1e-9)
    nudged = delay * np.exp(1e-6)
    later, _, mass_later, _ = remembered(times, 100.0, nudged)
    np.testing.assert_allclose((later - past) / 1e-6, slope, rtol=1e-3, atol=1e-5)
    assert (mass_later - mass) / 1e-6 == pytest.approx(mass_slope, rel=1e-3, abs=1e-4)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_the_best_fit_is_the_one_a_general_search_of_the_slow_likelihood_finds(seed: int) -> None:
    times = drawn(seed, 90.0, 0.5, delay=6.0)
    fit = best_fit(steady(times))
    said = slow_log_likelihood(times.tolist(), SIX_YEARS, fit.background[0], fit.share, fit.delay)
    assert fit.reached == pytest.approx(said, abs=1e-8)

    def worse(at: Floats) -> float:
        return -slow_log_likelihood(times.tolist(), SIX_YEARS, np.exp(at[0]), at[1], np.exp(at[2]))

    start = [np.log(len(times) / SIX_YEARS / 2.0), 0.4, np.log(8.0)]
    bounds = [(-9.0, 2.0), (0.0, 0.99), (0.0, np.log(30.0))]
    found = optimize.minimize(worse, start, method="L-BFGS-B", bounds=bounds)
    assert fit.reached >= -found.fun - 1e-6


def test_with_equal_levels_the_evidence_is_the_likelihood_and_with_one_event_a_level_it_is_exact() -> None:
    times = drawn(5, 60.0, 0.4)
    level = np.minimum((times / SIX_YEARS * 6).astype(np.int64), 5)
    past, _, mass, _ = remembered(times, SIX_YEARS, 12.0)
    parts = Parts(level, np.ones(len(times)), np.full(6, SIX_YEARS / 6), past[None], np.array([mass]))
    equal = evidence(parts, np.array([0.4]), 1e7)
    usual = (len(times) - 0.4 * mass) / SIX_YEARS
    assert equal.reached == pytest.approx(
        slow_log_likelihood(times.tolist(), SIX_YEARS, usual, 0.4, 12.0), abs=1e-3
    )
    alone = evidence(
        Parts(level, parts.base, parts.exposure, past[None], np.array([mass])), np.array([0.0]), 2.0
    )
    mean, counts = len(times) / SIX_YEARS, np.bincount(level, minlength=6)
    rate = 2.0 / mean
    exact = [  # gamma and Poisson: ∫ Gamma(m; 2, rate) mᶜ e^(−m E) dm
        gamma_integral(2.0, rate, int(c), SIX_YEARS / 6) for c in counts
    ]
    assert alone.reached == pytest.approx(sum(exact), abs=1e-6)


def gamma_integral(shape: float, rate: float, count: int, exposure: float) -> float:
    """Logarithm of the integral of a gamma density times mᶜ e^(−m E)."""
    after = shape + count
    return shape * log(rate) - lgamma(shape) + lgamma(after) - after * log(rate + exposure)


@pytest.fixture(scope="module")
def told() -> Followed:
    days = np.datetime64("2019-01-01") + np.floor(drawn(3, 300.0, 0.5, delay=5.0)).astype(np.int64)
    return self_exciting(days, first="2019-01-01", last="2024-12-30", draws=99, seed=1)


def test_a_known_share_and_delay_are_found(told: Followed) -> None:
    assert told.interval[0] < 0.5 < told.interval[1]
    assert told.interval[1] - told.interval[0] < 0.5
    assert 2.5 < told.fit.delay < 10.0
    assert told.p_value == 0.01
    assert not told.fits_badly
    assert told.share_here == pytest.approx(told.fit.share, abs=0.05)
    assert "follow another" in told.summary()
    assert "följer" in told.summary("sv")


def test_the_result_as_json_and_as_a_picture(told: Followed) -> None:
    answer = told.to_dict()
    assert (answer["method"], answer["estimate_name"], answer["n"]) == (
        "self_exciting",
        "branching ratio",
        told.n,
    )
    assert answer["period"] == ["2019-01-01", "2024-12-30"]
    chart = told.chart(definition="1")
    assert chart.rows[0][1] == pytest.approx(told.fit.share * (1 - np.exp(-1 / told.fit.delay)), abs=1e-4)
    assert all(row[2] <= row[3] for row in chart.rows)  # type: ignore[operator]  # numbers in these columns
    assert "n = " in chart.caption


def test_a_fall_at_a_programmes_start_does_not_pass_for_events_that_follow() -> None:
    times = drawn(8, 400.0, 0.0, steps=(1.6, 1.6, 1.6, 0.4, 0.4, 0.4))
    fooled = best_fit(steady(times))
    assert fooled.share > 0.5  # a level background takes the fall for followers
    wise = self_exciting(times, first=0, last=SIX_YEARS - 1, draws=99, seed=1)
    assert len(wise.fit.background) > 1
    assert wise.p_value > 0.05
    assert wise.interval[0] == 0.0


def test_a_model_that_does_not_fit_is_said_not_to() -> None:
    night = np.repeat(drawn(2, 60.0, 0.0), 2)  # every event twice, the same moment
    night[1::2] += 0.001
    found = self_exciting(night, first=0, last=SIX_YEARS - 1, background="none", draws=99, seed=1)
    assert found.fits_badly
    assert any("does not fit" in said for said in found.warnings())


def test_chance_alone_is_told_in_one_of_twenty_at_most() -> None:
    below = 0
    for seed in range(40):
        series = steady(drawn(seed, 150.0, 0.0))
        fit = best_fit(series)
        below += share_limit(series, fit, 0.0, fit.reached - 1.92) > 0.0
    assert below <= 5  # binomial(40, 0.05): more in about 1 of 70 runs, and the seeds are fixed


def test_the_same_seed_gives_the_same_answer_and_the_given_times_stay() -> None:
    times = np.floor(drawn(4, 120.0, 0.3))
    kept = times.copy()
    one, two, other = (self_exciting(times, background="none", draws=99, seed=s).to_dict() for s in (1, 1, 2))
    assert one == two
    assert one != other
    np.testing.assert_array_equal(times, kept)


DAYS = np.arange(0.0, 600.0, 6.0)


@pytest.mark.parametrize(
    ("times", "more", "said"),
    [
        (DAYS[:0], {}, "There are no events."),
        (DAYS[:49], {}, "49 events are too few"),
        ([*DAYS, np.nan], {}, "times, position 101 is missing or not a number."),
        (
            DAYS,
            {"first": 10, "last": 700},
            "2 events lie outside 10 to 700; the first of them is at position 1: 0.",
        ),
        (DAYS, {"breaks": [9999]}, "A break lies at 9999, outside the window."),
        (DAYS, {"breaks": ["soon"]}, "breaks is 'soon'; write a number of days."),
        (DAYS, {"delays": (5.0, 5.0)}, "they must rise from above 0"),
        (DAYS, {"delays": (0.1, 5.0)}, "a mean delay below 1 day cannot be told"),
        (DAYS[:60] / 10, {}, "at most a third of the window"),
        (DAYS, {"level": 1.0}, "The level is 1; give a share"),
        (DAYS, {"draws": 9}, "9 draws cannot tell 5 %"),
        (
            DAYS,
            {"background": "moon"},
            "The background is one of none, year, half-year, quarter, not 'moon'.",
        ),
        (np.datetime64("2020-01-01") + DAYS.astype(int), {"first": "then"}, "first is 'then'; write a date"),
    ],
)
def test_what_cannot_be_used_is_said(times: Floats, more: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError) as refused:
        self_exciting(times, **{"seed": 1, **more})  # type: ignore[arg-type]  # wrong on purpose
    assert said in str(refused.value)
    assert isinstance(refused.value, SelfExcitingError) or "position" in said


@pytest.mark.parametrize("background", ["none", "quarter"])
def test_events_on_one_day_and_empty_years_are_no_trouble(background: Background) -> None:
    times = np.concatenate([np.full(30, 5.0), np.full(30, 1500.0), [2000.0]])
    found = self_exciting(times, first=0, last=SIX_YEARS - 1, background=background, draws=99, seed=1)
    assert 0.0 <= found.interval[0] <= found.fit.share <= found.interval[1] <= 0.99
    found.to_dict()
