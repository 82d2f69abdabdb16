"""One history of made-up towns judged by one estimator: what it says, what is true, whether its interval holds that.

Towns as in `made_up_city.counted_town`: retaliation or none, a known effect or none. Nothing here knows how many histories
there will be or in which process.
"""

from collections.abc import Callable
from functools import cache, partial

import numpy as np

from bench.coverage.told import Case, Told, World, of_difference, of_ratio
from vapenvila.analysis.anytime_monitor import MonitoredRate, monitor_rate
from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.interrupted_series import InterruptedSeries, Terms, interrupted_series
from vapenvila.analysis.interrupted_series.count_regression import Floats
from vapenvila.analysis.interrupted_series.uncertainty import students_t
from vapenvila.analysis.made_up_city.counted_town import CountedTown, counted_town
from vapenvila.analysis.meta_analysis import combine_effects
from vapenvila.analysis.place_based import (
    DisplacementDifference,
    displacement_by_period,
    displacement_difference,
)
from vapenvila.analysis.small_counts import compare_periods, estimated_dispersion
from vapenvila.analysis.staggered_rollout import cohort_panel, staggered_rollout
from vapenvila.analysis.synthetic_control import Panel, synthetic_control, synthetic_did

MONTHS, START = 72, 48
ANSWERS = (0.0, 0.35)
RATIOS = (1.0, 0.65)
COHORTS = (18, 30, 0)


InWorld = Callable[[World, np.random.Generator], Told]


@cache
def town(
    world: World, per_month: float, months: int = MONTHS, start: int = START, wave: float = 0.0
) -> CountedTown:
    """A town of this world; `wave` is the height of its season."""
    return counted_town(
        months=months, start=start, per_month=per_month, rate_ratio=world.ratio, branching_ratio=world.answers,
        season_amplitude=wave,
    )  # fmt: skip


def its(terms: Terms, *, compared: bool = False) -> InWorld:
    """The ratio of an interrupted series."""

    def judge(world: World, rng: np.random.Generator) -> Told:
        own = town(world, 3.0, wave=0.18)
        found = _its(own, terms, world, rng, compared=compared)
        return of_ratio(found.ratio, found.low, found.high, own.ratio)

    return judge


def averted(world: World, rng: np.random.Generator) -> Told:
    """The events averted by an interrupted series."""
    own = town(world, 3.0, wave=0.18)
    found = _its(own, Terms(trend=False, season="none"), world, rng).averted
    return of_difference(found.events, found.low, found.high, own.averted)


def _its(
    own: CountedTown, terms: Terms, world: World, rng: np.random.Generator, *, compared: bool = False
) -> InterruptedSeries:
    other = town(World(world.answers, 1.0), 5.0, wave=0.18).counts(rng) if compared else None
    start = own.first_days[START]
    return interrupted_series(own.first_days, own.counts(rng), start, terms=terms, comparison=other, draws=0)


def _two_places(
    world: World, rng: np.random.Generator, *, by_month: bool
) -> tuple[CountedTown, DisplacementDifference]:
    """A town of 3 events a month beside one of 4, given as totals before and after or by month."""
    own, other = town(world, 3.0), town(World(world.answers, 1.0), 4.0)
    first, second = own.counts(rng), other.counts(rng)
    if by_month:
        return own, displacement_by_period({"treated": first, "control": second}, START)
    inside, outside = ((y[:START].sum(), y[START:].sum()) for y in (first, second))
    return own, displacement_difference(inside, outside, time_weights=(START, MONTHS - START))


def displacement(world: World, rng: np.random.Generator, *, by_month: bool = False) -> Told:
    """The weighted displacement difference, events a month."""
    own, found = _two_places(world, rng, by_month=by_month)
    return of_difference(found.estimate, found.low, found.high, -own.averted / (MONTHS - START))


def ratio_of_ratios(world: World, rng: np.random.Generator, *, by_month: bool = False) -> Told:
    """The ratio of ratios that stands beside it."""
    own, comparison = _two_places(world, rng, by_month=by_month)
    found = comparison.ratio_of_ratios
    if found is None:
        raise InputError("A place has no events before or after.")
    return of_ratio(*found, own.ratio)


def two_periods(world: World, rng: np.random.Generator, *, by_month: bool = False) -> Told:
    """The exact ratio of two periods, by their totals or with the dispersion of their months."""
    own = town(world, 3.0)
    counts = own.counts(rng)
    found = compare_periods(
        int(counts[:START].sum()),
        int(counts[START:].sum()),
        START,
        MONTHS - START,
        dispersion=estimated_dispersion(counts, START) if by_month else None,
    )
    return of_ratio(found.ratio or 0.0, found.low, found.high, own.ratio)


def e_test(world: World, rng: np.random.Generator) -> Told:
    """The E-test of no change."""
    own = town(world, 3.0)
    counts = own.counts(rng)
    found = compare_periods(int(counts[:START].sum()), int(counts[START:].sum()), START, MONTHS - START)
    assert found.e_test_p_value is not None
    refused = found.e_test_p_value < 0.05
    return Told(float(np.log((found.ratio or 0.0) / own.ratio)), None, refused)


def monitored(world: World, rng: np.random.Generator) -> tuple[MonitoredRate, Floats]:
    """The monitor over 24 months after 36, and the true ratio up to each of them."""
    own = town(world, 4.0, months=60, start=36)
    counts = own.counts(rng)
    truth = np.cumsum(own.expected_with[36:]) / np.arange(1, 25) / own.expected_without[:36].mean()
    return monitor_rate(counts[:36], counts[36:]), truth


def every_look(world: World, rng: np.random.Generator) -> Told:
    """Held only where the interval holds the truth at every look."""
    found, truth = monitored(world, rng)
    held = float(((found.low <= truth) & (truth <= found.high)).all())
    return Told(float(np.log(max(found.ratio[-1], 1e-9) / truth[-1])), held, found.told_after is not None)


def last_look(world: World, rng: np.random.Generator) -> Told:
    """As if one had looked once, after 24 months."""
    found, truth = monitored(world, rng)
    return of_ratio(float(max(found.ratio[-1], 1e-9)), float(found.low[-1]), float(found.high[-1]), truth[-1])


def _places(world: World, rng: np.random.Generator) -> tuple[Panel, float]:
    """Twenty towns of 4 to 12 events a month, the last treated from month 48 on; its true effect a month."""
    levels = np.linspace(4.0, 12.0, 20)
    others = [town(World(world.answers, 1.0), float(level)) for level in levels]
    own = town(world, 8.0)
    Y = np.array([one.counts(rng) for one in [*others, own]])
    units = tuple(f"town {u}" for u in range(len(Y)))
    return Panel(Y, units, np.arange(MONTHS), len(Y) - 1, START), -own.averted / (MONTHS - START)


def synthetic(kind: str) -> InWorld:
    """The effect by synthetic control with the limits of its placebos or its permuted residuals."""

    def judge(world: World, rng: np.random.Generator) -> Told:
        panel, truth = _places(world, rng)
        found = synthetic_control(panel)
        limits = found.limits if kind == "placebos" else found.conformal
        if limits is None:
            raise InputError("There are no limits.")
        return of_difference(found.effect, *limits, truth)

    return judge


def synthetic_difference(world: World, rng: np.random.Generator) -> Told:
    """The effect by synthetic difference-in-differences."""
    panel, truth = _places(world, rng)
    found = synthetic_did(panel)
    if found.low is None or found.high is None:
        raise InputError("There are no limits.")
    return of_difference(found.effect, found.low, found.high, truth)


def rollout(estimator: str) -> InWorld:
    """Sixty towns in turn: the mean effect of the doubly robust estimator, or the ratio of the Poisson one."""

    def judge(world: World, rng: np.random.Generator) -> Told:
        levels = np.linspace(2.0, 8.0, 20)
        towns = [
            town(world if first else World(world.answers, 1.0), float(level), months=42, start=first or 30)
            for first in COHORTS
            for level in levels
        ]
        Y, first = np.array([one.counts(rng) for one in towns]), np.repeat(COHORTS, len(levels))
        units, times = np.repeat(np.arange(len(Y)), 42), np.tile(np.arange(42), len(Y))
        panel = cohort_panel(units.tolist(), times, Y.ravel(), np.repeat(first, 42))
        treated = [one for one, begun in zip(towns, first, strict=True) if begun]
        if estimator == "poisson":
            ratio = staggered_rollout(panel, estimator="poisson", draws=0).ratio
            assert ratio is not None
            seen = sum(one.expected_with[one.start :].sum() for one in treated)
            return of_ratio(*ratio, seen / sum(one.expected_without[one.start :].sum() for one in treated))
        found = staggered_rollout(panel, draws=0).simple
        truth = -sum(one.averted for one in treated) / sum(42 - one.start for one in treated)
        return of_difference(found.effect, found.low, found.high, truth)

    return judge


def combined(world: World, rng: np.random.Generator) -> Told:
    """Eight towns whose true ratios differ (a fifth up or down), each by an interrupted series, put together."""
    effects, errors = [], []
    for per_month in np.linspace(2.0, 9.0, 8):
        apart = float(rng.choice([-0.2, 0.0, 0.0, 0.2]))
        own = town(World(world.answers, world.ratio * float(np.exp(apart))), float(per_month))
        found = _its(own, Terms(trend=False, season="none"), world, rng)
        low, high = found.intervals["newey_west"] or (0.0, 0.0)
        effects.append(float(np.log(found.ratio)))
        errors.append(float(np.log(high / low)) / 2.0 / students_t(0.95, found.freedom))
    result = combine_effects([str(k) for k in range(8)], effects, errors)
    return of_difference(result.effect, result.low, result.high, float(np.log(world.ratio)))


JUDGES: dict[str, InWorld] = {
    "interrupted series, ratio": its(Terms(trend=False, season="none")),
    "interrupted series with trend and quarters": its(Terms(season="quarter")),
    "interrupted series with a comparison": its(Terms(trend=False, season="quarter"), compared=True),
    "interrupted series, events averted": averted,
    "two periods, exact ratio": two_periods,
    "two periods, E-test": e_test,
    "displacement difference": displacement,
    "ratio of ratios beside it": ratio_of_ratios,
    "anytime monitor, all 24 looks": every_look,
    "synthetic control, limits by placebos": synthetic("placebos"),
    "synthetic control, conformal": synthetic("conformal"),
    "synthetic difference-in-differences": synthetic_difference,
    "staggered roll-out, doubly robust": rollout("dr"),
    "staggered roll-out, Poisson ratio": rollout("poisson"),
    "eight towns together": combined,
}

MORE_JUDGES: dict[str, InWorld] = {
    "two periods by month, dispersion estimated": partial(two_periods, by_month=True),
    "displacement difference by month, dispersion estimated": partial(displacement, by_month=True),
    "ratio of ratios by month, dispersion estimated": partial(ratio_of_ratios, by_month=True),
    "anytime monitor, the last look alone": last_look,
}
"""Added later: after all other cases, whose histories depend on their places, so that those stay as they were."""


def _cases(judges: dict[str, InWorld]) -> list[Case]:
    worlds = [World(answers, ratio) for answers in ANSWERS for ratio in RATIOS]
    return [
        Case(name, world.said, partial(judge, world), world)
        for name, judge in judges.items()
        for world in worlds
    ]


CASES, MORE_CASES = _cases(JUDGES), _cases(MORE_JUDGES)
