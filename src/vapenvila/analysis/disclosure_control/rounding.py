"""Rounding a table to multiples of a base so that it still adds up, or each cell by chance without bias.

Sources: L. H. Cox (1987), "A constructive procedure for unbiased controlled rounding", Journal of the American Statistical
Association 82(398), 520–524; Hundepool et al. (2012), chapter 5.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from vapenvila.analysis.disclosure_control.linked_table import LinkedTable, TableError


@dataclass(frozen=True, slots=True, eq=False)
class RoundedTable:
    """(n,) multiples of `base`, each less than a base from the true value; `additive`: whether all sums hold."""

    values: NDArray[np.float64]
    base: int
    additive: bool

    def summary(self) -> str:
        """What was done, in one sentence."""
        adds = "and still add up" if self.additive else "each by itself, so they need not add up"
        return f"The numbers are rounded to multiples of {self.base} {adds}; each is less than {self.base} from the true one."


def _parts(table: LinkedTable, base: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if base < 2:
        raise TableError("The base of rounding is a whole number of at least 2; 3 and 5 are usual.")
    whole = np.floor(table.values / base)
    return whole, table.values / base - whole


def controlled_rounding(
    table: LinkedTable, base: int, rng: np.random.Generator | None = None
) -> RoundedTable:
    """Round every cell up or down to a multiple of `base` so that all sums hold; multiples stay as they are.

    Without `rng` the table as close as possible to the true one. With `rng` each cell aims up with the chance that makes it
    unbiased, and the closest additive table to those aims is taken: harder to undo, nearly without bias. Raises TableError
    when no such rounding exists (it always does for one- and two-way tables; linked ones may have none).
    """
    whole, rest = _parts(table, base)
    aims = rest if rng is None else (rng.random(len(rest)) < rest).astype(float)
    free = rest > 0
    found = optimize.milp(
        np.where(free, 1.0 - 2.0 * aims, 0.0),
        integrality=np.ones(len(rest)),
        bounds=optimize.Bounds(np.zeros(len(rest)), free.astype(float)),
        constraints=[
            optimize.LinearConstraint(table.sums(), -(table.sums() @ whole), -(table.sums() @ whole))
        ]
        if table.relations
        else [],
    )
    if found.status != 0 or found.x is None:
        raise TableError(f"This table cannot be rounded to multiples of {base} so that all its sums hold.")
    return RoundedTable(base * (whole + np.round(found.x)), base, additive=True)


def random_rounding(table: LinkedTable, base: int, rng: np.random.Generator) -> RoundedTable:
    """Round each cell by chance, up with the chance rest/base: the expected value is the true one. Sums need not hold."""
    whole, rest = _parts(table, base)
    return RoundedTable(base * (whole + (rng.random(len(rest)) < rest)), base, additive=False)
