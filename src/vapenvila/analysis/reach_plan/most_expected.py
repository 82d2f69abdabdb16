"""Whom to invite so that most people are reached on average, when not everybody invited comes.

Each row of people is reached with the chance f(S) = 1 − Π (1 − p) over those invited who reach it. f is submodular, so
for every set S of the row's candidates R the line

    y ≤ f(S) + Σ_{i ∉ S} (f(S + i) − f(S)) x_i − Σ_{i ∈ S} (f(R) − f(R − i)) (1 − x_i)

holds (G. L. Nemhauser and L. A. Wolsey (1981), "Maximizing submodular set functions: formulations and analysis of
algorithms", Annals of Discrete Mathematics 11, 279–301). Lines for nobody are there from the start, those for
larger sets where a plan needs them; each round gives a bound, and a plan whose worth is computed exactly.
"""

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.reach_plan.choice import Choice, Floats, Proved, better
from vapenvila.analysis.reach_plan.limits import Bounds
from vapenvila.analysis.reach_plan.model import Lines, limit_lines
from vapenvila.analysis.reach_plan.most_reached import leading, searches, settled_before
from vapenvila.analysis.reach_plan.rows import Rows
from vapenvila.analysis.reach_plan.search import found_by_search
from vapenvila.analysis.reach_plan.solve import Clock, best_in_part, best_in_whole

CLOSE = 1e-6
"""Guard: a plan this close to its bound, as a share of it, is called the best; sums of chances are not exact."""

_ROUNDS_IN_PART = 8
_VIOLATED = 1e-6


def most_expected(rows: Rows, bounds: Bounds, chance: Floats, clock: Clock) -> Proved | None:
    """The plan with the largest expected reach; None when none keeps the limits, or none was found in the time."""
    m = len(bounds.group)
    lines, seats = limit_lines(bounds)
    whole = lines.columns
    tangents = Tangents(rows, chance, lines)
    start, value = better(rows, chance, *searches(rows, bounds, chance))
    relaxed = None
    bound = float(rows.weight.sum())
    for _ in range(_ROUNDS_IN_PART):
        found = best_in_part(tangents.gain, lines, clock)
        if found is None:
            break
        relaxed, bound = found, min(bound, found.bound)
        start, value = better(
            rows, chance, start, found_by_search(rows, bounds, chance, leading(found.z[:m]))
        )
        if _close(value, bound) or clock.over or not tangents.cut(found.z):
            break
    seen = relaxed
    while not _close(value, bound) and not clock.over:
        box = settled_before(seen, whole, lines.columns, value) if start is not None else None
        solved = best_in_whole(tangents.gain, lines, whole, clock, box, gap=CLOSE / 10.0)
        bound = max(value, min(bound, value if solved.impossible else solved.bound))
        if solved.z is None:
            break
        chosen = solved.z[:m] > 0.5
        start, value = better(rows, chance, start, Choice(chosen, seats.meeting(m, solved.z)))
        if not tangents.cut(np.concatenate([chosen, solved.z[m:]])):
            break
    return None if start is None else Proved(start, value, max(value, bound))


def _close(value: float, bound: float) -> bool:
    return bound - value <= CLOSE * bound


class Tangents:
    """The rows of people as variables, and the lines that hold them below the chance that they are reached."""

    def __init__(self, rows: Rows, chance: Floats, lines: Lines) -> None:
        self.rows, self.chance, self.lines = rows, chance, lines
        sizes = np.diff(rows.start)
        self.several = np.flatnonzero(sizes > 1)
        alone = np.flatnonzero(sizes == 1)
        own = rows.candidates[rows.start[alone]]
        self.columns = lines.new_columns(len(self.several))
        self.gain = np.zeros(lines.columns)
        self.gain[: len(chance)] = np.bincount(own, rows.weight[alone] * chance[own], minlength=len(chance))
        self.gain[self.columns] = rows.weight[self.several]
        self.known: set[tuple[int, bytes]] = set()
        entries = np.flatnonzero(sizes[rows.row_of] > 1)
        line = np.searchsorted(self.several, rows.row_of[entries])
        inside = rows.candidates[entries]
        lines.add_many(
            np.concatenate([line, np.arange(len(self.several))]),
            np.concatenate([inside, self.columns]),
            np.concatenate([-chance[inside], np.ones(len(self.several))]),
            np.zeros(len(self.several)),
        )

    def cut(self, z: Floats) -> bool:
        """Add the lines that z breaks; whether there was one."""
        added = False
        for row, column in zip(self.several, self.columns, strict=True):
            inside = slice(self.rows.start[row], self.rows.start[row + 1])
            x = z[self.rows.candidates[inside]]
            order = np.argsort(-x, kind="stable")
            for size in range(1, int((x > _VIOLATED).sum()) + 1):
                held = np.zeros(len(x), dtype=np.bool_)
                held[order[:size]] = True
                added = self._line(int(row), int(column), held, x, float(z[column])) or added
        return added

    def _line(
        self, row: int, column: int, held: NDArray[np.bool_], x: Floats | None = None, y: float = 0.0
    ) -> bool:
        """Add the line of the set `held`, unless it is there already or x and y keep it."""
        inside = self.rows.candidates[self.rows.start[row] : self.rows.start[row + 1]]
        p = self.chance[inside]
        left = float(np.prod(1.0 - p[held]))
        last = np.array([p[i] * np.prod(np.delete(1.0 - p, i)) for i in np.flatnonzero(held)])
        slope = np.where(held, 0.0, left * p)
        slope[held] = last
        most = 1.0 - left - last.sum()
        if x is not None and y <= slope @ x + most + _VIOLATED:
            return False
        if (row, held.tobytes()) in self.known:
            return False
        self.known.add((row, held.tobytes()))
        self.lines.add(np.append(inside, column), np.append(-slope, 1.0), most)
        return True
