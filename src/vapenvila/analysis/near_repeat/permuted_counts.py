"""Pairs by distance and days apart, as they are and with the days dealt out anew among the places."""

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.near_repeat.close_pairs import ClosePairs
from vapenvila.analysis.near_repeat.count_kernel import LANES, within

_LARGEST_DAY = 32_000  # whole days up to here are counted as small whole numbers, twice as fast


def permuted_counts(
    pairs: ClosePairs,
    when: NDArray[np.float64],
    edges: NDArray[np.float64],
    permutations: int,
    rng: np.random.Generator,
    *,
    right: bool,
) -> NDArray[np.int64]:
    """(1 + permutations, distance bands, day bands) pairs: first as observed, then with the times dealt out anew.

    `when`: (n,) days in the order of `pairs`. `edges`: (day bands + 1,) rising. `right`: as in `close_pairs`.
    """
    whole = bool(np.all(when == np.floor(when)) and np.all(edges == np.floor(edges)))
    small = whole and max(float(np.ptp(when)), float(edges[-1])) <= _LARGEST_DAY
    times = (when - when.min()).astype(np.int16 if small else np.float64)
    from_zero = edges[0] == 0
    steps = (edges[1:] if from_zero else edges).astype(times.dtype)
    blocks = -(-(permutations + 1) // LANES)
    seeds = rng.integers(0, 2**32, size=blocks, dtype=np.uint32)
    found = within(pairs.first, pairs.second, pairs.starts, times, steps, right, seeds)
    bands = len(pairs.starts) - 1
    up_to = np.moveaxis(found, 3, 1).reshape(blocks * LANES, bands, len(steps))[: permutations + 1]
    return np.diff(up_to, axis=2, prepend=0) if from_zero else np.diff(up_to, axis=2)
