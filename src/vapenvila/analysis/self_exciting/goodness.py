"""Does the model fit? With the true intensity Λ(t), the events rescaled by it are a Poisson process of rate 1.

Y. Ogata (1988), "Statistical models for earthquake occurrences and residual analysis for point processes", Journal of the
American Statistical Association 83, 9–27.
"""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.self_exciting.decay import remembered
from vapenvila.analysis.self_exciting.linear_intensity import Floats
from vapenvila.analysis.self_exciting.series import Fit, Series


@dataclass(frozen=True, slots=True)
class Residuals:
    """Kolmogorov's distance from even of the gaps between rescaled events (too many short or long ones?) and of the
    rescaled events over the window (does the level drift?)."""

    gaps: float
    drift: float


def residuals(series: Series, fit: Fit) -> Residuals:
    """Both distances; their chance is found by drawing from the model, as its numbers were fitted to the same events."""
    past, _, mass, _ = remembered(series.times, series.end, fit.delay)
    edges = np.append(0.0, np.cumsum(series.exposure))
    level = np.append(0.0, np.cumsum(fit.background * series.exposure))
    followers = np.arange(len(past)) - past * fit.delay
    rescaled = np.interp(series.times, edges, level) + fit.share * followers
    whole = level[-1] + fit.share * mass
    gaps = -np.expm1(-np.diff(np.append(0.0, rescaled)))
    return Residuals(_distance_from_even(np.sort(gaps)), _distance_from_even(rescaled / whole))


def _distance_from_even(ordered: Floats) -> float:
    n = len(ordered)
    above = np.arange(1, n + 1) / n - ordered
    return float(max(above.max(), (ordered - np.arange(n) / n).max()))
