"""What earlier attacks add to the intensity of each later one, by how the two sides are related."""

import numba
import numpy as np

from vapenvila.analysis.self_exciting.linear_intensity import Floats, Levels

ANSWER, AGAIN, THIRD = 0, 1, 2


@numba.njit(cache=True)
def remembered_between(
    times: Floats,
    attacker: Levels,
    struck: Levels,
    pair: Levels,
    part: Floats,
    groups: int,
    pairs: int,
    delay: float,
) -> Floats:
    """(3, n) Σ 1/d exp(−Δ/d) over earlier attacks: of the struck on the attacker (answer), of the attacker on the struck
    (again), and, times its `part` (n,), of either with one other group (third).

    `times`: (n,) rising. One pass; each group and direction remembers what it has, and when it was last brought up to date.
    """
    by_direction, seen_direction = np.zeros((pairs, 3)), np.zeros(pairs)
    by_group, seen_group = np.zeros(groups), np.zeros(groups)
    found = np.zeros((3, len(times)))
    for i in range(len(times)):
        a, b, p = attacker[i], struck[i], pair[i]
        side = 0 if a < b else 1
        left = np.exp((seen_direction[p] - times[i]) / delay)
        for kept in range(3):
            by_direction[p, kept] *= left
        by_group[a] *= np.exp((seen_group[a] - times[i]) / delay)
        by_group[b] *= np.exp((seen_group[b] - times[i]) / delay)
        seen_direction[p] = seen_group[a] = seen_group[b] = times[i]
        found[0, i] = by_direction[p, 1 - side] / delay
        found[1, i] = by_direction[p, side] / delay
        apart = by_group[a] + by_group[b] - 2.0 * by_direction[p, 2]
        found[2, i] = max(apart, 0.0) / delay
        by_direction[p, side] += 1.0
        by_direction[p, 2] += part[i]
        by_group[a] += part[i]
        by_group[b] += part[i]
    return found


@numba.njit(cache=True)
def followers_between(
    times: Floats,
    attacker: Levels,
    struck: Levels,
    part: Floats,
    low: Levels,
    high: Levels,
    begin: Floats,
    end: Floats,
    last: float,
    delay: float,
) -> Floats:
    """(3,) followers expected of all attacks, were each share 1: those that would come after a feud's `end` are not, as they
    would be left out. `low`, `high`, `begin`, `end`: (s,) the feuds, see `Spans`; `last`: end of the window."""
    found = np.zeros(3)
    for i in range(len(times)):
        within_window = -np.expm1((times[i] - last) / delay)
        for s in range(len(low)):
            ours = (low[s] == attacker[i]) + (high[s] == attacker[i])
            ours += (low[s] == struck[i]) + (high[s] == struck[i])
            if ours == 0 or end[s] <= times[i]:
                continue
            held = within_window if end[s] == last else -np.expm1((times[i] - end[s]) / delay)
            if begin[s] > times[i]:
                held += np.expm1((times[i] - begin[s]) / delay)
            if ours == 2:
                found[0] += held
            else:
                found[2] += 2.0 * part[i] * held
    found[1] = found[0]
    return found
