"""Which cells or areas are neighbours, each its own as well: as the queen moves, within a distance, or the nearest."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.spatial import cKDTree

from vapenvila.analysis.checked_events import EventError, Floats

Links = Any  # sparse.csr_array of ones, (units, units); scipy has no types


def queen(inside: NDArray[np.bool_]) -> Links:
    """(cells, cells) cells that share a side or a corner. `inside`: (rows, columns) cells there are."""
    number = np.full((inside.shape[0] + 2, inside.shape[1] + 2), -1)
    number[1:-1, 1:-1][inside] = np.arange(inside.sum())
    here, there = [], []
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            moved = np.roll(number, (down, right), axis=(0, 1))
            both = (number >= 0) & (moved >= 0)
            here.append(number[both])
            there.append(moved[both])
    return _links(np.concatenate(here), np.concatenate(there), int(inside.sum()))


def within_distance(x: Floats, y: Floats, reach: float) -> Links:
    """(units, units) units not farther than `reach`. Raises EventError."""
    if not (np.isfinite(reach) and reach > 0):
        raise EventError(f"The reach of neighbours is {reach:g}; it must be above 0.")
    pairs = cKDTree(np.stack([x, y], axis=1)).query_pairs(reach, output_type="ndarray")
    own = np.arange(len(x))
    here = np.concatenate([pairs[:, 0], pairs[:, 1], own])
    return _links(here, np.concatenate([pairs[:, 1], pairs[:, 0], own]), len(x))


def nearest(x: Floats, y: Floats, k: int) -> Links:
    """(units, units) the `k` nearest others of each unit. Raises EventError."""
    if not 1 <= k < len(x):
        raise EventError(f"{k} nearest of {len(x)} units cannot be taken; give from 1 to {len(x) - 1}.")
    found = cKDTree(np.stack([x, y], axis=1)).query(np.stack([x, y], axis=1), k + 1)[1]
    own = np.arange(len(x))
    others = [
        row[row != at][:k] for at, row in enumerate(found)
    ]  # itself need not come first where places coincide
    return _links(np.repeat(own, k + 1), np.column_stack([own, np.array(others)]).ravel(), len(x))


def _links(here: NDArray[np.int64], there: NDArray[np.int64], units: int) -> Links:
    return sparse.csr_array((np.ones(len(here)), (here, there)), shape=(units, units))
