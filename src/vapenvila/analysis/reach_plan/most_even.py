"""As even as possible between groups: first the least reached share of any group is made as large as it can be, then
as many people as possible are reached without lowering it."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.reach_plan.choice import Choice, Floats, Proved, missed, worth
from vapenvila.analysis.reach_plan.limits import Bounds
from vapenvila.analysis.reach_plan.model import Lines, Seats, limit_lines
from vapenvila.analysis.reach_plan.most_reached import SMALL, reach_gain, searches
from vapenvila.analysis.reach_plan.rows import Rows
from vapenvila.analysis.reach_plan.solve import Clock, Solved, best_in_whole

_TRIES = 12
_STEP = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class Even:
    """A choice with its reach, and the least share of a group it reaches; no choice has a larger least share than
    `share_bound`, and none with the same least share reaches more than the bound."""

    proved: Proved
    share: float
    share_bound: float


def most_even(rows: Rows, bounds: Bounds, sizes: Floats, clock: Clock) -> Even | None:
    """The most even plan. `rows`: kept apart by group. `sizes`: (g,) people in each group, 0 for one nobody reaches.

    None when no plan keeps the limits, or none was found in the time given.
    """
    m = len(bounds.group)
    lines, seats = limit_lines(bounds)
    whole = lines.columns
    gain = reach_gain(rows, lines)
    least = int(lines.new_columns(1)[0])
    count = _group_lines(rows, lines, sizes)
    for g in np.flatnonzero(sizes):
        lines.add(np.append(count[g].columns, least), np.append(-count[g].people, sizes[g]), 0.0)
    best = _tried(rows, bounds, sizes)
    aim = (np.arange(lines.columns) == least).astype(np.float64)
    low = np.zeros(lines.columns)
    low[least] = max(0.0, least_share(rows, best, sizes) - SMALL)
    first = best_in_whole(aim, lines, whole, clock, (low, np.ones(lines.columns)))
    best = _more_even(rows, sizes, best, _choice(seats, m, first))
    if best is None:
        return None
    share = least_share(rows, best, sizes)
    share_bound = max(share, min(1.0, first.bound))
    if share_bound - share < SMALL:
        share_bound = share
    for g in np.flatnonzero(sizes):
        lines.add(count[g].columns, -count[g].people, -float(np.ceil(share * sizes[g] - SMALL)))
    second = best_in_whole(np.append(gain, 0.0), lines, whole, clock)
    best = _more_even(rows, sizes, best, _choice(seats, m, second))
    value = worth(rows, best.chosen, np.ones(m)) if best is not None else 0.0
    bound = float(np.floor(min(second.bound, rows.weight.sum()) + SMALL))
    return None if best is None else Even(Proved(best, value, max(value, bound)), share, share_bound)


def _choice(seats: Seats, m: int, solved: Solved) -> Choice | None:
    return None if solved.z is None else Choice(solved.z[:m] > 0.5, seats.meeting(m, solved.z))


def _more_even(rows: Rows, sizes: Floats, one: Choice | None, other: Choice | None) -> Choice | None:
    """The choice with the larger least share, then with more people reached; the first of equals."""
    if one is None or other is None:
        return one or other
    everyone = np.ones(len(one.chosen))
    value = [(round(least_share(rows, c, sizes), 9), worth(rows, c.chosen, everyone)) for c in (one, other)]
    return one if value[0] >= value[1] else other


def _tried(rows: Rows, bounds: Bounds, sizes: Floats) -> Choice | None:
    """The most even of a few searches in which people of groups reached too little weigh more from time to time."""
    chance = np.ones(len(bounds.group))
    factor = np.ones(len(sizes) + 1)
    best = None
    for _ in range(_TRIES):
        heavier = replace(rows, weight=rows.weight * factor[rows.group])
        for choice in searches(heavier, bounds, chance):
            best = _more_even(rows, sizes, best, choice)
            if choice is not None:
                share = shares(rows, choice, sizes)
                factor[:-1] *= np.exp(_STEP * (np.nanmean(share) - np.where(np.isnan(share), 0.0, share)))
    return best


def shares(rows: Rows, choice: Choice, sizes: Floats) -> Floats:
    """(g,) the reached share of each group, nan for a group without a size."""
    hit = rows.weight * (1.0 - missed(rows, choice.chosen, np.ones(len(choice.chosen))))
    some = rows.group >= 0
    reached = np.bincount(rows.group[some], hit[some], minlength=len(sizes))
    return np.where(sizes > 0, reached / np.maximum(sizes, 1.0), np.nan)


def least_share(rows: Rows, choice: Choice | None, sizes: Floats) -> float:
    """The least share of any group with a size that is reached; 0 for no choice."""
    return 0.0 if choice is None else float(np.nanmin(shares(rows, choice, sizes)))


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    """Reached people of a group as a sum over variables."""

    columns: NDArray[np.int64]
    people: Floats


def _group_lines(rows: Rows, lines: Lines, sizes: Floats) -> list[_Counted]:
    """Reached people of each group: rows with several candidates by their own variable, others by the candidate."""
    alone = np.diff(rows.start) == 1
    several = np.flatnonzero(~alone)
    column = np.zeros(len(rows.weight), dtype=np.int64)
    column[alone] = rows.candidates[rows.start[:-1][alone]]
    column[several] = lines.columns - 1 - len(several) + np.arange(len(several))
    found = []
    for g in range(len(sizes)):
        own = np.flatnonzero(rows.group == g)
        columns, at = np.unique(column[own], return_inverse=True)
        found.append(
            _Counted(columns, np.bincount(at, rows.weight[own], minlength=len(columns)).astype(np.float64))
        )
    return found
