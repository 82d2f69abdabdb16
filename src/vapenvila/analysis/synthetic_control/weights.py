"""Weights on the simplex: of one unit over others, of every unit over all others, and with a ridge."""

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.synthetic_control.simplex_kernel import every_unit, nearest

Floats = NDArray[np.float64]

_STEPS = 80


def simplex_weights(D: Floats, ridge: float = 0.0) -> Floats:
    """(n,) weights of at least 0 adding up to 1 with the smallest |w'D|² + ridge |w|².

    `D`: (n, m) what each unit differs by from the one to be matched. With a ridge many units share the weight; a few
    steps of projected gradient then find those, and the exact method ends it.
    """
    n = len(D)
    Q = np.ascontiguousarray(D @ D.T)
    Q[np.diag_indices(n)] += ridge
    w = np.zeros(n)
    if ridge > 0.0 and n > 8:
        w[:] = _projected_gradient(Q)
    else:
        w[np.argmin(np.diag(Q))] = 1.0
    nearest(Q, w, np.zeros(n, np.int64), np.zeros((n, n)), np.zeros(n), np.zeros(n))
    return np.asarray(w / w.sum())


def all_weights(P: Floats) -> Floats:
    """(N, N) weights of every unit over all the others by their outcomes `P` (N, T0); the diagonal is 0."""
    N = len(P)
    centred = np.ascontiguousarray(P - P.mean(axis=0))
    W = np.zeros((N, N))
    room = np.zeros((N - 1, N - 1)), np.zeros((N - 1, N - 1)), np.zeros((3, N - 1)), np.zeros(N - 1, np.int64)
    every_unit(centred, centred @ centred.T, W, *room)
    return np.asarray(W / W.sum(axis=1, keepdims=True))


def optimality_gap(D: Floats, w: Floats, ridge: float = 0.0) -> float:
    """How much the squared distance could still fall at most, from the conditions of Karush, Kuhn and Tucker; ≥ 0."""
    slope = D @ (D.T @ w) + ridge * w
    return float(2.0 * (w @ slope - slope.min()))


def _projected_gradient(Q: Floats) -> Floats:
    """A point near the optimum (accelerated, with restarts; A. Beck, M. Teboulle (2009))."""
    n = len(Q)
    steepest = float(np.abs(Q).sum(axis=1).max())
    x = y = np.full(n, 1.0 / n)
    t = 1.0
    for _ in range(_STEPS):
        following = _to_simplex(y - Q @ y / steepest)
        if (y - following) @ (following - x) > 0.0:
            t, y = 1.0, following
        else:
            longer = (1.0 + np.sqrt(1.0 + 4.0 * t * t)) / 2.0
            y = following + (t - 1.0) / longer * (following - x)
            t = longer
        x = following
    return np.where(x > 1e-9, x, 0.0)


def _to_simplex(v: Floats) -> Floats:
    falling = np.sort(v)[::-1]
    over = (np.cumsum(falling) - 1.0) / np.arange(1, len(v) + 1)
    return np.asarray(np.maximum(v - over[np.flatnonzero(falling > over)[-1]], 0.0))
