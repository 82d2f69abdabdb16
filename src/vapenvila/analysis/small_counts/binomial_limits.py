"""How sure is a share? Clopper and Pearson's limits, for whole counts and for counts that are sums of shares.

C. J. Clopper and E. S. Pearson (1934), "The use of confidence or fiducial limits illustrated in the case of the binomial",
Biometrika 26(4), 404–413; for counts that are not whole numbers by the beta distribution they are quantiles of.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

_NOTHING = 1e-12  # a count so close to none or all is none or all


def binomial_limits(
    counts: ArrayLike, n: ArrayLike, level: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lower and upper limits of the shares behind `counts` of `n`, both of one shape; 0 ≤ counts ≤ n, n > 0."""
    x, of = np.broadcast_arrays(np.asarray(counts, dtype=np.float64), np.asarray(n, dtype=np.float64))
    tail = (1.0 - level) / 2.0
    none, every = x <= _NOTHING, of - x <= _NOTHING
    low = np.where(none, 0.0, special.betaincinv(np.where(none, 1.0, x), of - x + 1.0, tail))
    high = np.where(every, 1.0, special.betaincinv(x + 1.0, np.where(every, 1.0, of - x), 1.0 - tail))
    return low, high
