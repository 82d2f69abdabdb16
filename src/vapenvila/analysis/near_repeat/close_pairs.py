"""All pairs of events within a distance, by distance band: a grid of squares, each looked at with its neighbours."""

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

_MOST_SQUARES = 4_000_000


@dataclass(frozen=True, slots=True)
class ClosePairs:
    """Pairs of events. `order`: (n,) the events by square; `first`, `second`: (m,) places in that order; the pairs of
    distance band s stand from `starts[s]` to `starts[s + 1]`."""

    order: NDArray[np.int64]
    first: NDArray[np.int32]
    second: NDArray[np.int32]
    starts: NDArray[np.int64]


def close_pairs(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    edges: NDArray[np.float64],
    *,
    manhattan: bool,
    right: bool,
) -> ClosePairs:
    """Each pair once, in the band of its distance.

    `x`, `y`: (n,) in one unit of length. `edges`: (bands + 1,) rising, from 0 or more. `right`: a band holds its upper
    edge ((a, b], the first from [0]), else its lower ([a, b)).
    """
    left, low = float(x.min()), float(y.min())
    widest = max(float(x.max()) - left, float(y.max()) - low)
    side = max(float(edges[-1]), widest / np.sqrt(_MOST_SQUARES), 1e-12)
    column = ((x - left) // side).astype(np.int64)
    row = ((y - low) // side).astype(np.int64)
    columns, rows = int(column.max()) + 1, int(row.max()) + 1
    order = np.argsort(row * columns + column, kind="stable")
    column, row = column[order], row[order]
    begins = np.searchsorted(row * columns + column, np.arange(columns * rows + 1)).astype(np.int64)
    sorted_x, sorted_y = x[order], y[order]
    nothing = np.empty(0, np.int32)
    bands = len(edges) - 1
    kinds = (columns, rows, edges, manhattan, right)
    places = (sorted_x, sorted_y, column, row, begins)
    count = _walk(*places, *kinds, nothing, nothing, np.zeros(bands, np.int64), False)
    starts = np.concatenate(([0], np.cumsum(count)))
    first, second = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.int32)
    _walk(*places, *kinds, first, second, starts[:-1].copy(), True)
    return ClosePairs(order, first, second, starts)


@numba.njit(cache=True)
def _walk(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    column: NDArray[np.int64],
    row: NDArray[np.int64],
    begins: NDArray[np.int64],
    columns: int,
    rows: int,
    edges: NDArray[np.float64],
    manhattan: bool,
    right: bool,
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    at: NDArray[np.int64],
    write: bool,
) -> NDArray[np.int64]:
    """Counts the pairs of each band, or writes them from `at[band]` on; gives where each band then stands."""
    bands = len(edges) - 1
    for i in range(len(x)):
        for step in range(2):  # its own row of squares and the next; what lies before has looked here
            below = row[i] + step
            if below >= rows:
                break
            begin = begins[below * columns + max(0, column[i] - 1)]
            end = begins[below * columns + min(columns - 1, column[i] + 1) + 1]
            for j in range(max(begin, i + 1), end):
                across, along = abs(x[i] - x[j]), abs(y[i] - y[j])
                apart = across + along if manhattan else np.sqrt(across * across + along * along)
                if apart > edges[bands] or (not right and apart == edges[bands]):
                    continue
                if apart < edges[0] or (right and edges[0] > 0 and apart == edges[0]):
                    continue
                band = 0
                while apart > edges[band + 1] or (not right and apart == edges[band + 1]):
                    band += 1
                if write:
                    first[at[band]], second[at[band]] = i, j
                at[band] += 1
    return at
