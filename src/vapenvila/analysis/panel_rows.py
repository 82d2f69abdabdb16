"""Rows of a table as a panel: every unit once in every period, and what belongs to a unit as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.input_error import InputError

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
_SHOWN = 5


@dataclass(frozen=True, slots=True, eq=False)
class PanelRows:
    """`names`: (n,) units in order. `times`: (T,) periods, rising. `row`, `column`: (N,) place of each row of the table."""

    names: NDArray[np.generic]
    times: NDArray[np.generic]
    row: Whole
    column: Whole
    error: type[InputError]

    def cells(self, values: Sequence[Floats]) -> Floats:
        """(n, T, k) values by unit and period from k columns (N,). Raises `error` where a cell is missing or twice."""
        self._refuse_holes(values)
        found = np.full((len(self.names), len(self.times), len(values)), np.nan)
        if values:
            found[self.row, self.column] = np.column_stack(values)
        return found

    def same(self, values: ArrayLike, what: str) -> Floats:
        """(n,) the value of each unit, which must be the same in all its rows. Raises `error` naming the unit."""
        given = np.asarray(values, dtype=np.float64)
        low, high = np.full(len(self.names), np.inf), np.full(len(self.names), -np.inf)
        np.minimum.at(low, self.row, given)
        np.maximum.at(high, self.row, given)
        if (low != high).any():
            unit = self.names[int(np.argmax(low != high))]
            raise self.error(f"The {what} of {unit} is not the same in all its rows.")
        return low

    def _refuse_holes(self, values: Sequence[Floats]) -> None:
        count = np.zeros((len(self.names), len(self.times)), np.int64)
        np.add.at(count, (self.row, self.column), 1)
        unknown = np.zeros(count.shape, np.bool_)
        for one in values:
            unknown[self.row, self.column] |= ~np.isfinite(one)
        for wrong, what in ((count > 1, "occurs more than once"), ((count == 0) | unknown, "has no value")):
            if wrong.any():
                places = np.argwhere(wrong)
                shown = ", ".join(f"{self.names[i]} in {self.times[j]}" for i, j in places[:_SHOWN])
                more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
                raise self.error(f"Every unit needs one row for every period, but {shown}{more} {what}.")


def panel_rows(units: Sequence[object], times: ArrayLike, error: type[InputError]) -> PanelRows:
    """Units and periods of the rows, in any order. Raises `error` where there is only one period."""
    names, row = np.unique(np.asarray(units), return_inverse=True)
    moments, column = np.unique(np.asarray(times), return_inverse=True)
    if len(moments) < 2:
        raise error("There is one period; at least two are needed.")
    return PanelRows(names, moments, row.astype(np.int64), column.astype(np.int64), error)
