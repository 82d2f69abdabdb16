"""The best fit over a background that steps from level to level, each known by few events.

Fitted freely, so many levels would follow every cluster of events and leave nothing to follow another. They are drawn
from one gamma distribution instead, whose mean is what the events leave and whose shape is fitted as well, and integrated
out by Laplace's method (as a random effect: Y. Lee, J. A. Nelder (1996), "Hierarchical generalized linear models", Journal of
the Royal Statistical Society B 58, 619–678). A background that does not vary makes the shape large and the levels equal.
"""

from dataclasses import dataclass, field

import numpy as np

from vapenvila.analysis.self_exciting.decay import remembered
from vapenvila.analysis.self_exciting.highest import highest
from vapenvila.analysis.self_exciting.laplace import integrated, over_steps
from vapenvila.analysis.self_exciting.linear_intensity import Floats, Levels
from vapenvila.analysis.self_exciting.series import MOST_SHARE, Fit, Series

SHAPES = (0.05, 10_000.0)
_SHAPES_TRIED = (5.0, 1_000.0)
_SHARES_TRIED = (0.1, 0.4, 0.7)


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What an intensity consists of; `n` events, K levels, C ways to follow. `base`: (n,) the background's shape in time.
    `exposure`: (K,) its integral. `past`: (C, n) and `mass`: (C,) see `remembered`. `empty`: (2, e)
    exposures of levels without an event, and how many such levels there are."""

    level: Levels
    base: Floats
    exposure: Floats
    past: Floats
    mass: Floats
    empty: Floats = field(default_factory=lambda: np.zeros((2, 0)))


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Logarithm of the likelihood with the levels integrated out; their mode (K,), and λ there, (n,)."""

    reached: float
    background: Floats
    at_events: Floats


def evidence(parts: Parts, shares: Floats, shape: float) -> Evidence:
    """`shares`: (C,) events that follow one, in the mean, of each kind. `shape`: of the gamma distribution of the levels."""
    return Evidence(
        *integrated(
            parts.level, parts.base, parts.exposure, parts.past, parts.mass, parts.empty, shares, float(shape)
        )
    )


def best_over_steps(series: Series, share: float | None = None, near: Fit | None = None) -> Fit:
    """The best over all mean delays and shapes. `share`: branching ratio held fixed, None for free. `near`: a fit to begin
    from instead of trying widely."""
    start = max(_starts(series, share, near), key=lambda at: _at(series, *at).reached)
    low = np.array([0.0, np.log(series.delays[0]), np.log(SHAPES[0])])
    high = np.array([MOST_SHARE, np.log(series.delays[1]), np.log(SHAPES[1])])
    if share is not None:
        low[0] = high[0] = share
    if share == 0.0:
        low[1] = high[1] = start[1]

    def reached(at: Floats) -> float:
        return over_steps(series.times, series.end, series.level, series.exposure, at[0], at[1], at[2])

    at = highest(reached, np.array(start), low, high)
    best = _at(series, *at)
    return Fit(
        best.reached,
        float(np.exp(at[1])),
        best.background,
        float(at[0]),
        best.at_events,
        float(np.exp(at[2])),
    )


def _starts(series: Series, share: float | None, near: Fit | None) -> list[tuple[float, float, float]]:
    """Shares with logarithms of mean delays and shapes."""
    delays = series.delays_to_try() if share != 0.0 else series.delays_to_try()[:1]
    shares: tuple[float, ...] = _SHARES_TRIED if share is None else (share,)
    if near is None or near.shape is None:
        shapes: tuple[float, ...] = _SHAPES_TRIED
    else:
        shapes = (near.shape,)
        shares = (near.share,) if share is None else shares
        delays = np.append(delays[1::3], near.delay)
    return [(s, float(np.log(d)), float(np.log(a))) for d in delays for s in shares for a in shapes]


def _at(series: Series, share: float, log_delay: float, log_shape: float) -> Evidence:
    past, _, mass, _ = remembered(series.times, series.end, float(np.exp(log_delay)))
    parts = Parts(series.level, np.ones(len(past)), series.exposure, past[None], np.array([mass]))
    return evidence(parts, np.array([share]), float(np.exp(log_shape)))
