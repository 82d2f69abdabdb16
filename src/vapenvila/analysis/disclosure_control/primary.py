"""Which cells are too small, or too much one contributor's, to be shown.

Source: Hundepool et al. (2012), Statistical Disclosure Control, Wiley, chapter 4 (threshold, dominance and p% rules).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.disclosure_control.linked_table import LinkedTable, TableError


@dataclass(frozen=True, slots=True)
class Largest:
    """A dominance rule: a sum is not shown when its `contributors` largest make up more than `share` of it."""

    contributors: int
    share: float

    def __post_init__(self) -> None:
        if self.contributors < 1 or not 0 < self.share < 1:
            raise TableError("A dominance rule takes at least one contributor and a share between 0 and 1.")


def too_small(table: LinkedTable, threshold: float, *, zeros_too: bool = False) -> NDArray[np.bool_]:
    """(n,) cells above 0 and below `threshold`; with `zeros_too` also cells of 0, where "none" says something of somebody."""
    if threshold <= 1:
        raise TableError("A threshold is above 1.")
    small = table.values < threshold
    return small if zeros_too else small & (table.values > 0)


def dominated(contributions: Sequence[Sequence[float]], rule: Largest) -> NDArray[np.bool_]:
    """(n,) cells of a table of sums that a few contributors make up. `contributions`: for each cell what each gave, >= 0."""
    found = np.zeros(len(contributions), dtype=bool)
    for place, given in enumerate(contributions):
        amounts = np.sort(np.asarray(given, dtype=float))[::-1]
        if (amounts < 0).any():
            raise TableError("Contributions are at least 0.")
        total = amounts.sum()
        found[place] = total > 0 and amounts[: rule.contributors].sum() > rule.share * total
    return found
