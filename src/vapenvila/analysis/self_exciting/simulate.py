"""Draws the events a fitted model would have brought: the background, and what follows each event in turn."""

import numba
import numpy as np

from vapenvila.analysis.self_exciting.linear_intensity import Floats


def draw_events(
    seed: int, edges: Floats, background: Floats, share: float, delay: float, most: int
) -> Floats:
    """Times in order, from an empty past (A. G. Hawkes and D. Oakes (1974), "A cluster process representation of a
    self-exciting process", Journal of Applied Probability 11).

    `edges`: (K + 1,) days; `background`: (K,) events a day in between. Stops at `most` events.
    """
    return np.sort(_drawn(seed, edges, background, share, delay, most))


@numba.njit(cache=True)
def _drawn(seed: int, edges: Floats, background: Floats, share: float, delay: float, most: int) -> Floats:
    np.random.seed(seed)
    times = np.empty(most)
    count = 0
    for k in range(len(background)):
        for _ in range(np.random.poisson(background[k] * (edges[k + 1] - edges[k]))):
            if count < most:
                times[count] = np.random.uniform(edges[k], edges[k + 1])
                count += 1
    parent = 0
    while parent < count:
        for _ in range(np.random.poisson(share)):
            at = times[parent] + np.random.exponential(delay)
            if at < edges[-1] and count < most:
                times[count] = at
                count += 1
        parent += 1
    return times[:count]
