"""Chances of at most 0, 1, … events, in one walk along the counts from the likeliest of them."""

import numpy as np
from numba import njit
from scipy import special

from vapenvila.analysis.power.study import Floats, Whole


def up_to_each(most: int, mean: float, months: int, overdispersion: float) -> Floats:
    """(most + 1,) chance of at most each count as the sum over `months` whose expected sum is `mean`, above 0.

    One incomplete beta or gamma function at the likeliest count; every other chance is the one beside it times a ratio (N. L.
    Johnson, A. W. Kemp, S. Kotz (2005), Univariate Discrete Distributions, chapter 2.3).
    """
    if overdispersion == 0.0:
        top = min(most, int(mean))
        return _walked(most, top, float(special.pdtr(top, mean)), mean, np.inf)
    size = months / overdispersion
    top = min(most, max(0, int(mean * (size - 1.0) / size)))
    known = float(special.betainc(size, top + 1.0, size / (size + mean)))
    return _walked(most, top, known, mean / (size + mean), size)


@njit(cache=True)
def _walked(most: int, top: int, known: float, rate: float, size: float) -> Floats:
    """Chances of at most each count, given that of at most `top`. `size`: infinite for Poisson counts of mean `rate`."""
    found = np.empty(most + 1)
    found[top] = 1.0
    for k in range(top, 0, -1):
        found[k - 1] = found[k] * k / (rate * (k - 1.0 + size) if size < np.inf else rate)
    for k in range(top, most):
        found[k + 1] = found[k] * (rate * (k + size) if size < np.inf else rate) / (k + 1.0)
    for k in range(most):
        found[k + 1] += found[k]
    scale = known / found[top]
    for k in range(most + 1):
        found[k] = min(found[k] * scale, 1.0)
    return found


@njit(cache=True)
def chance_within(before: Floats, boundary: Whole, up_to: Floats) -> float:
    """Chance that the second count is at most the boundary of the first. `before`: (b,) chances of the first count.
    `boundary`: (b,), −1 where none is low enough. `up_to`: chance of at most 0, 1, … of the second."""
    total = 0.0
    for i in range(len(before)):
        if boundary[i] >= 0:
            total += before[i] * up_to[boundary[i]]
    return total
