"""How much true effects differ between studies: the variance between them, and its limits.

Restricted maximum likelihood as in W. Viechtbauer (2005), Journal of Educational and Behavioral Statistics 30, 261–293;
limits by the profile of Cochran's Q: W. Viechtbauer (2007), Statistics in Medicine 26, 37–52.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, stats

Floats = NDArray[np.float64]


def pooled(effects: Floats, variances: Floats, between: float) -> tuple[float, Floats]:
    """Weighted mean and weights (k,), which add up to 1, where studies differ by the variance `between`."""
    weights = 1.0 / (variances + between)
    weights = weights / weights.sum()
    return float(weights @ effects), np.asarray(weights)


def heterogeneity(effects: Floats, variances: Floats, between: float = 0.0) -> float:
    """Cochran's Q, with a variance between studies added to each."""
    mean, _ = pooled(effects, variances, between)
    return float(np.sum((effects - mean) ** 2 / (variances + between)))


def restricted_loglik(effects: Floats, variances: Floats, between: Floats) -> Floats:
    """(b,) restricted log-likelihood at each variance between studies of `between` (b,), without its constant."""
    weights = 1.0 / (variances + between[:, None])
    mean = (weights @ effects) / weights.sum(axis=1)
    q = (weights * (effects - mean[:, None]) ** 2).sum(axis=1)
    return np.asarray(0.5 * (np.log(weights).sum(axis=1) - np.log(weights.sum(axis=1)) - q))


def between_studies(effects: Floats, variances: Floats) -> float:
    """Variance between studies by restricted maximum likelihood; 0 where that is the maximum."""
    most = 10.0 * float(np.var(effects, ddof=1)) + float(variances.max())
    grid = np.concatenate([[0.0], np.geomspace(1e-8 * most, most, 60)])
    best = int(np.argmax(restricted_loglik(effects, variances, grid)))
    if best == 0:
        return 0.0
    low, high = float(grid[best - 1]), float(grid[min(best + 1, len(grid) - 1)])
    for _ in range(6):
        finer = np.linspace(low, high, 41)
        at = int(np.argmax(restricted_loglik(effects, variances, finer)))
        low, high = float(finer[max(at - 1, 0)]), float(finer[min(at + 1, 40)])
    return 0.5 * (low + high)


def between_distribution(effects: Floats, variances: Floats, chances: Floats) -> Floats:
    """Variances between studies that belong to `chances` of the distribution by which Q says how sure they are.

    K. Nagashima, H. Noma, T. A. Furukawa (2019), Statistical Methods in Medical Research 28, 1689–1702.
    """
    wanted = stats.chi2.ppf(1.0 - chances, len(effects) - 1)
    most = _where(effects, variances, float(wanted.min()))
    if most == 0.0:
        return np.zeros(len(chances))
    grid = np.concatenate([[0.0], np.geomspace(1e-6 * most, most, 400)])
    weights = 1.0 / (variances + grid[:, None])
    mean = (weights @ effects) / weights.sum(axis=1)
    q = (weights * (effects - mean[:, None]) ** 2).sum(axis=1)
    return np.asarray(np.interp(-wanted, -q, grid))


def between_limits(effects: Floats, variances: Floats, level: float) -> tuple[float, float]:
    """Limits of the variance between studies: those under which Q is neither too small nor too large."""
    freedom = len(effects) - 1
    tail = (1.0 - level) / 2.0
    return (
        _where(effects, variances, float(stats.chi2.ppf(1.0 - tail, freedom))),
        _where(effects, variances, float(stats.chi2.ppf(tail, freedom))),
    )


def _where(effects: Floats, variances: Floats, wanted: float) -> float:
    """The variance at which Q, which falls with it, is `wanted`; 0 where it is below already."""
    if heterogeneity(effects, variances) <= wanted:
        return 0.0
    high = float(np.var(effects, ddof=1)) + float(variances.max())
    while heterogeneity(effects, variances, high) > wanted:
        high *= 2.0
    return float(
        optimize.brentq(lambda b: heterogeneity(effects, variances, b) - wanted, 0.0, high, xtol=1e-12)
    )
