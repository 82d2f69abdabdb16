"""Calls of every method with input that is hardly input: all zeros, ties, one unit, missing, infinite, separated."""

from collections.abc import Callable

import numpy as np

from vapenvila.analysis.anytime_monitor import monitor_rate
from vapenvila.analysis.averted_costs import AvertedEvents, UnitCost, averted_costs
from vapenvila.analysis.coder_agreement import Codings, coder_agreement, codings
from vapenvila.analysis.concentration import concentration, spread_of_counts
from vapenvila.analysis.hot_spots import density_map, gi_of_areas, gi_of_events
from vapenvila.analysis.interrupted_series import interrupted_series
from vapenvila.analysis.matched_blocks import block_panel, matched_blocks
from vapenvila.analysis.meta_analysis import combine_effects
from vapenvila.analysis.near_repeat import knox_table
from vapenvila.analysis.panel_rows import Floats
from vapenvila.analysis.place_based import displacement_difference
from vapenvila.analysis.safety_survey import area_shares, survey_share
from vapenvila.analysis.self_exciting import self_exciting
from vapenvila.analysis.small_counts import (
    compare_periods,
    exact_interval,
    rolling_rate,
    unusual_count,
)
from vapenvila.analysis.space_time_k import space_time_k
from vapenvila.analysis.space_time_trigger import space_time_trigger
from vapenvila.analysis.staggered_rollout import cohort_panel, staggered_rollout
from vapenvila.analysis.stepped_wedge import stepped_wedge, wedge_panel
from vapenvila.analysis.synthetic_control import panel_of, synthetic_control, synthetic_did

N = 120
SERIES: dict[str, Floats] = {
    "all zeros": np.zeros(N),
    "all the same": np.full(N, 3.0),
    "one": np.array([2.0]),
    "none": np.array([]),
    "a gap": np.array([1.0, np.nan] * (N // 2)),
    "infinite": np.array([1.0, np.inf] * (N // 2)),
    "a correction below 0": np.array([2.0, -1.0] * (N // 2)),
    "one event": np.eye(1, N, 30)[0],
    "nothing after": np.where(np.arange(N) < N // 2, 4.0, 0.0),
    "nothing before": np.where(np.arange(N) < N // 2, 0.0, 4.0),
    "halves": np.full(N, 2.5),
    "very many": np.full(N, 1e12),
}


def _months(n: int) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    return (np.datetime64("2014-01") + np.arange(n)).astype("datetime64[D]")


def _split(y: Floats) -> tuple[Floats, Floats]:
    return y[: len(y) // 2], y[len(y) // 2 :]


def _grid(y: Floats, units: int = 12) -> tuple[list[str], Floats, Floats]:
    """The series as units by periods: names, periods and values by row."""
    times = len(y) // units
    if times == 0:
        return ["A"] * len(y), np.arange(len(y)).astype(np.float64), y
    return (
        [f"U{u:02d}" for u in range(units) for _ in range(times)],
        np.tile(np.arange(times), units).astype(np.float64),
        y[: units * times],
    )


def _scm(variant: str) -> Callable[[Floats], object]:
    def call(y: Floats) -> object:
        names, times, values = _grid(y)
        return synthetic_control(panel_of(names, times, values, treated=["U11"], start=6.0), variant=variant)  # type: ignore[arg-type]  # from the table

    return call


def _sdid(y: Floats) -> object:
    names, times, values = _grid(y)
    return synthetic_did(panel_of(names, times, values, treated=["U11"], start=6.0))


def _rollout(estimator: str) -> Callable[[Floats], object]:
    def call(y: Floats) -> object:
        names, times, values = _grid(y)
        first = [0 if name < "U06" else 5 for name in names]
        return staggered_rollout(cohort_panel(names, times, values, first), estimator=estimator, draws=19)  # type: ignore[arg-type]  # from the table

    return call


def _wedge(y: Floats) -> object:
    names, times, values = _grid(y)
    dose = [
        float(name < "U06" and when == 3 + int(name[1:]) % 4) if name != "A" else 0.0
        for name, when in zip(names, times, strict=True)
    ]
    return stepped_wedge(wedge_panel(names, times, values, dose), draws=19, lead=2)


def _blocks(y: Floats) -> object:
    names, times, values = _grid(y)
    panel = block_panel(names, times, {"shots": values}, [name < "U03" for name in names], 6.0)
    return matched_blocks(panel, draws=19, jackknife=3)


def _judged(y: Floats) -> Codings:
    """Two coders who read the series from either end; what is no number is no judgement."""
    names = [str(k) for k in range(len(y))]
    said = [f"{value:g}" if np.isfinite(value) else None for value in y]
    return codings([*names, *names], ["one"] * len(y) + ["other"] * len(y), [*said, *said[::-1]])


CALLS: dict[str, Callable[[Floats], object]] = {
    "interrupted series": lambda y: interrupted_series(_months(len(y)), y, "2019-01-01", draws=19),
    "interrupted series compared": lambda y: interrupted_series(
        _months(len(y)), y, "2019-01-01", comparison=y, draws=0
    ),
    "exact interval": lambda y: exact_interval(float(y[:1].sum())),
    "two periods": lambda y: compare_periods(y[0], y[-1]) if len(y) else compare_periods(0, 0),
    "two periods, exposure": lambda y: compare_periods(3, 4, *(float(v) for v in y[:2])),
    "rolling rate": lambda y: rolling_rate(y, 12),
    "unusual month": lambda y: unusual_count(y[:-1], y[-1]) if len(y) else unusual_count([], 0),
    "monitor": lambda y: monitor_rate(*_split(y)),
    "displacement difference": lambda y: displacement_difference(tuple(y[:2]), tuple(y[-2:])),
    "meta-analysis": lambda y: combine_effects(
        [str(k) for k in range(len(y))], y.tolist(), np.abs(y).tolist()
    ),
    "meta-analysis, equal errors": lambda y: combine_effects(
        [str(k) for k in range(len(y))], y.tolist(), [1.0] * len(y)
    ),
    "concentration": lambda y: concentration(spread_of_counts(y), np.random.default_rng(1), draws=19),
    "survey": lambda y: survey_share(y, yes=[3.0, 4.0]),
    "survey, weights": lambda y: survey_share(np.arange(len(y)) % 2, yes=[1.0], weights=y),
    "areas": lambda y: area_shares(y, np.arange(len(y)) % 6, yes=[3.0, 4.0]),
    "agreement": lambda y: coder_agreement(_judged(y), rng=np.random.default_rng(1), resamples=50),
    "costs": lambda y: averted_costs(
        AvertedEvents.from_draws(np.tile(y, 20)), [UnitCost("care", 1.0, 2.0, "days", "made up")], seed=1
    ),
    "costs, interval": lambda y: AvertedEvents.from_interval(
        *np.resize(y, 3).tolist() if len(y) else (1.0, 2.0, 0.0), rng=np.random.default_rng(1)
    ),
    "Knox": lambda y: knox_table(
        y, y, np.arange(len(y)), distances=(0, 1, 2), days=(0, 7, 14), permutations=19, seed=1
    ),
    "Knox, times": lambda y: knox_table(
        np.arange(len(y)), np.arange(len(y)), y, distances=(0, 1, 2), days=(0, 7, 14), permutations=19, seed=1
    ),
    "space-time K": lambda y: space_time_k(
        y, y, np.arange(len(y)), distances=(1, 2), days=(7, 14), permutations=19, seed=1
    ),
    "space-time K, times": lambda y: space_time_k(
        np.arange(len(y)), np.arange(len(y)) % 7, y, distances=(1, 2), days=(7, 14), permutations=19, seed=1
    ),
    "density": lambda y: density_map(y, y, np.arange(len(y)), cell=1.0, simulations=19, seed=1),
    "Gi of events": lambda y: gi_of_events(y, y, np.arange(len(y)), cell=1.0, permutations=19, seed=1),
    "Gi of areas": lambda y: gi_of_areas(
        np.arange(len(y)) % 10, np.arange(len(y)) // 10, y, permutations=19, seed=1
    ),
    "self-exciting": lambda y: self_exciting(y, background="none", draws=99, seed=1),
    "followers nearby": lambda y: space_time_trigger(y, y, np.arange(len(y)), draws=99, seed=1),
    "followers nearby, times": lambda y: space_time_trigger(
        np.arange(len(y)), np.arange(len(y)) % 7, y, draws=99, seed=1
    ),
    "synthetic control": _scm("classic"),
    "synthetic control, demeaned": _scm("demeaned"),
    "synthetic control, ridge": _scm("ridge"),
    "synthetic difference-in-differences": _sdid,
    "staggered, doubly robust": _rollout("dr"),
    "staggered, Poisson": _rollout("poisson"),
    "stepped wedge": _wedge,
    "matched blocks": _blocks,
}
