"""A table as its reader sees it: cells, and which cells are sums of others. Years, areas and releases can be linked."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from vapenvila.analysis.input_error import InputError


class TableError(InputError):
    """Input that cannot be used, with what is allowed."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One cell is the sum of others; all are places in the table's row of cells."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class LinkedTable:
    """Cells and their relations.

    `values`: (n,) numbers of at least 0. `relations`: sums that every reader knows to hold. `totals`: (n,) whether a cell is
    the total of some relation. Raises TableError when a sum does not hold, a place does not exist or a value is not usable.
    """

    values: NDArray[np.float64]
    relations: tuple[Relation, ...]

    def __post_init__(self) -> None:
        if self.values.ndim != 1 or not len(self.values):
            raise TableError("The values of a table are a row of at least one number.")
        if not np.isfinite(self.values).all() or (self.values < 0).any():
            raise TableError("The values of a table are numbers of at least 0.")
        for relation in self.relations:
            places = (relation.total, *relation.parts)
            if not all(0 <= place < len(self.values) for place in places) or len(set(places)) != len(places):
                raise TableError(f"A relation names cells that are not there, or one twice: {places}.")
        wrong = np.abs(self.sums() @ self.values) > 1e-6 * (1 + self.values.max())
        if wrong.any():
            raise TableError(f"{int(wrong.sum())} of the sums do not hold for the values given.")

    @property
    def totals(self) -> NDArray[np.bool_]:
        """(n,) whether the cell is a sum of others."""
        is_total = np.zeros(len(self.values), dtype=bool)
        is_total[[relation.total for relation in self.relations]] = True
        return is_total

    def sums(self) -> sparse.csr_matrix:
        """(m, n) matrix of the relations: parts minus total, 0 for every table that adds up."""
        rows, columns, signs = [], [], []
        for row, relation in enumerate(self.relations):
            rows += [row] * (len(relation.parts) + 1)
            columns += [*relation.parts, relation.total]
            signs += [1.0] * len(relation.parts) + [-1.0]
        return sparse.csr_matrix((signs, (rows, columns)), shape=(len(self.relations), len(self.values)))


def one_way(counts: ArrayLike) -> LinkedTable:
    """A row of counts and their total as the last cell. `counts`: (k,); the table has k + 1 cells."""
    parts = np.asarray(counts, dtype=float)
    if parts.ndim != 1 or not len(parts):
        raise TableError("A one-way table is a row of counts.")
    return LinkedTable(np.append(parts, parts.sum()), (Relation(len(parts), tuple(range(len(parts)))),))


def two_way(counts: ArrayLike) -> LinkedTable:
    """Counts with row totals, column totals and the grand total.

    `counts`: (r, c). The cells stand row by row in an (r + 1) x (c + 1) table.
    """
    inner = np.asarray(counts, dtype=float)
    if inner.ndim != 2 or not inner.size:
        raise TableError("A two-way table has rows and columns.")
    whole = np.vstack(
        [np.column_stack([inner, inner.sum(axis=1)]), np.append(inner.sum(axis=0), inner.sum())]
    )
    place = np.arange(whole.size).reshape(whole.shape)
    across = [Relation(int(line[-1]), tuple(int(p) for p in line[:-1])) for line in place]
    down = [Relation(int(line[-1]), tuple(int(p) for p in line[:-1])) for line in place.T]
    return LinkedTable(whole.ravel(), tuple(across + down))


def checked_mask(
    mask: Sequence[bool] | NDArray[np.bool_] | None, table: LinkedTable, name: str
) -> NDArray[np.bool_]:
    """A mask over the cells; None = no cell."""
    if mask is None:
        return np.zeros(len(table.values), dtype=bool)
    found = np.asarray(mask)
    if found.dtype != bool or found.shape != table.values.shape:
        raise TableError(f"{name} is one true or false for each of the {len(table.values)} cells.")
    return found
