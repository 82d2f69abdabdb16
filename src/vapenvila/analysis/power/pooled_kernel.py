"""The compiled loop of a random-effects meta-analysis, many times over: as `meta_analysis.combine_effects` does it once."""

import math

import numpy as np
from numba import njit

from vapenvila.analysis.power.study import Floats


@njit(cache=True)
def pooled_fit(effects: Floats, variances: Floats, between: float) -> tuple[float, float, float, float]:
    """Restricted log-likelihood, mean, sum of weights and Cochran's Q where cities differ by the variance `between`."""
    total, mean, logs = 0.0, 0.0, 0.0
    for i in range(len(effects)):
        weight = 1.0 / (variances[i] + between)
        total += weight
        mean += weight * effects[i]
        logs += math.log(weight)
    mean /= total
    q = 0.0
    for i in range(len(effects)):
        q += (effects[i] - mean) ** 2 / (variances[i] + between)
    return 0.5 * (logs - math.log(total) - q), mean, total, q


@njit(cache=True)
def best_between(effects: Floats, variances: Floats) -> float:
    """Variance between cities by restricted maximum likelihood, over the same grid as `between_studies`."""
    k = len(effects)
    mean = effects.mean()
    most = 10.0 * float(np.sum((effects - mean) ** 2)) / (k - 1) + variances.max()
    grid = np.empty(61)
    grid[0] = 0.0
    for g in range(60):
        grid[g + 1] = most * 1e-8 ** (1.0 - g / 59.0)
    best, highest = 0, -math.inf
    for g in range(61):
        value = pooled_fit(effects, variances, grid[g])[0]
        if value > highest:
            best, highest = g, value
    if best == 0:
        return 0.0
    low, high = grid[best - 1], grid[min(best + 1, 60)]
    for _ in range(40):  # golden section
        left, right = high - 0.6180339887498949 * (high - low), low + 0.6180339887498949 * (high - low)
        if pooled_fit(effects, variances, left)[0] >= pooled_fit(effects, variances, right)[0]:
            high = right
        else:
            low = left
    middle: float = 0.5 * (low + high)
    return middle


@njit(cache=True)
def pooled_scores(effects: Floats, variances: Floats, scores: Floats) -> None:
    """Fill `scores` (R,) with mean over error, by Hartung and Knapp's variance, never below the usual. Inputs: (R, k)."""
    k = effects.shape[1]
    for r in range(len(scores)):
        between = best_between(effects[r], variances[r])
        _, mean, total, q = pooled_fit(effects[r], variances[r], between)
        scores[r] = mean / math.sqrt(max(1.0, q / (k - 1)) / total)
