"""Events sorted into square cells, so that those near an event are found without looking at all."""

import numba
import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.checked_events import Floats

Places = NDArray[np.int64]


@numba.njit(cache=True, nogil=True)
def in_cells(x: Floats, y: Floats, side: float) -> tuple[Places, Places, int, int]:
    """(n,) the events cell by cell, each cell in the order given; (columns × rows + 1,) where each cell begins among them;
    columns; rows. Cells are at least `side` wide, and never more than three times as many as events, and one."""
    n = len(x)
    left, low = x.min(), y.min()
    width, height = x.max() - left, y.max() - low
    side = max(side, np.sqrt(width * height / n), max(width, height) / n, 1e-12)
    columns, rows = int(width / side) + 1, int(height / side) + 1
    cell = np.empty(n, np.int64)
    begins = np.zeros(columns * rows + 1, np.int64)
    for i in range(n):
        cell[i] = int((y[i] - low) / side) * columns + int((x[i] - left) / side)
        begins[cell[i] + 1] += 1
    begins = np.cumsum(begins)
    at = begins[:-1].copy()
    order = np.empty(n, np.int64)
    for i in range(n):
        order[at[cell[i]]] = i
        at[cell[i]] += 1
    return order, begins, columns, rows
