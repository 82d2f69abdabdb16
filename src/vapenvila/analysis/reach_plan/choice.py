"""A choice of people to invite, what it is worth, and what no choice is worth more than."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.reach_plan.rows import Rows

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """`chosen`: (m,) who is invited. `place`: (m,) the meeting of those with rivals, −1 for the others."""

    chosen: NDArray[np.bool_]
    place: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Proved:
    """A choice with its value and the bound: no choice that keeps the limits is worth more (where the fewest people are
    sought: fewer)."""

    choice: Choice
    value: float
    bound: float


def missed(rows: Rows, chosen: NDArray[np.bool_], chance: Floats) -> Floats:
    """(r,) the chance that nobody chosen comes and reaches the row."""
    left = np.where(chosen, 1.0 - chance, 1.0)[rows.candidates]
    return np.multiply.reduceat(left, rows.start[:-1])


def worth(rows: Rows, chosen: NDArray[np.bool_], chance: Floats) -> float:
    """People reached on average, given the chance (m,) that each comes; those surely reached when all are 1."""
    return float(rows.weight @ (1.0 - missed(rows, chosen, chance)))


def better(rows: Rows, chance: Floats, *choices: Choice | None) -> tuple[Choice | None, float]:
    """The best of the choices there are, the first of equals, and its worth (−1 for none)."""
    found, most = None, -1.0
    for choice in choices:
        if choice is not None and (value := worth(rows, choice.chosen, chance)) > most:
            found, most = choice, value
    return found, most
