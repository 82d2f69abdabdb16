"""Limits for a constant effect by permuting residuals: V. Chernozhukov, K. Wüthrich, Y. Zhu (2021), "An exact and robust
conformal inference method for counterfactual and synthetic controls", JASA 116, 1849–1864 (moving blocks)."""

import numpy as np

from vapenvila.analysis.synthetic_control.gaps import Variant, composed
from vapenvila.analysis.synthetic_control.weights import Floats

_POINTS = 81
_WIDENINGS = 8


def conformal_p(C: Floats, y: Floats, T0: int, effect: float, variant: Variant) -> float:
    """Chance of residuals after the start as large as these, were the effect in every period after `effect`.

    The weights are found anew over all periods with the effect taken off; the residuals are moved in a circle.
    """
    T = len(y)
    without = y - effect * (np.arange(T) >= T0)
    sizes = np.abs(composed(C, without, T, variant).gap)
    around = np.concatenate([sizes, sizes])
    sums = np.convolve(around, np.ones(T - T0), mode="valid")[:T]
    own = sums[T0]
    return float(np.mean(sums >= own - 1e-9 * (1.0 + abs(own))))


def conformal_limits(
    C: Floats, y: Floats, T0: int, estimate: float, spread: float, level: float, variant: Variant
) -> tuple[float, float] | None:
    """The least and the largest constant effect not refused; None where there are too few periods for the level.

    The limits are those of a grid, whose step is a fortieth of its reach; the reach grows until the ends are refused.
    """
    if 1.0 / len(y) >= 1.0 - level:
        return None
    reach = 3.0 * max(spread, 1e-9 * (1.0 + abs(estimate)))
    for _ in range(_WIDENINGS):
        grid = estimate + np.linspace(-reach, reach, _POINTS)
        kept = grid[[conformal_p(C, y, T0, float(effect), variant) > 1.0 - level for effect in grid]]
        if len(kept) == 0:
            return estimate, estimate
        if kept[0] > grid[0] and kept[-1] < grid[-1]:
            return float(kept[0]), float(kept[-1])
        reach *= 2.0
    return None
