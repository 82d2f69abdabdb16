"""The model of triggered events the slow, obvious way: every event looks at every other, and nothing is cut off."""

import math
from collections.abc import Sequence

Happened = tuple[float, float, float]  # x, y and the day


def slow_triggered(events: Sequence[Happened], delay: float, spread: float) -> list[float]:
    """Density of followers of earlier events at each, if every event is followed by one."""
    return [
        sum(
            normal(math.dist((x, y), (a, b)), spread) * math.exp(-(t - s) / delay) / delay
            for a, b, s in events
            if s < t
        )
        for x, y, t in events
    ]


def slow_kernel(events: Sequence[Happened], width: float) -> list[float]:
    """The normal density summed over all events but itself."""
    return [
        sum(normal(math.dist((x, y), (a, b)), width) for j, (a, b, _) in enumerate(events) if j != i)
        for i, (x, y, _) in enumerate(events)
    ]


def slow_log_likelihood(
    events: Sequence[Happened],
    end: float,
    base: Sequence[float],
    background: float,
    followers: float,
    delay: float,
    spread: float,
) -> float:
    """Σ log λ − ∫ λ, with λ = background × base + followers × what earlier events trigger."""
    brought = slow_triggered(events, delay, spread)
    total = -background
    for (_, _, t), u, triggered in zip(events, base, brought, strict=True):
        total += math.log(background * u + followers * triggered)
        total -= followers * (1.0 - math.exp(-(end - t) / delay))
    return total


def normal(distance: float, width: float) -> float:
    """Density in the plane at this distance."""
    return math.exp(-0.5 * (distance / width) ** 2) / (2.0 * math.pi * width**2)
