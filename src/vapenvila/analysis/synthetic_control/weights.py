"""Weights on the simplex: of one unit over others, of every unit over all others, and with a ridge."""

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.synthetic_control.simplex_kernel import approach, every_unit, nearest

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
        w[:] = 1.0 / n
        approach(Q, w, np.zeros((4, n)), _STEPS)
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
