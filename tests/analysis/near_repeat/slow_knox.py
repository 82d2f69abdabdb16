"""Knox's table the slow, obvious way: every pair, every permutation, one after another."""

import math
from collections.abc import Sequence


def band(value: float, edges: Sequence[float], *, right: bool) -> int | None:
    """The band a value falls in."""
    for k in range(len(edges) - 1):
        low, high = edges[k], edges[k + 1]
        if right and (low < value <= high or (k == 0 and low == 0 == value)):
            return k
        if not right and low <= value < high:
            return k
    return None


def slow_counts(
    places: Sequence[tuple[float, float]],
    times: Sequence[float],
    distances: Sequence[float],
    days: Sequence[float],
    *,
    manhattan: bool,
    right: bool,
) -> list[list[int]]:
    """Pairs in each cell."""
    found = [[0] * (len(days) - 1) for _ in range(len(distances) - 1)]
    for i in range(len(times)):
        for j in range(i):
            across, along = abs(places[i][0] - places[j][0]), abs(places[i][1] - places[j][1])
            apart = across + along if manhattan else math.sqrt(across * across + along * along)
            s, d = band(apart, distances, right=right), band(abs(times[i] - times[j]), days, right=right)
            if s is not None and d is not None:
                found[s][d] += 1
    return found
