"""Sums the weights of pairs close in time, for many permutations of the times side by side."""

import os
from concurrent.futures import ThreadPoolExecutor

import numba
import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.near_repeat.count_kernel import LANES


def weighted_within(
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    starts: NDArray[np.int64],
    weights: NDArray[np.float64],
    times: NDArray[np.float64],
    edges: NDArray[np.float64],
    per_day: float,
    seeds: NDArray[np.uint32],
) -> NDArray[np.float64]:
    """(blocks, bands, edges, lanes) sums over the band's pairs not more than the edge apart of weight / (1 − per_day × gap).

    `weights`: (m,) by pair. `times`: (n,). `per_day`: 1 / length of the period, or 0 for no correction. Lane 0 of block 0
    holds the times as they are, every other lane in an order of its own: block b deals with seeds[b].
    """
    pairs = (first, second, starts, weights)
    with ThreadPoolExecutor(os.cpu_count()) as threads:  # the kernel lets go of Python's lock
        blocks = threads.map(
            lambda block: _block(*pairs, times, edges, per_day, int(seeds[block]), block == 0),
            range(len(seeds)),
        )
        return np.stack(list(blocks))


@numba.njit(cache=True, nogil=True)
def _block(
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    starts: NDArray[np.int64],
    weights: NDArray[np.float64],
    times: NDArray[np.float64],
    edges: NDArray[np.float64],
    per_day: float,
    seed: int,
    as_they_are: bool,
) -> NDArray[np.float64]:
    """(bands, edges, lanes) sums of one block; `as_they_are`: its lane 0 is not dealt out."""
    bands = len(starts) - 1
    sums = np.zeros((bands, len(edges), LANES))
    np.random.seed(seed)
    days = np.empty((len(times), LANES))
    dealt = times.copy()
    for lane in range(LANES):
        if lane > 0 or not as_they_are:
            np.random.shuffle(dealt)
        days[:, lane] = dealt
    gap, worth = np.empty(LANES), np.empty(LANES)
    for band in range(bands):
        for pair in range(starts[band], starts[band + 1]):
            here, there, weight = days[first[pair]], days[second[pair]], weights[pair]
            for lane in range(LANES):
                gap[lane] = abs(here[lane] - there[lane])
                worth[lane] = weight / (1.0 - per_day * gap[lane])
            for edge in range(len(edges)):
                most, total = edges[edge], sums[band, edge]
                for lane in range(LANES):
                    total[lane] += worth[lane] if gap[lane] <= most else 0.0
    return sums


@numba.njit(cache=True)
def sums_in_time(
    sorted_times: NDArray[np.float64], edges: NDArray[np.float64], per_day: float
) -> NDArray[np.float64]:
    """(edges,) the same sums over all pairs of events, each of weight 1; `edges` rise."""
    sums = np.zeros(len(edges))
    for i in range(len(sorted_times)):
        band = 0
        for j in range(i + 1, len(sorted_times)):
            gap = sorted_times[j] - sorted_times[i]
            while band < len(edges) and gap > edges[band]:
                band += 1
            if band == len(edges):
                break
            sums[band] += 1.0 / (1.0 - per_day * gap)
    return np.cumsum(sums)
