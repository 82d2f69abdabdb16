"""What each invited person adds to a plan, and who in their stead would leave it as good."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.reach_plan.choice import Choice, Floats, missed
from vapenvila.analysis.reach_plan.limits import Bounds
from vapenvila.analysis.reach_plan.most_even import least_share
from vapenvila.analysis.reach_plan.rows import Rows

_EQUAL = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """An invited candidate's part in a plan. `alone`: people reached through nobody else in it. `stand_ins`:
    candidates who, alone in their stead, would reach as many and keep every limit."""

    candidate: int
    alone: float
    stand_ins: NDArray[np.int64]


def parts_in(
    rows: Rows, bounds: Bounds, choice: Choice, chance: Floats, sizes: Floats | None
) -> tuple[Part, ...]:
    """The part of each invited candidate, in rising order. `sizes`: of the groups, where the least share must stay."""
    chosen = choice.chosen
    held = np.bincount(bounds.group[chosen & (bounds.group >= 0)], minlength=len(bounds.needs))
    row_of_back = np.repeat(np.arange(len(chosen)), np.diff(rows.back_start))
    conflicts = bounds.conflicts()
    missing = missed(rows, chosen, chance)
    found = []
    for out in np.flatnonzero(chosen):
        left = missing.copy()
        own = rows.back[rows.back_start[out] : rows.back_start[out + 1]]
        left[own] = _missed_in(rows, own, chosen & (np.arange(len(chosen)) != out), chance)
        gain = chance * np.bincount(row_of_back, (rows.weight * left)[rows.back], minlength=len(chosen))
        equal = ~chosen & (np.abs(gain - gain[out]) <= _EQUAL * max(1.0, gain[out]))
        group = bounds.group[out]
        if group >= 0 and held[group] <= bounds.needs[group]:
            equal &= bounds.group == group
        fitting = [i for i in np.flatnonzero(equal) if _fits(i, out, bounds, conflicts, choice)]
        if sizes is not None:
            fitting = [i for i in fitting if _as_even(rows, choice, sizes, i, out)]
        found.append(Part(int(out), float(gain[out]), np.array(fitting, dtype=np.int64)))
    return tuple(found)


def _missed_in(rows: Rows, own: NDArray[np.int64], chosen: NDArray[np.bool_], chance: Floats) -> Floats:
    """(len(own),) the chance that nobody chosen comes and reaches each of these rows."""
    left = np.ones(len(own))
    for at, row in enumerate(own):
        inside = rows.candidates[rows.start[row] : rows.start[row + 1]]
        left[at] = np.prod(1.0 - chance[inside[chosen[inside]]])
    return left


def _fits(
    one: np.int64,
    out: np.int64,
    bounds: Bounds,
    conflicts: tuple[NDArray[np.int64], NDArray[np.int64]],
    choice: Choice,
) -> bool:
    """Whether there is a meeting without a rival and with a seat once `out` is gone."""
    start, rivals = conflicts
    own = rivals[start[one] : start[one + 1]]
    if len(own) == 0:
        return True
    place = choice.place.copy()
    place[out] = -1
    return any(
        not (place[own] == s).any() and (place == s).sum() < bounds.seats for s in range(bounds.sessions)
    )


def _as_even(rows: Rows, choice: Choice, sizes: Floats, one: np.int64, out: np.int64) -> bool:
    chosen = choice.chosen.copy()
    chosen[[one, out]] = True, False
    other = Choice(chosen, choice.place)
    return least_share(rows, other, sizes) >= least_share(rows, choice, sizes) - _EQUAL
