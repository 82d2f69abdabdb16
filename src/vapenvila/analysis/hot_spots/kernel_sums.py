"""Sums of a Gaussian kernel over events, at the cells of a grid, and what the same sums are for events spread evenly."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.checked_events import EventError, Floats
from vapenvila.analysis.hot_spots.bandwidth import SMALLEST
from vapenvila.analysis.hot_spots.grid import Grid
from vapenvila.analysis.study_window import StudyWindow

_AT_ONCE = 8_192  # events whose kernels are held at a time
_FINE = 4.0  # lattice points to a bandwidth: sums over them are the integrals to six digits and more, edges to three


def kernel_sums(x: Floats, y: Floats, grid: Grid, h: float, power: int = 1) -> Floats:
    """(cells,) Σ k(u − event) ** power at the cells inside; k the Gaussian density with standard deviation `h`."""
    total = np.zeros(grid.inside.shape)
    for begin in range(0, len(x), _AT_ONCE):
        part = slice(begin, begin + _AT_ONCE)
        total += _kernel(grid.y, y[part], h, power) @ _kernel(grid.x, x[part], h, power).T
    return total[grid.inside]


@dataclass(frozen=True, slots=True, eq=False)
class EvenSpread:
    """Events spread evenly over the window, on a lattice finer than the kernel.

    `mass`: (cells,) share of the kernel at each cell that lies in the window. `mean`, `spread`: (cells,) of the corrected
    density of one event: Σ k / mass.
    """

    grid: Grid
    points: NDArray[np.int64]
    to_rows: Floats
    to_columns: Floats
    mass: Floats
    mean: Floats
    spread: Floats

    def studentised(self, density: Floats, n: int) -> Floats:
        """(cells,) how far the corrected sum over n events lies from what an even spread gives, in standard deviations."""
        return np.asarray((density - n * self.mean) / (self.spread * np.sqrt(n)))

    def largest(self, n: int, draws: int, rng: np.random.Generator) -> Floats:
        """(draws,) the largest studentised value anywhere of n events thrown evenly over the window."""
        found = np.empty(draws)
        size = self.to_rows.shape[1] * self.to_columns.shape[1]
        for draw in range(draws):
            thrown = np.bincount(self.points[rng.integers(0, len(self.points), n)], minlength=size)
            lattice = thrown.reshape(self.to_rows.shape[1], -1).astype(np.float64)
            sums = (self.to_rows @ lattice @ self.to_columns.T)[self.grid.inside]
            found[draw] = self.studentised(sums / self.mass, n).max()
        return found


def even_spread(window: StudyWindow, grid: Grid, h: float) -> EvenSpread:
    """The lattice over the window. Raises EventError for a bandwidth too small or too large for the window."""
    longest = max(window.sides)
    if not longest * SMALLEST * 0.999 <= h <= longest:
        raise EventError(
            f"The bandwidth is {h:g}; give one from {longest * SMALLEST:.4g} to {longest:.4g}, the window's longer side, "
            "or a smaller window."
        )
    left, low, right, high = window.bounds
    columns, rows = (
        least + (np.arange(steps) + 0.5) * (most - least) / steps
        for least, most in ((left, right), (low, high))
        for steps in (max(2, int(np.ceil((most - least) * _FINE / h))),)
    )
    across, up = np.meshgrid(columns, rows)
    held = window.holds(across.ravel(), up.ravel())
    if not held.any():
        raise EventError(f"The bandwidth is {h:g}, too large for so narrow a window.")
    patch = (columns[1] - columns[0]) * (rows[1] - rows[0])
    there = held.reshape(across.shape).astype(np.float64)
    first, second = (
        (_kernel(grid.y, rows, h, power) @ there @ _kernel(grid.x, columns, h, power).T)[grid.inside]
        for power in (1, 2)
    )
    mass, points = first * patch, np.flatnonzero(held)
    mean = first / mass / len(points)
    spread = np.sqrt(second / mass**2 / len(points) - mean**2)
    to_rows, to_columns = _kernel(grid.y, rows, h, 1), _kernel(grid.x, columns, h, 1)
    return EvenSpread(grid, points, to_rows, to_columns, mass, mean, spread)


def _kernel(at: Floats, sources: Floats, h: float, power: int) -> Floats:
    """(at, sources) the Gaussian along one axis to a power."""
    density = np.exp(-0.5 * ((at[:, None] - sources) / h) ** 2) / (np.sqrt(2.0 * np.pi) * h)
    return np.asarray(density**power)
