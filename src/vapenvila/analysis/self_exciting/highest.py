"""Where a smooth function of a few numbers between bounds is highest.

A search of our own: for three to five numbers SciPy's L-BFGS-B spends more on itself than on the function, and the
threads of its linear algebra wait for one another. Each step goes by a model of the curvature that earlier slopes give
(BFGS: J. Nocedal, S. J. Wright (2006), "Numerical optimization", 2nd ed., ch. 6), over the numbers that no bound holds
(D. P. Bertsekas (1982), "Projected Newton methods for optimization problems with simple constraints", SIAM J. Control and
Optimization 20).
"""

from collections.abc import Callable

import numba
import numpy as np

from vapenvila.analysis.self_exciting.linear_intensity import Floats

_NUDGE = 1e-4
_ROUNDS = 100
_HALVINGS = 30
_GAIN = 1e-10  # of a step still expected, when the search ends
_FARTHEST = 2.0  # that one number moves in a step: these are shares, and logarithms


def highest(value: Callable[[Floats], float], start: Floats, low: Floats, high: Floats) -> Floats:
    """The numbers (d,) between `low` and `high`, found from `start`, at which `value` is highest; a number whose bounds are
    equal stays there. `value` may be −inf, but not at the start."""
    at = np.minimum(np.maximum(start, low), high)
    reached = value(at)
    uphill = _slopes(value, at, reached, low, high)
    inverse = np.zeros((len(at), len(at)))
    for number in range(_ROUNDS):
        step, gain = _step(inverse, uphill, at, low, high)
        if gain < _GAIN:
            break
        size = 1.0
        for _ in range(_HALVINGS):
            moved = np.minimum(np.maximum(at + size * step, low), high)
            found = value(moved)
            if found >= reached + 1e-4 * _along(uphill, moved, at):
                break
            size *= 0.5
        else:
            break
        after = _slopes(value, moved, found, low, high)
        _learn(inverse, moved - at, uphill - after, number == 0)
        done = found - reached < 0.1 * _GAIN
        at, reached, uphill = moved, found, after
        if done:
            break
    return at


def _slopes(
    value: Callable[[Floats], float], at: Floats, reached: float, low: Floats, high: Floats
) -> Floats:
    """(d,) the first derivatives, from both sides, or from within where a bound is near."""
    found = np.zeros(len(at))
    for j in range(len(at)):
        if low[j] == high[j]:
            continue
        here = at[j]
        nudge = min(_NUDGE, (high[j] - low[j]) / 4.0)
        if low[j] + nudge <= here <= high[j] - nudge:
            at[j] = here + nudge
            above = value(at)
            at[j] = here - nudge
            below = value(at)
            if above == -np.inf or below == -np.inf:
                found[j] = (reached - below if above == -np.inf else above - reached) / nudge
            else:
                found[j] = (above - below) / (2.0 * nudge)
        else:
            inward = nudge if here < low[j] + nudge else -nudge
            at[j] = here + inward
            once = value(at)
            at[j] = here + 2.0 * inward
            found[j] = (4.0 * once - 3.0 * reached - value(at)) / (2.0 * inward)
        at[j] = here
    return found


@numba.njit(cache=True)
def _step(inverse: Floats, uphill: Floats, at: Floats, low: Floats, high: Floats) -> tuple[Floats, float]:
    """The step (d,), and how much it is expected to gain, by the inverse curvature of the numbers that are free."""
    d = len(at)
    free, step = np.empty(d, np.bool_), np.zeros(d)
    for j in range(d):
        held = (at[j] <= low[j] and uphill[j] <= 0.0) or (at[j] >= high[j] and uphill[j] >= 0.0)
        free[j] = low[j] < high[j] and not held
    for i in range(d):
        for j in range(d):
            if free[i] and free[j]:
                step[i] += inverse[i, j] * uphill[j]
    gain, longest = 0.0, 0.0
    for i in range(d):
        gain += step[i] * uphill[i]
    if not gain > 0.0:  # nothing is known of the curvature yet, or of what a bound has just let go
        gain = 0.0
        for i in range(d):
            step[i] = 0.1 * uphill[i] / max(1.0, abs(uphill[i])) if free[i] else 0.0
            gain += step[i] * uphill[i]
    for i in range(d):
        longest = max(longest, abs(step[i]))
    if longest > _FARTHEST:
        step *= _FARTHEST / longest
    return step, 0.5 * gain


@numba.njit(cache=True)
def _learn(inverse: Floats, moved: Floats, fallen: Floats, first: bool) -> None:
    """The inverse curvature after one more pair of a move (d,) and the slopes' fall over it (d,)."""
    d = len(moved)
    along, fall = 0.0, 0.0
    for i in range(d):
        along += moved[i] * fallen[i]
        fall += fallen[i] * fallen[i]
    if along <= 1e-10 * np.sqrt(fall) * np.sqrt((moved * moved).sum()) or along <= 0.0:
        return
    if first or not inverse.any():
        for i in range(d):
            inverse[i, i] = along / fall
    through = np.zeros(d)
    for i in range(d):
        for j in range(d):
            through[i] += inverse[i, j] * fallen[j]
    both = 0.0
    for i in range(d):
        both += through[i] * fallen[i]
    for i in range(d):
        for j in range(d):
            inverse[i, j] += (1.0 + both / along) * moved[i] * moved[j] / along
            inverse[i, j] -= (through[i] * moved[j] + moved[i] * through[j]) / along


@numba.njit(cache=True)
def _along(uphill: Floats, moved: Floats, at: Floats) -> float:
    total = 0.0
    for j in range(len(at)):
        total += uphill[j] * (moved[j] - at[j])
    return total
