"""The highest point of a smooth function in a box, by a projected quasi-Newton climb.

Each fit climbs in two dimensions with sums that take a tenth of a millisecond; SciPy's search takes longer than all its sums.
The inverse curvature is that of Broyden, Fletcher, Goldfarb and Shanno (J. Nocedal, S. J. Wright (2006), Numerical
Optimization, second edition, Springer, chapter 6); coordinates at a bound that the function presses against are held there.
"""

from collections.abc import Callable

import numpy as np

from vapenvila.analysis.checked_events import Floats

_ROUNDS = 60
_FLAT = 1e-2  # uphill slope by a logarithm that is none
_NOTHING = 1e-4  # gain in log-likelihood that is none; sums that are cut off step by as much
_FIRST, _LONGEST = 0.3, 1.0  # steps
_SHORTEST = 0.02  # of a step, before the climb gives up


def highest(
    look: Callable[[Floats], tuple[float, Floats]], start: Floats, low: Floats, high: Floats
) -> Floats:
    """(k,) where `look`, which gives a function and its gradient (k,), is highest near `start` with low ≤ at ≤ high."""
    at = start
    value, uphill = look(at)
    bend = np.eye(len(at)) * _FIRST / max(float(np.abs(uphill).max()), 1e-12)
    for _ in range(_ROUNDS):
        free = ~(((at <= low) & (uphill < 0.0)) | ((at >= high) & (uphill > 0.0)))
        if not (np.abs(uphill[free]) > _FLAT).any():
            break
        step = np.where(free, (bend * free) @ (uphill * free), 0.0)
        step *= min(1.0, _LONGEST / float(np.abs(step).max()))
        found = _further(look, at, value, uphill, step, low, high)
        if found is None:
            break
        moved, reached, slope = found
        bend = _bent(bend, moved - at, uphill - slope)
        gained, at, value, uphill = reached - value, moved, reached, slope
        if gained < _NOTHING:
            break
    return at


def _further(
    look: Callable[[Floats], tuple[float, Floats]],
    at: Floats,
    value: float,
    uphill: Floats,
    step: Floats,
    low: Floats,
    high: Floats,
) -> tuple[Floats, float, Floats] | None:
    """The first point along the step, shortened as need be, that is high enough; None if there is none."""
    part = 1.0
    while part > _SHORTEST:
        moved = np.clip(at + part * step, low, high)
        reached, slope = look(moved)
        if reached >= value + 1e-4 * float(uphill @ (moved - at)) and reached > value:
            return moved, reached, slope
        part *= 0.4
    return None


def _bent(bend: Floats, step: Floats, fallen: Floats) -> Floats:
    """Inverse curvature after a step in which the slope fell by so much."""
    along = float(step @ fallen)
    if along < 1e-12:
        return bend
    turn = np.eye(len(step)) - np.outer(step, fallen) / along
    return np.asarray(turn @ bend @ turn.T + np.outer(step, step) / along)
