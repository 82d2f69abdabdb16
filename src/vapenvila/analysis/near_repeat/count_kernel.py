"""Counts pairs close in time, for many permutations of the times side by side."""

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

LANES = 32  # permutations that stand side by side: one pair is one comparison of vectors for all of them
_AT_ONCE = 16_384  # pairs counted before the small counters are emptied into the large ones


@numba.njit(cache=True, parallel=True)
def within(
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    starts: NDArray[np.int64],
    times: NDArray[Any],  # int16 or float64: numba compiles one of each
    edges: NDArray[Any],  # of the same type
    right: bool,
    seeds: NDArray[np.uint32],
) -> NDArray[np.int64]:
    """(blocks, bands, edges, lanes) pairs of the band whose times lie less than the edge apart (or not more, if `right`).

    `times`: (n,). Lane 0 of block 0 holds them as they are, every other lane in an order of its own: block b deals with
    seeds[b], so that the answer is the same on any number of cores.
    """
    bands, below = len(starts) - 1, -edges
    counts = np.zeros((len(seeds), bands, len(edges), LANES), np.int64)
    for block in numba.prange(len(seeds)):
        np.random.seed(seeds[block])
        days = np.empty((len(times), LANES), times.dtype)
        dealt = times.copy()
        for lane in range(LANES):
            if block > 0 or lane > 0:
                np.random.shuffle(dealt)
            days[:, lane] = dealt
        small = np.zeros((len(edges), LANES), np.int16)
        apart = np.empty(LANES, times.dtype)
        for band in range(bands):
            for begin in range(starts[band], starts[band + 1], _AT_ONCE):
                small[:] = 0
                for pair in range(begin, min(begin + _AT_ONCE, starts[band + 1])):
                    here, there = days[first[pair]], days[second[pair]]
                    for lane in range(LANES):
                        apart[lane] = here[lane] - there[lane]
                    for edge in range(len(edges)):
                        most, least, kept = edges[edge], below[edge], small[edge]
                        if right:
                            for lane in range(LANES):
                                kept[lane] += (apart[lane] <= most) & (apart[lane] >= least)
                        else:
                            for lane in range(LANES):
                                kept[lane] += (apart[lane] < most) & (apart[lane] > least)
                for edge in range(len(edges)):
                    for lane in range(LANES):
                        counts[block, band, edge, lane] += small[edge, lane]
    return counts
