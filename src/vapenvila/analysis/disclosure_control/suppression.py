"""Which further cells must be hidden so that no small cell can be told by subtraction, hiding as little as can be.

Exact: one mixed-integer program, solved with HiGHS. For each small cell p there must be a table a reader cannot tell from
the true one in which p is lower, and one in which it is higher:

    minimise  sum w_i x_i      x_i in {0, 1}, x_p = 1 for small cells, x_i = 0 for cells that must be shown
    for each p and each of its two directions, deviations f with  M f = 0,  -a_i x_i <= f_i <= u x_i,
        f_p >= high_p - a_p     (and once more with  f_p <= low_p - a_p)

Sources: M. Fischetti, J. J. Salazar (2001), "Solving the cell suppression problem on tabular data with linear constraints",
Management Science 47(7), 1008–1027; A. Hundepool et al. (2012), Statistical Disclosure Control, Wiley, chapter 4.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from vapenvila.analysis.disclosure_control.attack import attack
from vapenvila.analysis.disclosure_control.linked_table import LinkedTable, TableError, checked_mask

ROUNDING_ERROR = 1e-6


class ProtectionError(TableError):
    """No choice of further cells protects the small ones, because some that would be needed must be shown."""


@dataclass(frozen=True, slots=True, eq=False)
class SuppressedTable:
    """Which cells are hidden. `small`: for being small; `further`: so that nobody subtracts; both (n,), never both true.

    `low`, `high`: (n,) what a reader can prove of each cell, `high` infinite where nothing holds it; `cost`: the sum of the
    weights of the further cells.
    """

    table: LinkedTable
    small: NDArray[np.bool_]
    further: NDArray[np.bool_]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    threshold: float
    cost: float

    @property
    def hidden(self) -> NDArray[np.bool_]:
        """(n,) cells not shown, for whichever reason; a reader cannot tell which."""
        return self.small | self.further

    def shown(self) -> list[float | None]:
        """The cells as they may be published; None where hidden."""
        return [None if h else float(v) for h, v in zip(self.hidden, self.table.values, strict=True)]

    def summary(self) -> str:
        """How many cells are hidden and why, in one sentence."""
        return (
            f"{int(self.hidden.sum())} of {len(self.hidden)} cells are not shown: {int(self.small.sum())} are below "
            f"{self.threshold:g}, {int(self.further.sum())} would let a reader subtract them out."
        )


def suppress(
    table: LinkedTable,
    small: NDArray[np.bool_],
    *,
    threshold: float,
    must_show: NDArray[np.bool_] | None = None,
    weights: NDArray[np.float64] | None = None,
) -> SuppressedTable:
    """Hide the small cells and the cheapest further ones, so that each small cell could be 0 and could be `threshold`.

    `small`: (n,) cells that must not be shown (see `too_small`, `dominated`). A dominated cell of at least `threshold` is
    protected from 0 to twice its value. `must_show`: (n,) cells already published. `weights`: (n,) above 0, what hiding a
    cell costs; by default larger cells and totals cost more. Raises ProtectionError and TableError.
    """
    hide = checked_mask(small, table, "small")
    kept = checked_mask(must_show, table, "must_show")
    if (hide & kept).any():
        raise ProtectionError("A cell that is already published is too small to be shown.")
    cost = _costs(table) if weights is None else np.asarray(weights, dtype=float)
    if cost.shape != table.values.shape or (cost <= 0).any():
        raise TableError("Weights are numbers above 0, one for each cell.")
    highest = np.where(table.values < threshold, threshold, 2 * table.values)
    hidden = _cheapest(table, hide, kept, cost, highest) if hide.any() else hide
    bounds = attack(table, hidden)
    told = hide & ((bounds.low > ROUNDING_ERROR) | (bounds.high < highest - ROUNDING_ERROR))
    if told.any():  # the solver's answer is never taken on trust
        raise ProtectionError(f"{int(told.sum())} small cells could still be told by subtraction.")
    further = hidden & ~hide
    return SuppressedTable(
        table, hide, further, bounds.low, bounds.high, threshold, float(cost[further].sum())
    )


def _costs(table: LinkedTable) -> NDArray[np.float64]:
    return (1.0 + np.log1p(table.values)) * np.where(table.totals, 3.0, 1.0)


def _cheapest(
    table: LinkedTable,
    hide: NDArray[np.bool_],
    kept: NDArray[np.bool_],
    cost: NDArray[np.float64],
    highest: NDArray[np.float64],
) -> NDArray[np.bool_]:
    n = len(table.values)
    moves = [(int(p), side) for p in np.flatnonzero(hide) for side in (1, -1)]
    most = float(max(table.values.max(), highest.max()))  # no cell needs to deviate further
    below, above = sparse.diags(table.values), sparse.identity(n) * most
    same, blocks = sparse.identity(n), len(moves)
    empty = sparse.csr_matrix((table.sums().shape[0], n))
    adds_up = sparse.hstack([sparse.vstack([empty] * blocks), sparse.block_diag([table.sums()] * blocks)])
    not_below = sparse.hstack([sparse.vstack([below] * blocks), sparse.block_diag([same] * blocks)])
    not_above = sparse.hstack([sparse.vstack([above] * blocks), sparse.block_diag([-same] * blocks)])
    low, high = np.full((blocks, n), -most), np.full((blocks, n), most)
    for row, (cell, side) in enumerate(moves):
        if side == 1:
            low[row, cell] = highest[cell] - table.values[cell]
        else:
            high[row, cell] = -table.values[cell]
    found = optimize.milp(
        np.concatenate([np.where(hide, 0.0, cost), np.zeros(blocks * n)]),
        integrality=np.concatenate([np.ones(n), np.zeros(blocks * n)]),
        bounds=optimize.Bounds(
            np.concatenate([hide.astype(float), low.ravel()]), np.concatenate([1.0 - kept, high.ravel()])
        ),
        constraints=[
            optimize.LinearConstraint(adds_up, 0, 0),
            optimize.LinearConstraint(not_below, 0, np.inf),
            optimize.LinearConstraint(not_above, 0, np.inf),
        ],
    )
    if found.status == 2:
        raise ProtectionError("The small cells cannot be protected while the other cells are shown.")
    if found.status != 0 or found.x is None:
        raise TableError(f"No answer was found: {found.message}")
    return np.asarray(found.x[:n] > 0.5)
