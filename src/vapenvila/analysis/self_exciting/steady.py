"""The best fit over a background that never changes level: plain maximum likelihood."""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.self_exciting.decay import remembered
from vapenvila.analysis.self_exciting.linear_intensity import Floats, maximise
from vapenvila.analysis.self_exciting.series import MOST_SHARE, Fit, Series

_NARROW = 1e-7  # of the logarithm of the delay, when the search ends
_ROUNDS = 60


@dataclass(frozen=True, slots=True, eq=False)
class _Tried:
    """A fit at a delay's logarithm `at`, and the derivative of its log-likelihood by it."""

    fit: Fit
    at: float
    uphill: float


def best_if_steady(series: Series, share: float | None = None) -> Fit:
    """The best over all mean delays that are looked for. `share`: branching ratio held fixed, None for free."""
    grid = np.log(series.delays_to_try())
    tried: list[_Tried] = []
    for at in grid:
        tried.append(_at(series, float(at), share, tried[-1].fit if tried else None))
    number = int(np.argmax([one.fit.reached for one in tried]))
    best = tried[number]
    beside = number + (1 if best.uphill > 0 else -1)
    if best.uphill == 0 or not 0 <= beside < len(grid):
        return best.fit
    return _between(series, share, best, float(grid[beside]))


def _between(series: Series, share: float | None, best: _Tried, far: float) -> Fit:
    """The best between a fit, from where it goes up towards `far`, and `far` (a delay's logarithm), which is lower or from
    where it goes up towards the fit: regula falsi on the derivative, and every third time halving."""
    far_slope = 0.0
    for number in range(_ROUNDS):
        if abs(far - best.at) < _NARROW or abs(best.uphill) < 1e-8:
            break
        opposed = best.uphill * far_slope < 0.0 and number % 3 < 2
        part = best.uphill / (best.uphill - far_slope) if opposed else 0.5
        found = _at(series, best.at + min(max(part, 1e-3), 0.999) * (far - best.at), share, best.fit)
        if found.fit.reached < best.fit.reached:
            far, far_slope = found.at, found.uphill
            continue
        if found.uphill * (far - best.at) < 0.0:
            far, far_slope = best.at, best.uphill
        best = found
    return best.fit


def _at(series: Series, log_delay: float, share: float | None, near: Fit | None) -> _Tried:
    """The best with this mean delay, begun from a fit near it."""
    delay = float(np.exp(log_delay))
    past, slope, mass, mass_slope = remembered(series.times, series.end, delay)
    usual = len(past) / series.end
    start = np.array([0.6 * usual, 0.4])
    if near is not None:
        start = np.maximum([near.background[0], near.share], 1e-3 * start)
    if share is None:
        reached, at_events, weights = _weighted(series, past[None], np.zeros(len(past)), mass, start)
        share = float(weights[1])
        if share > MOST_SHARE:
            return _at(series, log_delay, MOST_SHARE, near)
    else:
        none = np.empty((0, len(past)))
        reached, at_events, weights = _weighted(series, none, share * past, mass, start[:1])
        reached -= share * mass
    uphill = share * (float((slope / at_events).sum()) - mass_slope)
    return _Tried(Fit(reached, delay, weights[:1], share, at_events), log_delay, uphill)


def _weighted(
    series: Series, past: Floats, held: Floats, mass: float, weights: Floats
) -> tuple[float, Floats, Floats]:
    cost = np.array([series.end, mass])[: len(weights)]
    ones, nothing = np.ones(len(series.times)), np.zeros(len(weights))
    reached, at_events = maximise(series.level, ones, past, held, cost, nothing, weights)
    return reached, at_events, weights
