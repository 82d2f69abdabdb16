"""Whom to invite so that most people are reached, certainly: the best plan and a proof, or a bound.

A fast search gives a plan; the linear relaxation gives a bound and where to search again; whoever is in no better plan,
or in every one, by the bound's own account is settled (reduced-cost fixing, G. L. Nemhauser and L. A. Wolsey (1988),
Integer and Combinatorial Optimization, II.5.2); HiGHS settles the rest.
"""

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.reach_plan.choice import Choice, Floats, Proved, better, worth
from vapenvila.analysis.reach_plan.limits import Bounds
from vapenvila.analysis.reach_plan.model import Lines, Seats, limit_lines
from vapenvila.analysis.reach_plan.quick_bound import quick_bound
from vapenvila.analysis.reach_plan.rows import Rows
from vapenvila.analysis.reach_plan.search import found_by_search
from vapenvila.analysis.reach_plan.solve import Clock, Relaxed, Solved, best_in_part, best_in_whole

SMALL = 1e-6
MANY = 2_000
"""With more candidates than this the relaxation may not be solved in a moment, and a quick bound is found first."""


def most_reached(rows: Rows, bounds: Bounds, clock: Clock) -> Proved | None:
    """The plan that reaches most people; None when none keeps the limits, or none was found in the time given."""
    m = len(bounds.group)
    surely = np.ones(m)
    lines, seats = limit_lines(bounds)
    whole = lines.columns
    gain = reach_gain(rows, lines)
    start, value = better(rows, surely, *searches(rows, bounds, surely))
    bound = _floor(quick_bound(rows, bounds, max(value, 0.0))) if m > MANY else float(rows.weight.sum())
    relaxed = None if clock.over else best_in_part(gain, lines, clock)
    if relaxed is not None:
        bound = min(bound, _floor(relaxed.bound))
        if value < bound:
            again = found_by_search(rows, bounds, surely, leading(relaxed.z[:m]))
            start, value = better(rows, surely, start, again)
    if start is not None and (value >= bound or clock.over):
        return Proved(start, value, bound)
    box = None
    if start is not None:  # a line that asks for more than the value would make HiGHS five times slower
        box = settled_before(relaxed, whole, lines.columns, value + 1.0)
    solved = best_in_whole(gain, lines, whole, clock, box)
    return _outcome(rows, seats, start, value, solved, min(bound, _floor(solved.bound)))


def searches(rows: Rows, bounds: Bounds, chance: Floats) -> tuple[Choice | None, Choice | None]:
    """The search as it comes, and once more beginning with the groups that have fewest who could come."""
    plain = found_by_search(rows, bounds, chance, np.zeros(0, np.int64))
    if not bounds.needs.any() or not bounds.apart:
        return plain, None
    there = np.bincount(bounds.group[bounds.group >= 0], minlength=len(bounds.needs))
    rivals = np.diff(bounds.conflicts()[0])
    needy = np.flatnonzero((bounds.group >= 0) & (bounds.needs[bounds.group] > 0))
    order = needy[np.lexsort((rivals[needy], bounds.group[needy], there[bounds.group[needy]]))]
    _, begins = np.unique(bounds.group[order], return_index=True)
    return plain, found_by_search(rows, bounds, chance, order[np.sort(begins)])


def reach_gain(rows: Rows, lines: Lines) -> Floats:
    """(columns,) people gained by each variable, after a variable is added for each row with several candidates.

    A row that one candidate alone reaches is gained with that candidate.
    """
    several = np.flatnonzero(np.diff(rows.start) > 1)
    alone = np.flatnonzero(np.diff(rows.start) == 1)
    own = np.bincount(
        rows.candidates[rows.start[alone]], rows.weight[alone], minlength=len(rows.back_start) - 1
    )
    columns = lines.new_columns(len(several))
    entries = np.isin(rows.row_of, several)
    line = np.searchsorted(several, rows.row_of[entries])
    lines.add_many(
        np.concatenate([line, np.arange(len(several))]),
        np.concatenate([rows.candidates[entries], columns]),
        np.concatenate([np.full(len(line), -1.0), np.ones(len(several))]),
        np.zeros(len(several)),
    )
    gain = np.zeros(lines.columns)
    gain[: len(own)] = own
    gain[columns] = rows.weight[several]
    return gain


def leading(part: Floats) -> NDArray[np.int64]:
    """Candidates the relaxation invites, the most first."""
    order = np.argsort(-part, kind="stable")
    return order[part[order] > SMALL].astype(np.int64)


def settled_before(relaxed: Relaxed | None, whole: int, columns: int, least: float) -> tuple[Floats, Floats]:
    """Lower and upper limits of the variables in any plan worth at least `least`."""
    low, high = np.zeros(columns), np.ones(columns)
    if relaxed is not None:
        high[:whole][relaxed.bound - relaxed.loss_in[:whole] < least - SMALL] = 0.0
        low[:whole][relaxed.bound - relaxed.loss_out[:whole] < least - SMALL] = 1.0
    return low, high


def _floor(bound: float) -> float:
    return float(np.floor(bound + SMALL)) if np.isfinite(bound) else bound


def _outcome(
    rows: Rows, seats: Seats, start: Choice | None, value: float, solved: Solved, bound: float
) -> Proved | None:
    """What HiGHS found where it is better; else what was known, proved best when HiGHS found that nothing is better."""
    if solved.z is not None:
        m = len(rows.back_start) - 1
        chosen = solved.z[:m] > 0.5
        found = worth(rows, chosen, np.ones(m))
        if found > value:
            return Proved(Choice(chosen, seats.meeting(m, solved.z)), found, max(found, bound))
    if start is None:
        return None
    return Proved(start, value, value if solved.impossible else max(value, bound))
