"""How unequal are the rates behind the counts? Gini's coefficient of a gamma distribution of rates.

Counts are more unequal than the rates behind them, since chance adds to the spread; correcting G for sparse data does
not take chance out. If the rates of units follow a gamma distribution with shape k, counts are negative binomial, k can
be estimated from them, and the rates' coefficient is Γ(k + ½) / (√π Γ(k + 1)).
G. Mohler, P. J. Brantingham, J. Carter and M. B. Short (2019), "Reducing Bias in Estimates for the Law of Crime
Concentration", Journal of Quantitative Criminology 35(4), 747–765.
"""

import math

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special, stats

from vapenvila.analysis.concentration.counts import Spread

Floats = NDArray[np.float64]

_LOWEST, _HIGHEST, _GRID = -12.0, 14.0, 105
"""Guard: range and steps of log k that are tried; beyond the highest the rates are alike for any purpose."""


def rates_gini(spread: Spread, level: float) -> tuple[float, float, float]:
    """Estimate and profile-likelihood interval of the rates' coefficient; 0 where counts vary no more than chance."""
    grid = np.linspace(_LOWEST, _HIGHEST, _GRID)
    likelihood = np.array([_log_likelihood(point, spread) for point in grid])
    at = int(np.argmax(likelihood))
    around = grid[max(0, at - 1)], grid[min(_GRID - 1, at + 1)]
    found = optimize.minimize_scalar(
        lambda point: -_log_likelihood(point, spread),
        bounds=around,
        method="bounded",
        options={"xatol": 1e-10},
    )
    best, most = float(found.x), float(-found.fun)
    without = _poisson_log_likelihood(spread)
    if without >= most:
        best, most = math.inf, without
    drop = most - stats.chi2.ppf(level, 1) / 2.0
    few = _crossing(grid[likelihood < drop], best, drop, spread, below=True)
    many = (
        math.inf if without >= drop else _crossing(grid[likelihood < drop], best, drop, spread, below=False)
    )
    return gamma_gini(best), gamma_gini(many), gamma_gini(few)


def gamma_gini(log_shape: float) -> float:
    """Gini's coefficient of a gamma distribution of this log shape; 0 for an endless one."""
    if log_shape == math.inf:
        return 0.0
    k = math.exp(log_shape)
    return float(np.exp(special.gammaln(k + 0.5) - special.gammaln(k + 1.0)) / math.sqrt(math.pi))


def _crossing(outside: Floats, best: float, drop: float, spread: Spread, *, below: bool) -> float:
    """Where the likelihood falls under `drop` on one side of the best; the end of the range where it never does."""
    side = outside[outside < best] if below else outside[outside > best]
    if len(side) == 0:
        return _LOWEST if below else math.inf
    far = float(side.max() if below else side.min())
    near = min(best, _HIGHEST)
    return float(optimize.brentq(lambda point: _log_likelihood(point, spread) - drop, far, near))


def _log_likelihood(log_shape: float, spread: Spread) -> float:
    """Negative binomial with the mean at its estimate, c/n, without terms that do not depend on the shape."""
    k, n, events = math.exp(log_shape), spread.n, spread.events
    mean = events / n
    rising = special.gammaln(spread.value + k) - special.gammaln(k) - spread.value * math.log(k)
    return float(spread.units @ rising - (n * k + events) * math.log1p(mean / k) + events * math.log(mean))


def _poisson_log_likelihood(spread: Spread) -> float:
    """What the above comes to as the shape grows without end."""
    return float(spread.events * math.log(spread.events / spread.n) - spread.events)
