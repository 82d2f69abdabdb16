"""Square cells over the area that was watched."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.checked_events import EventError, Floats
from vapenvila.analysis.study_window import StudyWindow

MOST_CELLS = 250_000


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """`x`: (columns,) and `y`: (rows,) centres. `side`: of a cell. `inside`: (rows, columns) cells that belong to the area:
    those whose centre lies in the window, and those with an event."""

    x: Floats
    y: Floats
    side: float
    inside: NDArray[np.bool_]

    @property
    def centres(self) -> tuple[Floats, Floats]:
        """(cells,) x and y of the cells inside, row by row."""
        rows, columns = np.nonzero(self.inside)
        return self.x[columns], self.y[rows]

    def counts(self, x: Floats, y: Floats) -> Floats:
        """(cells,) events in each cell inside. Events outside the grid or its cells are not counted."""
        column = np.floor((x - self.x[0]) / self.side + 0.5).astype(np.int64)
        row = np.floor((y - self.y[0]) / self.side + 0.5).astype(np.int64)
        here = (column >= 0) & (column < len(self.x)) & (row >= 0) & (row < len(self.y))
        found = np.zeros(self.inside.shape)
        np.add.at(found, (row[here], column[here]), 1.0)
        return found[self.inside]

    def spread_out(self, values: Floats, empty: float = np.nan) -> Floats:
        """(rows, columns) the values of the cells inside, `empty` elsewhere."""
        whole = np.full(self.inside.shape, empty)
        whole[self.inside] = values
        return whole


def grid_over(window: StudyWindow, side: float, x: Floats, y: Floats) -> Grid:
    """Cells of this side in the middle of the window's box. `x`, `y`: the events. Raises EventError."""
    if not (np.isfinite(side) and side > 0):
        raise EventError(f"The side of a cell is {side:g}; it must be above 0.")
    left, low, right, high = window.bounds
    axes: list[Floats] = []
    for least, most in ((left, right), (low, high)):
        steps = max(1, int(np.ceil(min((most - least) / side - 1e-9, MOST_CELLS + 1.0))))
        axes.append(np.asarray((least + most) / 2.0 + side * (np.arange(steps) - (steps - 1) / 2.0)))
    columns, rows = axes
    if len(columns) * len(rows) > MOST_CELLS:
        raise EventError(
            f"Cells of side {side:g} give more than {MOST_CELLS:,} of them; choose larger cells or a smaller window."
        )
    if len(columns) * len(rows) < 4:
        raise EventError(f"Cells of side {side:g} leave fewer than four of them; choose smaller cells.")
    across, up = np.meshgrid(columns, rows)
    every = Grid(columns, rows, side, np.ones(across.shape, dtype=np.bool_))
    held = window.holds(across.ravel(), up.ravel()) | (every.counts(x, y) > 0)
    return Grid(columns, rows, side, held.reshape(across.shape))
