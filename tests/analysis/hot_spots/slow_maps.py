"""Kernel density, Gi* and accuracy the slow, obvious way: every cell with every event or unit, one after another."""

import math
from collections.abc import Sequence

Place = tuple[float, float]


def slow_density(
    places: Sequence[Place], at: Place, h: float, box: tuple[float, float, float, float]
) -> tuple[float, float, float]:
    """Σ k / mass, Σ (k / mass)², and the largest k / mass there can be; the mass by the error function."""

    def below(edge: float, middle: float) -> float:
        return 0.5 * (1.0 + math.erf((edge - middle) / (h * math.sqrt(2.0))))

    left, low, right, high = box
    mass = (below(right, at[0]) - below(left, at[0])) * (below(high, at[1]) - below(low, at[1]))
    top = 1.0 / (2.0 * math.pi * h * h) / mass
    heights = [top * math.exp(-(math.dist(place, at) ** 2) / (2.0 * h * h)) for place in places]
    return sum(heights), sum(height**2 for height in heights), top


def slow_gi_star(counts: Sequence[float], neighbours: Sequence[Sequence[int]]) -> list[float]:
    """Ord and Getis's formula; `neighbours`: of each unit, itself among them."""
    n = len(counts)
    mean = sum(counts) / n
    s = math.sqrt(sum(c * c for c in counts) / n - mean * mean)
    found = []
    for near in neighbours:
        w = float(len(near))
        above = sum(counts[j] for j in near) - w * mean
        found.append(above / (s * math.sqrt((n * w - w * w) / (n - 1))))
    return found


def slow_queen(rows: int, columns: int) -> list[list[int]]:
    """Of each cell of a full grid, itself and those that touch it."""
    return [
        [r * columns + c for r in range(rows) for c in range(columns) if abs(r - i) <= 1 and abs(c - j) <= 1]
        for i in range(rows)
        for j in range(columns)
    ]
