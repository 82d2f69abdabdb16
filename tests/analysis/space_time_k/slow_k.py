"""The space-time K-function the slow, obvious way: every pair looked at from both of its events."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Place = tuple[float, float]


@dataclass(frozen=True)
class SlowK:
    """K(s), K(t), K(s, t) at one distance and number of days."""

    space: float
    time: float
    both: float


def slow_k(
    places: Sequence[Place],
    times: Sequence[float],
    distance: float,
    days: float,
    *,
    corners: Sequence[Place],
    length: float,
    space_edge: str,
    time_edge: str,
) -> SlowK:
    """`corners`: of the window in turn; for translation a box."""
    n = len(times)
    width, height = (max(c[k] for c in corners) - min(c[k] for c in corners) for k in (0, 1))
    sides = list(zip(corners, [*corners[1:], corners[0]], strict=True))
    area = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in sides)) / 2
    centres = [
        i
        for i in range(n)
        if space_edge != "border" or min(_to_side(places[i], *s) for s in sides) > distance
    ]
    space = time = both = 0.0
    for i in range(n):
        for j in range(n):
            if i == j:
                continue
            across, up = abs(places[i][0] - places[j][0]), abs(places[i][1] - places[j][1])
            gap = abs(times[i] - times[j])
            in_space = in_time = 0.0
            if i in centres and math.sqrt(across * across + up * up) <= distance:
                in_space = 1.0
                if space_edge == "translation":
                    in_space = area / ((width - across) * (height - up))
            if gap <= days:
                in_time = length / (length - gap) if time_edge == "translation" else 1.0
            space, time, both = space + in_space, time + in_time, both + in_space * in_time
    return SlowK(
        area * space / (len(centres) * (n - 1)),
        length * time / (n * (n - 1)),
        area * length * both / (len(centres) * (n - 1)),
    )


def _to_side(place: Place, a: Place, b: Place) -> float:
    """Distance to the nearest of many points along a side, refined: a search, not a formula."""
    low, high = 0.0, 1.0
    for _ in range(200):
        left, right = low + (high - low) / 3, high - (high - low) / 3
        if _apart(place, a, b, left) < _apart(place, a, b, right):
            high = right
        else:
            low = left
    return _apart(place, a, b, (low + high) / 2)


def _apart(place: Place, a: Place, b: Place, share: float) -> float:
    return math.dist(place, (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
