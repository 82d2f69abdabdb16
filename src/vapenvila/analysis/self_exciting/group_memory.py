"""What earlier attacks add to the intensity of each later one, by how the two sides are related."""

import numba
import numpy as np

from vapenvila.analysis.self_exciting.linear_intensity import Floats, Levels

ANSWER, AGAIN, THIRD = 0, 1, 2


@numba.njit(cache=True)
def remembered_between(
    times: Floats, attacker: Levels, struck: Levels, pair: Levels, groups: int, pairs: int, delay: float
) -> Floats:
    """(3, n) Σ 1/d exp(−Δ/d) over earlier attacks: of the struck on the attacker (answer), of the attacker on the struck
    (again), and of either with one other group, evenly divided among the 4 (groups − 2) attacks these could be (third).

    `times`: (n,) rising. One pass; each group and direction remembers what it has, and when it was last brought up to date.
    """
    by_direction, seen_direction = np.zeros((pairs, 2)), np.zeros(pairs)
    by_group, seen_group = np.zeros(groups), np.zeros(groups)
    found = np.zeros((3, len(times)))
    others = 4.0 * (groups - 2)
    for i in range(len(times)):
        a, b, p = attacker[i], struck[i], pair[i]
        side = 0 if a < b else 1
        left = np.exp((seen_direction[p] - times[i]) / delay)
        by_direction[p, 0] *= left
        by_direction[p, 1] *= left
        by_group[a] *= np.exp((seen_group[a] - times[i]) / delay)
        by_group[b] *= np.exp((seen_group[b] - times[i]) / delay)
        seen_direction[p] = seen_group[a] = seen_group[b] = times[i]
        found[0, i] = by_direction[p, 1 - side] / delay
        found[1, i] = by_direction[p, side] / delay
        apart = by_group[a] + by_group[b] - 2.0 * (by_direction[p, 0] + by_direction[p, 1])
        found[2, i] = max(apart, 0.0) / delay / others
        by_direction[p, side] += 1.0
        by_group[a] += 1.0
        by_group[b] += 1.0
    return found
