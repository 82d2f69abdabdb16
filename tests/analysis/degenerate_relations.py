"""More calls with input that is hardly input: networks, chosen people, hours, chains, tables, power and whole analyses."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from vapenvila.analysis.disclosure_control import (
    attack,
    controlled_rounding,
    one_way,
    suppress,
    too_small,
    two_way,
)
from vapenvila.analysis.hour_shares import hour_shares
from vapenvila.analysis.nowcast import nowcast, triangle_of_reports, triangle_of_snapshot_counts
from vapenvila.analysis.panel_rows import Floats
from vapenvila.analysis.power import Study, study_power
from vapenvila.analysis.problem_analysis import (
    IncidentTable,
    PersonTable,
    ProblemData,
    TieTable,
    problem_analysis,
)
from vapenvila.analysis.reach_plan import Limits, people_and_ties, plan_reach
from vapenvila.analysis.retaliation_chains import retaliation_chains
from vapenvila.analysis.self_exciting import answers_between_groups
from vapenvila.analysis.tie_network import network_of_ties, network_summary

_NO_END = 1e300  # a bound that nothing holds is infinite, and said to be
_BEGIN = np.datetime64("2020-01-01T00:00")


def _network(weighted: bool) -> Callable[[Floats], object]:
    """A chain of people, or each tied to whom the series names."""

    def call(y: Floats) -> object:
        names = np.arange(len(y))
        network = (
            network_of_ties(names.tolist(), (names + 1).tolist(), weights=y)
            if weighted
            else network_of_ties(names.tolist(), y.tolist())
        )
        return network_summary(network, np.random.default_rng(1))

    return call


def _reach(what: str) -> Callable[[Floats], object]:
    def call(y: Floats) -> object:
        n = min(len(y), 24)
        chain = [(k, k + 1) for k in range(n - 1)]
        if what == "ties":
            people = people_and_ties(list(range(n)), [(k, float(v)) for k, v in enumerate(y[:n])])  # type: ignore[misc]  # as a table gives them
        elif what == "attendance":
            people = people_and_ties(list(range(n)), chain, attendance=y[:n])
        else:
            people = people_and_ties(list(range(n)), chain, groups=y[:n].tolist())
        objective = "expected" if what == "attendance" else "even" if what == "groups" else "reach"
        return plan_reach(people, Limits(capacity=3), objective)  # type: ignore[arg-type]  # one of the three

    return call


def _minutes(y: Floats) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    """Minutes from a first day on; what is no number of minutes is no moment."""
    known = np.isfinite(y) & (np.abs(y) < 1e9)
    return np.where(known, _BEGIN + np.where(known, y, 0).astype(np.int64), np.datetime64("NaT"))


def _days(y: Floats) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    return _minutes(y * 1440.0).astype("datetime64[D]")


def _reports(y: Floats) -> object:
    happened = _BEGIN.astype("datetime64[D]") + np.arange(len(y)) * 7
    known = np.isfinite(y) & (np.abs(y) < 1e6)
    late = np.where(known, np.where(known, y, 0).astype(np.int64), 0)
    return nowcast(
        triangle_of_reports(happened, np.where(known, happened + late, np.datetime64("NaT"))),
        draws=200,
        seed=1,
    )


def _snapshots(y: Floats) -> object:
    months = (np.datetime64("2019-01") + np.arange(len(y)) % 10).astype("datetime64[D]")
    taken = (np.datetime64("2020-01") + np.arange(len(y)) // 10).astype("datetime64[D]")
    return nowcast(triangle_of_snapshot_counts(taken, months, y), draws=200, seed=1)


def _power(what: str) -> Callable[[Floats], object]:
    def call(y: Floats) -> object:
        mean = float(y.mean()) if len(y) else 0.0
        if what == "difference":
            return study_power(
                Study(3.0, 24, 12, comparison_per_month=mean, most_months=24), "wdd", histories=200
            )
        if what == "series":
            return study_power(Study(mean, 24, 12, most_months=24), "its", histories=50)
        return study_power(Study(mean, 24, 12, most_months=24), cities=y[:2].tolist())

    return call


def _analysis(y: Floats) -> object:
    n = len(y)
    area = tuple(f"{v:g}" if np.isfinite(v) else None for v in y)
    incidents = IncidentTable(
        n, ids=tuple(range(n)), when=_days(np.arange(n, dtype=float)), x=y, y=y, area=area
    )
    nobody = np.zeros(n, np.bool_)
    persons = PersonTable(tuple(range(n)), nobody, ~nobody, nobody, person=area)
    ties = TieTable(tuple(range(n)), tuple(range(1, n + 1)), weight=y)
    return problem_analysis(ProblemData(incidents=incidents, persons=persons, ties=ties))


def _suppressed(y: Floats) -> object:
    table = two_way(y[:12].reshape(-1, 3) if len(y) >= 12 else y.reshape(-1, 1))
    found = suppress(table, too_small(table, 4), threshold=4)
    return replace(found, high=np.minimum(found.high, _NO_END))


def _attacked(y: Floats) -> object:
    table = one_way(y[:12])
    found = attack(table, too_small(table, 4, zeros_too=True))
    return replace(found, high=np.minimum(found.high, _NO_END))


def _sides(y: Floats) -> tuple[list[str], list[str]]:
    return [f"{v:g}" for v in y], [f"{v:g}" for v in y[::-1]]


CALLS: dict[str, Callable[[Floats], object]] = {
    "network": _network(weighted=False),
    "network, weights": _network(weighted=True),
    "call-in, ties": _reach("ties"),
    "call-in, chances of coming": _reach("attendance"),
    "call-in, groups": _reach("groups"),
    "hours": lambda y: hour_shares(_minutes(np.zeros(len(y))), _minutes(y)),
    "hours, beginnings": lambda y: hour_shares(_minutes(y), _minutes(y)),
    "chains": lambda y: retaliation_chains(
        np.arange(len(y)), y, np.arange(len(y)) % 3, permutations=19, seed=1
    ),
    "chains, times": lambda y: retaliation_chains(
        y, np.arange(len(y)) % 3, np.arange(len(y)) % 4, permutations=19, seed=1
    ),
    "chains, places": lambda y: retaliation_chains(
        np.arange(len(y)),
        np.arange(len(y)) % 3,
        np.arange(len(y)) % 4,
        x=y,
        y=y,
        distance=1.0,
        permutations=19,
        seed=1,
    ),
    "answers between groups": lambda y: answers_between_groups(np.arange(len(y)), *_sides(y), seed=1),
    "answers between groups, times": lambda y: answers_between_groups(
        y, [f"{k % 3}" for k in range(len(y))], [f"{k % 3 + 1 + k % 2}" for k in range(len(y))], seed=1
    ),
    "nowcast of reports": _reports,
    "nowcast of snapshots": _snapshots,
    "power": _power("before and after"),
    "power, difference": _power("difference"),
    "power, series": _power("series"),
    "problem analysis": _analysis,
    "suppression": _suppressed,
    "attack on a table": _attacked,
    "rounding": lambda y: controlled_rounding(one_way(y[:12]), 3),
}
