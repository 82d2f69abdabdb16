"""Call-in selection beside other ways to the same plan: time, and how good the plan is.

    python -m bench.call_in          (VAPENVILA_PEERS=…/bin/python with pyscipopt for SCIP)

Job "reach": places, everybody's group, rivals apart in one meeting. "expected": the same with who may stay away.
Putting people and ties together is not measured, for nobody. Greedy knows no limits but the places.
"""

from collections.abc import Mapping

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from bench.network.made_up_ties import made_up_ties
from bench.side_by_side import Measured, measure, measure_elsewhere, peak_mb, write
from vapenvila.analysis.reach_plan import Limits, Objective, People, people_and_ties, plan_reach

SIZES = ((200, 8, 12), (2_000, 40, 60), (20_000, 200, 250))


def made(n: int, groups: int, places: int) -> tuple[People, Limits]:
    """People and limits of a made-up network."""
    ties = made_up_ties(n, groups, seed=1)
    people = people_and_ties(
        list(range(n)),
        [(int(a), int(b)) for a, b in ties.pairs],
        groups=[int(g) if g >= 0 else None for g in ties.group],
        eligible=ties.eligible,
        attendance=ties.attendance,
    )
    return people, Limits(places, per_group_min=1, rivals=[(int(a), int(b)) for a, b in ties.rivals])


def ours(people: People, limits: Limits, objective: Objective, seconds: float) -> Mapping[str, object]:
    """Our plan, with its account of itself."""
    plan = plan_reach(people, limits, objective, seconds=seconds)
    return {
        "reached": round(plan.value, 1),
        "bound": round(plan.bound, 1),
        "gap %": round(100 * plan.gap, 3),
        "proved": plan.optimal,
    }


def greedy(people: People, places: int) -> Mapping[str, object]:
    """The best next one again and again, with arrays; the only limit is the places."""
    table = people.reach.astype(np.float64)
    left = np.ones(people.n)
    for _ in range(places):
        best = int(np.argmax(table @ left))
        left[table.indices[table.indptr[best] : table.indptr[best + 1]]] = 0.0
    return {"reached": int(people.n - left.sum()), "limits": "places only"}


def lines_of(people: People, limits: Limits) -> tuple[sparse.csr_array, np.ndarray, np.ndarray]:
    """The whole programme as anyone would write it: x and y for everybody, a line for each person, pair and group."""
    m, n = people.reach.shape
    reach = sparse.hstack([-people.reach.T, sparse.eye_array(n)])
    group = people.group[people.candidates]
    some = np.flatnonzero(group >= 0)
    groups, line = np.unique(group[some], return_inverse=True)
    needs = sparse.csr_array((-np.ones(len(some)), (line, some)), shape=(len(groups), m + n))
    place = {int(p): i for i, p in enumerate(people.candidates)}
    pairs = [(place[int(a)], place[int(b)]) for a, b in limits.rivals]
    apart = sparse.csr_array(
        (np.ones(2 * len(pairs)), (np.repeat(np.arange(len(pairs)), 2), np.ravel(pairs))),
        shape=(len(pairs), m + n),
    )
    places = sparse.csr_array(np.append(np.ones(m), np.zeros(n))[None])
    most = np.concatenate([np.zeros(n), -np.ones(len(groups)), np.ones(len(pairs)), [limits.capacity or m]])
    return sparse.vstack([reach, needs, apart, places]).tocsr(), most, np.append(np.zeros(m), np.ones(n))


def plain_highs(people: People, limits: Limits) -> Mapping[str, object]:
    """The programme handed whole to HiGHS through SciPy."""
    lines, most, gain = lines_of(people, limits)
    found = milp(
        -gain,
        integrality=(gain == 0).astype(int),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(lines, -np.inf, most),
        options={"time_limit": 60, "mip_rel_gap": 0},
    )
    return {"reached": round(-found.fun), "proved": found.status == 0}


def peers(people: People, limits: Limits, job: str) -> list[Measured]:
    """The same programme by solvers that live elsewhere."""
    lines, most, gain = lines_of(people, limits)
    given = {"data": lines.data, "indices": lines.indices, "indptr": lines.indptr, "most": most, "gain": gain}
    return measure_elsewhere(job, "call_in", **given)


def jobs(n: int, groups: int, places: int) -> list[Measured]:
    """One size, by everyone."""
    people, limits = made(n, groups, places)
    job, again = (f"{name}, {n:,} people, {places} places" for name in ("reach", "expected"))
    seconds = 2.0 if n <= 2_000 else 10.0
    found = [measure(job, "vapenvila", lambda: ours(people, limits, "reach", 30.0))]
    if n >= 20_000:
        found.append(measure(job, "vapenvila, 0.5 s given", lambda: ours(people, limits, "reach", 0.5)))
    found.append(measure(job, "HiGHS through SciPy", lambda: plain_highs(people, limits), 1))
    found.append(measure(job, "greedy with arrays", lambda: greedy(people, places)))
    found += peers(people, limits, job)
    name = f"vapenvila, {seconds:g} s given"
    return [*found, measure(again, name, lambda: ours(people, limits, "expected", seconds), 1)]


def main() -> None:
    """Measure every size and write the table."""
    found = [one for n, groups, places in SIZES for one in jobs(n, groups, places)]
    notes = [
        "Ratios are of processor time: how many times ours the other took.",
        f"Peak memory {peak_mb():.0f} MB.",
    ]
    write("callin", "Call-in selection", found, notes)


if __name__ == "__main__":
    main()
