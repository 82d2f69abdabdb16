"""The self-exciting model the slow, obvious way: every event looks back at every earlier one."""

import math
from collections.abc import Sequence


def slow_log_likelihood(
    times: Sequence[float], end: float, background: float, share: float, delay: float
) -> float:
    """Σ log λ − ∫ λ, with λ(t) = μ + Σ η/d exp(−(t − s)/d)."""
    total = -background * end
    for i, t in enumerate(times):
        brought = sum(math.exp(-(t - s) / delay) for s in times[:i]) * share / delay
        total += math.log(background + brought) - share * (1.0 - math.exp(-(end - t) / delay))
    return total


def slow_remembered(times: Sequence[float], delay: float) -> list[float]:
    """Σ 1/d exp(−(t − s)/d) over the earlier events of each."""
    return [sum(math.exp(-(t - s) / delay) / delay for s in times[:i]) for i, t in enumerate(times)]
