"""What a reader can work out of a published table: for each hidden cell the smallest and largest value it can have.

Two linear programs per hidden cell, over all tables of at least 0 that agree with what is shown. For tables of one and two
dimensions whole numbers give no tighter bounds (the relations form a network); for linked ones they can.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from vapenvila.analysis.disclosure_control.linked_table import LinkedTable, TableError, checked_mask


@dataclass(frozen=True, slots=True, eq=False)
class AttackedTable:
    """For each cell (n,) the bounds a reader can prove; a shown cell has its value twice. `high` may be infinite."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]


def attack(table: LinkedTable, hidden: NDArray[np.bool_]) -> AttackedTable:
    """The reader's bounds on every hidden cell. `hidden`: (n,) true where nothing is shown. Raises TableError."""
    out = checked_mask(hidden, table, "hidden")
    low, high = table.values.copy(), table.values.copy()
    bounds = [(0.0, None) if h else (v, v) for h, v in zip(out, table.values, strict=True)]
    sums = table.sums()
    for cell in np.flatnonzero(out):
        low[cell] = _extreme(sums, bounds, int(cell), 1.0)
        high[cell] = _extreme(sums, bounds, int(cell), -1.0)
    return AttackedTable(low, high)


def _extreme(
    sums: sparse.csr_matrix, bounds: list[tuple[float, float | None]], cell: int, sign: float
) -> float:
    goal = np.zeros(len(bounds))
    goal[cell] = sign
    found = optimize.linprog(
        goal,
        A_eq=sums,
        b_eq=np.zeros(sums.shape[0]),
        bounds=bounds,
        method="highs",
    )
    if found.status == 3:  # unbounded: nothing in the table holds it
        return -sign * np.inf
    if found.status != 0:
        raise TableError(f"The table could not be attacked: {found.message}")
    return float(sign * found.fun)
