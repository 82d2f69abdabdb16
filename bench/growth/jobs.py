"""The jobs whose growth is measured: what is made ready for a size, and the call that is timed.

Each loads its own modules alone, so that the memory of its process is its own.
"""
# ruff: noqa: PLC0415 — as above

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

Call = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Job:
    """`of`: what there is ten times as much of. `sizes`: two, and a tiny one before that loads and compiles. `ready`: the
    call for a size. `most_mb`, `at`: the most memory aimed at, and for which size. `linear`: memory grows no faster than
    the input."""

    of: str
    tiny: int
    sizes: tuple[int, int]
    ready: Callable[[int], Call]
    most_mb: float | None = None
    at: int = 0
    linear: bool = False


def _knox(n: int) -> Call:
    from bench.near_repeats.__main__ import ours as knox
    from bench.near_repeats.made_up_events import events

    places, times = events(n)
    return lambda: knox(places, times)


def _series(n: int) -> Call:
    from bench.effect.made_up_series import counts, design
    from vapenvila.analysis.interrupted_series import fit_counts

    Y, X = counts(n, 240), design(240)
    return lambda: fit_counts(X, Y)


def _effect(n: int) -> Call:
    from bench.effect.made_up_series import counts
    from vapenvila.analysis.interrupted_series import Terms, interrupted_series

    Y, days = counts(1, n)[0], np.arange(n).astype("datetime64[M]").astype("datetime64[D]")
    return lambda: interrupted_series(days, Y, days[n * 3 // 4], terms=Terms(season="none"), draws=0)


def _rollout(n: int) -> Call:
    from bench.effect.made_up_series import staggered
    from vapenvila.analysis.staggered_rollout import cohort_panel, staggered_rollout

    Y, first = staggered(n, 24)
    names, times = np.repeat(np.arange(n), 24).tolist(), np.tile(np.arange(1, 25), n)
    rows = names, times, Y.ravel(), np.repeat(first, 24)
    return lambda: staggered_rollout(cohort_panel(*rows), draws=0)


def _control(n: int) -> Call:
    from bench.effect.made_up_series import counts
    from vapenvila.analysis.synthetic_control.weights import all_weights

    Y = counts(n, 120)
    return lambda: all_weights(Y[:, :90])


def _difference(n: int) -> Call:
    from bench.effect.made_up_series import counts
    from vapenvila.analysis.synthetic_control import Panel, synthetic_did

    Y = counts(n, 120)
    panel = Panel(Y, tuple(f"u{u}" for u in range(n)), np.arange(120), n - 1, 90)
    return lambda: synthetic_did(panel)


def _gini(n: int) -> Call:
    from bench.concentration.__main__ import counts_of, ours

    found = counts_of(n)
    return lambda: ours(found)


def _in_time(n: int) -> Call:
    from bench.self_exciting.__main__ import events
    from vapenvila.analysis.self_exciting.fitting import best_fit
    from vapenvila.analysis.self_exciting.series import Series

    times, end = events(n)
    one = Series(times, end, np.zeros(len(times), np.int64), np.array([end]), (1.0, 60.0))
    return lambda: best_fit(one)


def _in_space(n: int) -> Call:
    from bench.space_time_trigger.__main__ import placed
    from vapenvila.analysis.space_time_trigger.fitting import best_fit

    given, town = placed(n, np.random.default_rng(1))
    return lambda: best_fit(given, town.limits)


def _network(n: int) -> Call:
    from bench.network.__main__ import ours
    from bench.network.made_up_ties import made_up_ties

    ties = made_up_ties(n, max(2, n // 100), seed=1)
    return lambda: ours(ties)


def _call_in(n: int) -> Call:
    from bench.call_in.__main__ import made
    from vapenvila.analysis.reach_plan import plan_reach

    people, limits = made(n, max(8, n // 100), max(12, n // 80))
    return lambda: plan_reach(people, limits, "reach", seconds=30.0)


def _power(n: int) -> Call:
    from bench.power.__main__ import in_one_pass

    return lambda: in_one_pass(n)


def _power_of_series(n: int) -> Call:
    from bench.power.__main__ import series

    return lambda: series(n)


JOBS: Mapping[str, Job] = {
    "Knox": Job("events, 999 permutations", 200, (1_000, 10_000), _knox, 250.0, 10_000),
    "negative-binomial series": Job("series of 240 months", 5, (500, 5_000), _series),
    "Callaway–Sant'Anna": Job("units of 24 periods", 50, (500, 5_000), _rollout),
    "synthetic difference-in-differences": Job("units of 120 months", 8, (20, 200), _difference),
    "synthetic control": Job("units of 120 months", 8, (20, 200), _control),
    "power of a difference": Job("histories", 20, (2_000, 20_000), _power),
    "power of a series": Job("histories", 20, (200, 2_000), _power_of_series),
    "Gini": Job("units, 999 draws", 1_000, (100_000, 1_000_000), _gini),
    "self-exciting": Job("events", 200, (5_000, 50_000), _in_time),
    "self-exciting in space and time": Job("events", 300, (20_000, 200_000), _in_space, linear=True),
    "network": Job("people", 200, (20_000, 200_000), _network),
    "call-in": Job("people", 200, (2_000, 20_000), _call_in),
    "effect": Job("months of one series", 48, (240, 2_400), _effect, 200.0, 240),
}
