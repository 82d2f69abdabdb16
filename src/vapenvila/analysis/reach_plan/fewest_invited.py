"""The smallest set that reaches everyone who can be reached: a minimum dominating set within the limits."""

import numpy as np

from vapenvila.analysis.reach_plan.choice import Choice, Proved, worth
from vapenvila.analysis.reach_plan.limits import Bounds
from vapenvila.analysis.reach_plan.model import limit_lines
from vapenvila.analysis.reach_plan.most_reached import SMALL, searches, settled_before
from vapenvila.analysis.reach_plan.rows import Rows
from vapenvila.analysis.reach_plan.solve import Clock, best_in_part, best_in_whole


def fewest_invited(rows: Rows, bounds: Bounds, clock: Clock) -> Proved | None:
    """The plan with fewest people that reaches every row; `value` and `bound` are numbers of people invited.

    None when no plan within the limits reaches every row, or none was found in the time given.
    """
    m = len(bounds.group)
    lines, seats = limit_lines(bounds)
    lines.add_many(rows.row_of, rows.candidates, -1.0, np.full(len(rows.weight), -1.0))
    gain = np.zeros(lines.columns)
    gain[:m] = -1.0
    start = _smallest(rows, bounds)
    value = float(start.chosen.sum()) if start is not None else float("inf")
    bound = 1.0
    relaxed = best_in_part(gain, lines, clock)
    if relaxed is not None:
        bound = float(np.ceil(-relaxed.bound - SMALL))
    if start is not None and (value <= bound or clock.over):
        return Proved(start, value, bound)
    box = None
    if start is not None:
        box = settled_before(relaxed, lines.columns, lines.columns, 1.0 - value)
    solved = best_in_whole(gain, lines, lines.columns, clock, box)
    if np.isfinite(solved.bound):
        bound = max(bound, float(np.ceil(-solved.bound - SMALL)))
    if solved.z is not None and (solved.z[:m] > 0.5).sum() < value:
        chosen = solved.z[:m] > 0.5
        count = float(chosen.sum())
        return Proved(Choice(chosen, seats.meeting(m, solved.z)), count, min(count, bound))
    if start is None:
        return None
    return Proved(start, value, value if solved.impossible else min(value, bound))


def _smallest(rows: Rows, bounds: Bounds) -> Choice | None:
    """The smallest plan of the search that reaches every row, without those nobody needs."""
    everyone = np.ones(len(bounds.group))
    best = None
    for choice in searches(rows, bounds, everyone):
        if choice is None or worth(rows, choice.chosen, everyone) < rows.weight.sum() - SMALL:
            continue
        smaller = without_needless(rows, bounds, choice)
        if best is None or smaller.chosen.sum() < best.chosen.sum():
            best = smaller
    return best


def without_needless(rows: Rows, bounds: Bounds, choice: Choice) -> Choice:
    """The choice without people who add nothing to the reach and whom no group's fewest number needs."""
    chosen, place = choice.chosen.copy(), choice.place.copy()
    held = np.bincount(bounds.group[chosen & (bounds.group >= 0)], minlength=len(bounds.needs))
    times = np.bincount(rows.row_of, chosen[rows.candidates], minlength=len(rows.weight))
    for i in np.flatnonzero(chosen)[::-1]:
        own = rows.back[rows.back_start[i] : rows.back_start[i + 1]]
        group = bounds.group[i]
        if (times[own] >= 2).all() and (group < 0 or held[group] > bounds.needs[group]):
            chosen[i], place[i] = False, -1
            times[own] -= 1
            if group >= 0:
                held[group] -= 1
    return Choice(chosen, place)
