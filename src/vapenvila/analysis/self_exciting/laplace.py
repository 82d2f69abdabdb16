"""The likelihood with the levels of a stepping background integrated out by Laplace's method (see `stepping`)."""

from math import lgamma

import numba
import numpy as np

from vapenvila.analysis.self_exciting.decay import remembered
from vapenvila.analysis.self_exciting.linear_intensity import Floats, Levels, maximise


@numba.njit(cache=True)
def integrated(
    level: Levels,
    base: Floats,
    exposure: Floats,
    past: Floats,
    mass: Floats,
    empty: Floats,
    shares: Floats,
    shape: float,
) -> tuple[float, Floats, Floats]:
    """Logarithm of the evidence, the levels' mode (K,), and λ there, (n,); −inf where more would follow than there are.

    Arrays as in `Parts`. `shares`: (C,) events that follow one, in the mean. `shape`: of the levels' gamma distribution.
    """
    n, levels = len(level), len(exposure)
    following = 0.0
    held = np.zeros(n)
    for c in range(len(shares)):
        following += shares[c] * mass[c]
        for i in range(n):
            held[i] += shares[c] * past[c, i]
    expected = n - following
    if expected <= 0.0:
        return -np.inf, np.zeros(levels), np.ones(n)
    days = exposure.sum()
    for e in range(empty.shape[1]):
        days += empty[0, e] * empty[1, e]
    mean = expected / days
    weights, pull = np.full(levels, mean), np.full(levels, shape)
    reached, at_events = maximise(level, base, np.empty((0, n)), held, exposure + shape / mean, pull, weights)
    reached -= following + _silent(empty, mean, shape)
    reached += levels * (shape * np.log(shape / mean) - lgamma(shape))
    return reached + _spread(level, base, at_events, weights, shape), weights, at_events


@numba.njit(cache=True)
def _silent(empty: Floats, mean: float, shape: float) -> float:
    """What the levels without an event take from the logarithm: exact."""
    total = 0.0
    for e in range(empty.shape[1]):
        total += empty[1, e] * np.log1p(empty[0, e] * mean / shape)
    return total * shape


@numba.njit(cache=True)
def _spread(level: Levels, base: Floats, at_events: Floats, weights: Floats, shape: float) -> float:
    """Laplace's value, times what Stirling's formula leaves out: exact for a level without events."""
    count, curve = np.full(len(weights), shape), np.full(len(weights), shape)
    for i in range(len(level)):
        own = weights[level[i]] * base[i] / at_events[i]  # chance that the event comes from the background
        count[level[i]] += own
        curve[level[i]] += own * own
    total = 0.0
    for k in range(len(weights)):
        stirling = (count[k] - 0.5) * np.log(count[k]) - count[k] + 0.5 * np.log(2.0 * np.pi)
        total += 0.5 * np.log(2.0 * np.pi / curve[k]) + lgamma(count[k]) - stirling
    return total


@numba.njit(cache=True)
def over_steps(
    times: Floats,
    end: float,
    level: Levels,
    exposure: Floats,
    share: float,
    log_delay: float,
    log_shape: float,
) -> float:
    """Logarithm of the evidence of one series; arrays as in `Series`."""
    n = len(times)
    past, _, mass, _ = remembered(times, end, np.exp(log_delay))
    reached, _, _ = integrated(
        level,
        np.ones(n),
        exposure,
        past.reshape(1, n),
        np.full(1, mass),
        np.empty((2, 0)),
        np.full(1, share),
        np.exp(log_shape),
    )
    return reached
