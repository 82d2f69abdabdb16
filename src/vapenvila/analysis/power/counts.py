"""Chances of sums over independent months: Poisson, or negative binomial, whose sum is negative binomial again.

Months with mean μ and variance μ + αμ² add up over n months to mean m = nμ and variance m + (α/n) m².
"""

import numpy as np
from scipy import special, stats

from vapenvila.analysis.power.study import Floats, Whole

NEGLIGIBLE = 1e-12


def chances(counts: Whole, mean: float, months: int, overdispersion: float) -> Floats:
    """Chance of each of `counts` as the sum over `months` whose expected sum is `mean`."""
    if overdispersion == 0.0:
        return np.asarray(np.exp(special.xlogy(counts, mean) - mean - special.gammaln(counts + 1.0)))
    size = months / overdispersion
    return np.asarray(stats.nbinom.pmf(counts, size, size / (size + mean)))


def chances_up_to(counts: Whole, mean: float, months: int, overdispersion: float) -> Floats:
    """Chance of at most each of `counts`; 0 for counts below 0."""
    known = np.maximum(counts, 0)
    if overdispersion == 0.0:
        up_to = special.pdtr(known, mean)
    else:
        size = months / overdispersion
        up_to = special.betainc(size, known + 1.0, size / (size + mean))
    return np.asarray(np.where(counts < 0, 0.0, up_to))


def likely(
    mean: float, months: int, overdispersion: float, negligible: float = NEGLIGIBLE
) -> tuple[int, int]:
    """Fewest and most events that are not left out: outside lies a chance of at most `negligible` on each side."""
    if overdispersion == 0.0:
        ends = stats.poisson.ppf(negligible, mean), stats.poisson.isf(negligible, mean)
    else:
        size = months / overdispersion
        share = size / (size + mean)
        ends = stats.nbinom.ppf(negligible, size, share), stats.nbinom.isf(negligible, size, share)
    return max(0, int(ends[0])), int(ends[1])
