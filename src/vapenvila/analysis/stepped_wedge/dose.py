"""How a dose works on: from the first on for good, adding up, or fading."""

from typing import Literal, get_args

import numpy as np

from vapenvila.analysis.panel_rows import Floats
from vapenvila.analysis.stepped_wedge.wedge_panel import WedgeError

DoseShape = Literal["step", "sum", "fade"]


def at_work(dose: Floats, shape: DoseShape, half_life: float) -> Floats:
    """(n, T) dose at work in each period, that of the period itself included.

    step: 1 from the first dose on. sum: all doses so far. fade: all doses so far, each halved every `half_life` periods.
    Raises WedgeError.
    """
    if shape not in get_args(DoseShape):
        raise WedgeError(f"{shape!r} is no shape of a dose; choose one of {', '.join(get_args(DoseShape))}.")
    so_far = np.cumsum(dose, axis=1)
    if shape == "step":
        return np.asarray((so_far > 0.0).astype(np.float64))
    if shape == "sum":
        return np.asarray(so_far)
    if not (np.isfinite(half_life) and half_life > 0.0):
        raise WedgeError(f"The half-life is {half_life:g} periods; it must be above 0.")
    kept = 2.0 ** (-1.0 / half_life)
    left = dose.copy()
    for t in range(1, dose.shape[1]):
        left[:, t] += kept * left[:, t - 1]
    return left
