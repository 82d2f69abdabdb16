"""Maximum likelihood of an intensity that is a sum of known shapes with unknown, never negative weights.

Given how long an event is remembered, every self-exciting model here is such a sum: λᵢ = offsetᵢ + μ of its level × baseᵢ +
Σ ηₖ × pastₖᵢ, and its log-likelihood Σ log λᵢ − Σ μ × exposure − Σ ηₖ × massₖ is concave. Newton's step costs one pass over
the events, as each of them belongs to one level; weights that would fall below 0 stay at 0 (projected Newton: D. P. Bertsekas
(1982), "Projected Newton methods for optimization problems with simple constraints", SIAM J. Control and Optimization 20).
"""

import numba
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Levels = NDArray[np.int64]
_STEPS = 200
_HALVINGS = 40
_AT_ONCE = 8  # intensities multiplied before one logarithm is taken of them


@numba.njit(cache=True)
def log_sum(values: Floats) -> float:
    """Σ log values; −inf when one is not above 0."""
    total, product = 0.0, 1.0
    for i in range(len(values)):
        if not values[i] > 0.0:
            return -np.inf
        product *= values[i]
        if i % _AT_ONCE == 0 or product < 1e-200 or product > 1e200:
            total += np.log(product)
            product = 1.0
    return float(total + np.log(product))


@numba.njit(cache=True)
def intensity(level: Levels, base: Floats, past: Floats, offset: Floats, weights: Floats) -> Floats:
    """(n,) λ at the events. `weights`: (K + C,) first μ of the K levels, then η of the C pasts, as all functions here."""
    kinds = len(past)
    levels = len(weights) - kinds
    found = np.empty(len(level))
    for i in range(len(level)):
        found[i] = offset[i] + weights[level[i]] * base[i]
        for c in range(kinds):
            found[i] += weights[levels + c] * past[c, i]
    return found


@numba.njit(cache=True)
def log_likelihood(at_events: Floats, weights: Floats, cost: Floats, pull: Floats) -> float:
    """Σ log λ − Σ weight × cost + Σ pull × log weight; `pull` (K + C,) is 0 where nothing is known beforehand."""
    total = log_sum(at_events)
    for j in range(len(weights)):
        total -= weights[j] * cost[j]
        if pull[j] > 0.0:
            total += pull[j] * np.log(weights[j]) if weights[j] > 0.0 else -np.inf
    return total


@numba.njit(cache=True)
def _slopes(
    level: Levels, base: Floats, past: Floats, at_events: Floats, weights: Floats, cost: Floats, pull: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Gradient (K + C,), and minus the second derivatives: own (K,), level with past (K, C), past with past (C, C)."""
    kinds = len(past)
    levels = len(weights) - kinds
    gradient, own = np.empty(len(weights)), np.zeros(levels)
    for j in range(len(weights)):
        gradient[j] = -cost[j]
    crossed, joint = np.zeros((levels, kinds)), np.zeros((kinds, kinds))
    for i in range(len(level)):
        k, inverse = level[i], 1.0 / at_events[i]
        b = base[i] * inverse
        gradient[k] += b
        own[k] += b * b
        for c in range(kinds):
            p = past[c, i] * inverse
            gradient[levels + c] += p
            crossed[k, c] += b * p
            for d in range(c + 1):
                joint[c, d] += p * past[d, i] * inverse
    for j in range(len(weights)):
        if pull[j] > 0.0:
            gradient[j] += pull[j] / weights[j]
            if j < levels:
                own[j] += pull[j] / (weights[j] * weights[j])
            else:
                joint[j - levels, j - levels] += pull[j] / (weights[j] * weights[j])
    return gradient, own, crossed, joint


@numba.njit(cache=True)
def _newton_step(
    gradient: Floats, own: Floats, crossed: Floats, joint: Floats, free: NDArray[np.bool_]
) -> Floats:
    """(K + C,) step of the free weights; the levels are eliminated one by one, what is left is C × C."""
    levels, kinds = crossed.shape
    rest, step = np.zeros((kinds, kinds)), np.zeros(levels + kinds)
    right = step[levels:]
    for c in range(kinds):
        right[c] = gradient[levels + c] if free[levels + c] else 0.0
        for d in range(c + 1):
            rest[c, d] = joint[c, d] if free[levels + c] and free[levels + d] else 0.0
        if not free[levels + c]:
            rest[c, c] = 1.0
    for k in range(levels):
        if free[k]:
            for c in range(kinds):
                if free[levels + c]:
                    right[c] -= crossed[k, c] * gradient[k] / own[k]
                    for d in range(c + 1):
                        if free[levels + d]:
                            rest[c, d] -= crossed[k, c] * crossed[k, d] / own[k]
    _solve(rest, right)
    for k in range(levels):
        if free[k]:
            step[k] = gradient[k]
            for c in range(kinds):
                step[k] -= crossed[k, c] * step[levels + c]
            step[k] /= own[k]
    return step


@numba.njit(cache=True)
def _solve(lower: Floats, right: Floats) -> None:
    """Turns `right` into the solution of a symmetric positive system, by Cholesky, of which the lower half is given."""
    size = len(right)
    for i in range(size):
        least = 1e-12 * lower[i, i] + 1e-300
        for j in range(i + 1):
            total = lower[i, j]
            for k in range(j):
                total -= lower[i, k] * lower[j, k]
            if i == j:
                lower[i, i] = np.sqrt(max(total, least))
            else:
                lower[i, j] = total / lower[j, j]
        for k in range(i):
            right[i] -= lower[i, k] * right[k]
        right[i] /= lower[i, i]
    for i in range(size - 1, -1, -1):
        for k in range(i + 1, size):
            right[i] -= lower[k, i] * right[k]
        right[i] /= lower[i, i]


@numba.njit(cache=True)
def _held_back(weights: Floats, step: Floats, free: NDArray[np.bool_]) -> bool:
    """Whether a weight at 0 would have fallen below it, which this step then leaves where it is."""
    found = False
    for j in range(len(weights)):
        if free[j] and weights[j] == 0.0 and step[j] < 0.0:
            free[j] = False
            found = True
    return found


@numba.njit(cache=True)
def _moved(weights: Floats, step: Floats, size: float, pull: Floats) -> Floats:
    """The weights after a step; never below 0, and where something pulls them up never more than nine tenths down."""
    moved = np.empty(len(weights))
    for j in range(len(moved)):
        least = 0.1 * weights[j] if pull[j] > 0.0 else 0.0
        moved[j] = max(weights[j] + size * step[j], least)
    return moved


@numba.njit(cache=True)
def _along(gradient: Floats, one: Floats, other: Floats) -> float:
    total = 0.0
    for j in range(len(one)):
        total += gradient[j] * (one[j] - other[j])
    return total


@numba.njit(cache=True)
def _free(weights: Floats, gradient: Floats, own: Floats) -> NDArray[np.bool_]:
    """Weights that may move; a level without events has its best at 0 and is put there."""
    free = np.empty(len(weights), np.bool_)
    for j in range(len(weights)):
        free[j] = weights[j] > 0.0 or gradient[j] > 0.0
        if j < len(own) and own[j] <= 0.0:
            free[j], weights[j] = False, 0.0
    return free


@numba.njit(cache=True)
def maximise(
    level: Levels, base: Floats, past: Floats, offset: Floats, cost: Floats, pull: Floats, weights: Floats
) -> tuple[float, Floats]:
    """Greatest log-likelihood and its λ at the events; `weights`, where it starts (above 0), becomes where it ends.

    `level`: (n,) 0 … K − 1. `base`, `offset`: (n,). `past`: (C, n). `cost`: (K + C,) expected number of events a weight of 1
    brings in the window. `pull`: see `log_likelihood`.
    """
    at_events, nowhere = intensity(level, base, past, offset, weights), np.zeros(len(weights))
    best = log_likelihood(at_events, weights, cost, pull)
    for _ in range(_STEPS):
        gradient, own, crossed, joint = _slopes(level, base, past, at_events, weights, cost, pull)
        free = _free(weights, gradient, own)
        step = _newton_step(gradient, own, crossed, joint, free)
        if _held_back(weights, step, free):
            step = _newton_step(gradient, own, crossed, joint, free)
        gain = _along(gradient, step, nowhere)
        size = 1.0
        for _ in range(_HALVINGS):
            moved = _moved(weights, step, size, pull)
            at_moved = intensity(level, base, past, offset, moved)
            reached = log_likelihood(at_moved, moved, cost, pull)
            if reached >= best + 1e-4 * _along(gradient, moved, weights) or (
                gain < 1e-7 and reached > -np.inf
            ):
                break
            size *= 0.5
        else:
            break
        at_events, best = at_moved, reached
        for j in range(len(weights)):
            weights[j] = moved[j]
        if gain < 1e-7:
            break
    return best, at_events
