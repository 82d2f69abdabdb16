"""Which counts tell a fall: for each count before, the largest count after that does.

Given the sum N = x + y of both periods, and no change, the count after is binomial for Poisson months and beta-binomial
(N; h/α, n/α) for negative-binomial months of known α, whatever the rate: a test that is exact for small counts. The
first is the conditional test of J. Przyborowski and H. Wilenski (1940), Biometrika 31; the second follows from the
months' gamma mixture (N. L. Johnson, A. W. Kemp, S. Kotz (2005), Univariate Discrete Distributions, chapter 6).
"""

import numpy as np
from numba import njit

from vapenvila.analysis.power.study import Whole
from vapenvila.analysis.small_counts.e_test import e_test

ROUNDING = 1 + 1e-10  # a chance that is the tail itself, but for rounding, tells


@njit(cache=True)
def conditional_boundary(
    most_before: int, before: int, after: int, overdispersion: float, tail: float
) -> Whole:
    """(most_before + 1,) largest count after of which at most it has chance ≤ `tail` given the sum, −1 where there is none.

    `before`, `after`: months. Drawing one event more, as from Pólya's urn, takes the distribution from N to N + 1; the
    critical count then stays or rises by one, so that one walk along N finds them all.
    """
    found = np.full(most_before + 1, -1, dtype=np.int64)
    critical, below, at, beyond = -1, 0.0, 0.0, 1.0  # chance of < critical + 1, of critical, of critical + 1
    N = 0
    while N - critical <= most_before:
        found[N - critical] = critical
        weight = before + after + overdispersion * N
        if critical >= 0:
            below -= at * (after + overdispersion * critical) / weight
            at *= (N + 1.0) / (N + 1.0 - critical) * (before + overdispersion * (N - critical)) / weight
        beyond *= (N + 1.0) / (N - critical) * (before + overdispersion * (N - critical - 1)) / weight
        N += 1
        if below + beyond <= tail * ROUNDING:
            critical += 1
            below, at = below + beyond, beyond
            beyond *= (N - critical) / (critical + 1.0) * (after + overdispersion * critical)
            beyond /= before + overdispersion * (N - critical - 1)
    return found


def e_test_boundary(most_before: int, before: int, after: int, level: float) -> Whole:
    """(most_before + 1,) largest count after that the two-sided E-test calls a fall at 1 − `level`, −1 for none.

    Poisson months only. Found by walking: a larger count before never lowers it.
    """
    found = np.full(most_before + 1, -1, dtype=np.int64)
    reached = -1
    for x in range(most_before + 1):
        while (reached + 1) * before < x * after and e_test(x, reached + 1, before, after) <= 1.0 - level:
            reached += 1
        found[x] = reached
    return found
