"""Gini's coefficient, and the same when events are fewer than units.

With n units, c events and counts x in rising order, G = Σ (2i − n − 1) x(i) / (n c). When events are fewer than units not
even the most equal spread gives G = 0; compared with that spread, G' = max(1, n/c) (G − 1) + 1.
W. Bernasco and W. Steenbeek (2017), "More Places than Crimes: Implications for Evaluating the Law of Crime Concentration
at Place", Journal of Quantitative Criminology 33(3), 451–467.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def gini(value: Floats, units: Floats) -> Floats:
    """(…,) G of spreads: `value` (v,) rising numbers of events, `units` (…, v) units with each. Linear in v.

    nan for a spread without events.
    """
    held = units * value
    n, events = units.sum(axis=-1), held.sum(axis=-1)
    before = np.cumsum(units, axis=-1) - units
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((held * (2.0 * before + units - n[..., None])).sum(axis=-1) / (n * events))


def sparse(plain: Floats | float, n: Floats | float, events: Floats | float) -> Floats:
    """G' of G for n units and so many events."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.maximum(1.0, np.divide(n, events)) * (plain - 1.0) + 1.0)


def unbiased(corrected: float, n: int, events: int) -> float | None:
    """G' times min(n, c) / (min(n, c) − 1): then all events in one unit give 1 (Steenbeek and Bernasco's R package).

    None with fewer than two events.
    """
    least = min(n, events)
    return corrected * least / (least - 1) if least > 1 else None
