"""One method's first and second call in this process.

`python -m bench.first_calls.one_call METHOD` prints JSON for the table.
"""

import time

_BEGUN = time.perf_counter(), time.process_time()

import importlib  # noqa: E402  # the clock runs before anything is loaded
import json  # noqa: E402
import sys  # noqa: E402
from collections.abc import Callable  # noqa: E402
from typing import Any  # noqa: E402

import numpy as np  # noqa: E402

N = 300
MONTHS = 120


def _counts(seed: int = 1, mean: float = 6.0) -> np.ndarray[Any, Any]:  # numbers of any kind go in
    return np.random.default_rng(seed).poisson(mean, MONTHS).astype(float)


def _days() -> np.ndarray[Any, Any]:  # as above
    return (np.datetime64("2016-01") + np.arange(MONTHS)).astype("datetime64[D]")


def _points() -> tuple[Any, Any, Any]:  # as above
    rng = np.random.default_rng(2)
    return rng.uniform(0, 4000, N), rng.uniform(0, 4000, N), np.sort(rng.integers(0, 1500, N))


def _panel() -> tuple[list[str], Any, Any]:  # as above
    names = [f"U{u:02d}" for u in range(20) for _ in range(24)]
    times = np.tile(np.arange(24.0), 20)
    return names, times, np.random.default_rng(3).poisson(8.0, 480).astype(float)


def _its(m: Any) -> object:
    return m.interrupted_series(_days(), _counts(), "2021-01-01", comparison=_counts(2))


def _scm(m: Any) -> object:
    return m.synthetic_control(m.panel_of(*_panel(), treated=["U00"], start=12.0))


def _sdid(m: Any) -> object:
    return m.synthetic_did(m.panel_of(*_panel(), treated=["U00"], start=12.0))


def _rollout(estimator: str) -> Callable[[Any], object]:
    def call(m: Any) -> object:
        names, times, values = _panel()
        first = [0 if name < "U10" else 8 + int(name[1:]) % 3 for name in names]
        return m.staggered_rollout(m.cohort_panel(names, times, values, first), estimator=estimator)

    return call


def _wedge(m: Any) -> object:
    names, times, values = _panel()
    dose = [float(name < "U12" and t == 6 + int(name[1:])) for name, t in zip(names, times, strict=True)]
    return m.stepped_wedge(m.wedge_panel(names, times, values, dose), lead=2)


def _blocks(m: Any) -> object:
    names, times, values = _panel()
    panel = m.block_panel(names, times, {"shots": values}, [name < "U03" for name in names], 22.0)
    return m.matched_blocks(panel, draws=99, jackknife=3)


def _ties(m: Any) -> object:
    ends = np.random.default_rng(4).integers(0, N, (2, 3 * N))
    apart = ends[:, ends[0] != ends[1]].tolist()
    return m.network_summary(m.network_of_ties(*apart), np.random.default_rng(1))


def _reach(m: Any) -> object:
    ends = np.random.default_rng(4).integers(0, 200, (600, 2))
    pairs = [(int(a), int(b)) for a, b in ends if a != b]
    return m.plan_reach(m.people_and_ties(list(range(200)), pairs), m.Limits(capacity=10))


def _nowcast(m: Any) -> object:
    rng = np.random.default_rng(5)
    happened = np.datetime64("2023-01-01") + rng.integers(0, 1000, 3000)
    reported = happened + rng.geometric(0.03, 3000)
    return m.nowcast(m.triangle_of_reports(happened, reported), seed=1)


def _agreement(m: Any) -> object:
    rng = np.random.default_rng(6)
    one = rng.integers(0, 3, 200)
    other = np.where(rng.random(200) < 0.8, one, rng.integers(0, 3, 200))
    names = [str(k) for k in range(200)]
    said = [str(v) for v in (*one, *other)]
    coded = m.codings([*names, *names], ["one"] * 200 + ["other"] * 200, said)
    return m.coder_agreement(coded, rng=np.random.default_rng(1))


def _between(m: Any) -> object:
    rng = np.random.default_rng(7)
    sides = np.array([rng.permutation(6)[:2] for _ in range(120)])
    names = np.array(list("ABCDEF"))
    return m.answers_between_groups(
        np.sort(rng.uniform(0, 1500, 120)), names[sides[:, 0]].tolist(), names[sides[:, 1]].tolist(), seed=1
    )


def _chains(m: Any) -> object:
    rng = np.random.default_rng(8)
    return m.retaliation_chains(_points()[2], rng.integers(0, 6, N), rng.integers(0, 6, N), seed=1)


def _protected(m: Any) -> object:
    table = m.two_way(np.random.default_rng(9).poisson(6.0, (8, 6)))
    return m.suppress(table, m.too_small(table, 4), threshold=4)


def _costs(m: Any) -> object:
    events = m.AvertedEvents.from_draws(np.random.default_rng(1).normal(20, 5, 4000))
    return m.averted_costs(events, [m.UnitCost("care", 1.0, 2.0, "days", "made up")], seed=1)


def _combined(m: Any) -> object:
    return m.combine_effects(
        list("ABCDEF"), [-0.3, -0.1, -0.5, 0.1, -0.2, -0.4], [0.1, 0.2, 0.2, 0.15, 0.1, 0.3]
    )


def _hours(m: Any) -> object:
    begin = np.datetime64("2023-01-01T00:00") + np.random.default_rng(1).integers(0, 1_000_000, N)
    return m.hour_shares(begin, begin + np.random.default_rng(2).integers(0, 900, N))


def _survey(m: Any) -> object:
    return m.survey_share(np.random.default_rng(1).integers(1, 6, 900), yes=[4.0, 5.0])


def _areas(m: Any) -> object:
    rng = np.random.default_rng(1)
    return m.area_shares(rng.integers(1, 6, 900), rng.integers(0, 12, 900), yes=[4.0, 5.0])


METHODS: dict[str, tuple[str, Callable[[Any], object]]] = {
    "interrupted series": ("interrupted_series", _its),
    "synthetic control": ("synthetic_control", _scm),
    "synthetic difference-in-differences": ("synthetic_control", _sdid),
    "staggered, doubly robust": ("staggered_rollout", _rollout("dr")),
    "staggered, Poisson": ("staggered_rollout", _rollout("poisson")),
    "stepped wedge": ("stepped_wedge", _wedge),
    "matched blocks": ("matched_blocks", _blocks),
    "displacement difference": (
        "place_based",
        lambda m: m.displacement_difference((30.0, 20.0), (32.0, 30.0)),
    ),
    "two periods": ("small_counts", lambda m: m.compare_periods(12, 20)),
    "exact interval": ("small_counts", lambda m: m.exact_interval(12.0)),
    "unusual month": ("small_counts", lambda m: m.unusual_count(_counts(), 14.0)),
    "rolling rate": ("small_counts", lambda m: m.rolling_rate(_counts(), 12)),
    "monitor": ("anytime_monitor", lambda m: m.monitor_rate(_counts()[:60], _counts()[60:])),
    "power, before and after": ("power", lambda m: m.study_power(m.Study(6, 36, 36))),
    "power, difference": (
        "power",
        lambda m: m.study_power(m.Study(6, 36, 36, comparison_per_month=8), "wdd"),
    ),
    "power, series": ("power", lambda m: m.study_power(m.Study(6, 36, 36), "its", histories=200)),
    "nowcast": ("nowcast", _nowcast),
    "Knox": (
        "near_repeat",
        lambda m: m.knox_table(*_points(), distances=(0, 200, 400), days=(0, 7, 14), seed=1),
    ),
    "space-time K": (
        "space_time_k",
        lambda m: m.space_time_k(*_points(), distances=(200, 400), days=(7, 14), permutations=199, seed=1),
    ),
    "density": (
        "hot_spots",
        lambda m: m.density_map(*_points(), cell=100.0, simulations=199, seed=1),
    ),
    "Gi of events": ("hot_spots", lambda m: m.gi_of_events(*_points(), cell=200.0, permutations=199, seed=1)),
    "hours": ("hour_shares", _hours),
    "self-exciting": (
        "self_exciting",
        lambda m: m.self_exciting(_points()[2].astype(float), draws=199, seed=1),
    ),
    "answers between groups": ("self_exciting", _between),
    "followers nearby": (
        "space_time_trigger",
        lambda m: m.space_time_trigger(*_points(), draws=99, seed=1),
    ),
    "retaliation chains": ("retaliation_chains", _chains),
    "concentration": (
        "concentration",
        lambda m: m.concentration(m.spread_of_counts(_counts()), np.random.default_rng(1)),
    ),
    "networks": ("tie_network", _ties),
    "survey": ("safety_survey", _survey),
    "areas": ("safety_survey", _areas),
    "costs": ("averted_costs", _costs),
    "meta-analysis": ("meta_analysis", _combined),
    "call-in selection": ("reach_plan", _reach),
    "coder agreement": ("coder_agreement", _agreement),
    "disclosure control": ("disclosure_control", _protected),
    "made-up city": ("made_up_city", lambda m: m.make_city(m.Size.TOWN, 1)),
}


def _since(then: tuple[float, float]) -> tuple[float, float]:
    return time.perf_counter() - then[0], time.process_time() - then[1]


def main(name: str) -> None:
    """Wall and processor seconds of loading, of the first and of the second call."""
    folder, call = METHODS[name]
    method = importlib.import_module(f"vapenvila.analysis.{folder}")
    found = {"import": _since(_BEGUN)}
    for which in ("first", "second"):
        begun = time.perf_counter(), time.process_time()
        call(method)
        found[which] = _since(begun)
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
