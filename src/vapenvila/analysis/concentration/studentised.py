"""Limits of G' where events are fewer than units: a bootstrap of the estimate over its own standard error.

Percentiles of drawn values are short there, as draws with few events in common units have the smaller spread; dividing each
draw by its standard error (jackknife over units) takes that into account: B. Efron, R. J. Tibshirani (1993), An Introduction
to the Bootstrap, sections 12.5 and 11.2. Draws are measured from their own mean, so that the limits are those of what G' is
on average with so many units, which lies a little below what it would be with endless ones.
"""

import numpy as np

from vapenvila.analysis.concentration.gini import Floats, gini, sparse


def studentised_limits(
    value: Floats, units: Floats, drawn: Floats, level: float
) -> tuple[float, float] | None:
    """Limits of G' within 0 and 1. `value` (v,), `units` (v,), `drawn` (d, v) as in `gini`; None where the errors of most
    draws are 0. Time grows with d v²; v is at most √(2 events) here."""
    own = float(_corrected(value, units))
    error = float(_errors(value, units[None, :])[0])
    with np.errstate(invalid="ignore", divide="ignore"):
        again = _corrected(value, drawn)
        far = (again - again.mean()) / _errors(value, drawn)
    far = far[np.isfinite(far)]
    if not error > 0.0 or 2 * len(far) < len(drawn):
        return None
    low, high = np.quantile(far, [(1.0 - level) / 2.0, (1.0 + level) / 2.0])
    return max(0.0, own - float(high) * error), min(1.0, own - float(low) * error)


def _corrected(value: Floats, units: Floats) -> Floats:
    return sparse(gini(value, units), units.sum(axis=-1), units @ value)


def _errors(value: Floats, units: Floats) -> Floats:
    """(d,) jackknife errors of spreads `units` (d, v): each unit left out in turn, those with alike events at once."""
    n = units.sum(axis=1)
    without = np.empty_like(units)
    for k in range(len(value)):
        fewer = units.copy()
        fewer[:, k] = np.maximum(fewer[:, k] - 1.0, 0.0)
        without[:, k] = np.where(units[:, k] > 0.0, _corrected(value, fewer), 0.0)
    mean = (units * without).sum(axis=1) / n
    squares = (units * (without - mean[:, None]) ** 2).sum(axis=1)
    return np.asarray(np.sqrt((n - 1.0) / n * squares))
