"""The E-test for two Poisson rates, by its definition.

Source: K. Krishnamoorthy and J. Thomson (2004), "A more powerful test for comparing two Poisson means",
Journal of Statistical Planning and Inference 119(1), 23–35. Pairs of counts exactly as far out as those seen
belong to the tail; rounding must not lose them, nor the pair of no counts at all, whose pivot is 0.
"""

import math

import numpy as np
from scipy import stats

_NEGLIGIBLE = 1e-13
_TIE = 1e-9


def e_test(x: int, y: int, s: float, t: float) -> float:
    """Two-sided p-value for equal rates behind x events over exposure s and y over t.

    The chance, at the pooled rate, of a pivot |a/s − b/t| / √(a/s² + b/t²) at least as large as the one seen.
    For each a the pairs closer together form one interval of b, so the cost grows with √(x + y) only.
    """
    if x + y == 0 or x * t == y * s:
        return 1.0
    pooled = (x + y) / (s + t)
    reach = (x / s - y / t) ** 2 / (x / s**2 + y / t**2)
    a = np.arange(stats.poisson.ppf(_NEGLIGIBLE, pooled * s), stats.poisson.isf(_NEGLIGIBLE, pooled * s) + 1)
    # (a/s − u)² < reach (a/s² + u/t), with u = b/t, is a quadratic in u.
    middle = a / s + reach / (2.0 * t)
    half = np.sqrt(reach * a / s * (1.0 / s + 1.0 / t) + (reach / (2.0 * t)) ** 2)
    first = np.floor(t * (middle - half) + _TIE * (1.0 + a)) + 1.0
    first[a == 0] = 0.0
    last = np.ceil(t * (middle + half) - _TIE * (1.0 + a)) - 1.0
    closer = stats.poisson.cdf(last, pooled * t) - stats.poisson.cdf(first - 1.0, pooled * t)
    inside = math.fsum((stats.poisson.pmf(a, pooled * s) * closer).tolist())
    return min(1.0, max(0.0, 1.0 - inside))
