"""The compiled quadratic programme of synthetic control: weights of at least 0 that add up to 1, exactly.

Smallest w'Qw over the simplex, by the active-set method for the point of a polytope nearest to the origin (P. Wolfe
(1976), "Finding the nearest point in a polytope", Mathematical Programming 11, 128–149). It ends at the optimum, which
the conditions of Karush, Kuhn and Tucker prove: no unit left out has a smaller gradient than those used.
"""

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

TOLERANCE = 1e-11


@njit(cache=True, error_model="numpy")
def append(Q: Floats, shift: float, used: Whole, m: int, j: int, R: Floats) -> bool:
    """Add unit `j` as row `m` of the root `R` of Q + shift over the units used; False where it depends on them."""
    whole = Q[j, j] + shift
    left = whole
    for a in range(m):
        total = Q[j, used[a]] + shift
        for k in range(a):
            total -= R[m, k] * R[a, k]
        R[m, a] = total / R[a, a]
        left -= R[m, a] * R[m, a]
    if not left > 1e-13 * whole:
        return False
    R[m, m] = math.sqrt(left)
    used[m] = j
    return True


@njit(cache=True, error_model="numpy")
def affine_optimum(R: Floats, m: int, v: Floats) -> None:
    """Fill `v[:m]` with the best weights over the units used that add up to 1, of whatever sign."""
    for a in range(m):
        total = 1.0
        for k in range(a):
            total -= R[a, k] * v[k]
        v[a] = total / R[a, a]
    whole = 0.0
    for a in range(m - 1, -1, -1):
        total = v[a]
        for k in range(a + 1, m):
            total -= R[k, a] * v[k]
        v[a] = total / R[a, a]
        whole += v[a]
    for a in range(m):
        v[a] /= whole


@njit(cache=True, error_model="numpy")
def drop_towards(Q: Floats, shift: float, used: Whole, m: int, R: Floats, v: Floats, w: Floats) -> int:
    """Go from `w` towards `v` until a weight is 0, leave those units out and factor again; how many are still used."""
    share, least = 1.0, -1
    for a in range(m):
        if v[a] <= 0.0 and w[used[a]] - v[a] > 0.0 and w[used[a]] / (w[used[a]] - v[a]) < share:
            share, least = w[used[a]] / (w[used[a]] - v[a]), a
    kept = 0
    for a in range(m):
        j = used[a]
        w[j] += share * (v[a] - w[j])
        if a == least or w[j] <= 0.0:
            w[j] = 0.0
        elif append(Q, shift, used, kept, j, R):
            kept += 1
        else:
            w[j] = 0.0
    return kept


@njit(cache=True, error_model="numpy")
def nearest(Q: Floats, w: Floats, used: Whole, R: Floats, v: Floats, g: Floats) -> bool:
    """Move `w` (n,), a point of the simplex, to the optimum; whether it was reached.

    `used` (n,), `R` (n, n), `v` (n,), `g` (n,): room to work in.
    """
    n = len(w)
    shift = 0.0
    for j in range(n):
        shift += Q[j, j] / n
    shift = shift if shift > 0.0 else 1.0
    m = 0
    for j in range(n):
        if w[j] > 0.0:
            if append(Q, shift, used, m, j, R):
                m += 1
            else:
                w[j] = 0.0
    for _ in range(50 * n + 100):
        while m > 0:
            affine_optimum(R, m, v)
            inside = True
            for a in range(m):
                inside = inside and v[a] > 0.0
            if inside:
                for a in range(m):
                    w[used[a]] = v[a]
                break
            m = drop_towards(Q, shift, used, m, R, v, w)
        level = gradient(Q, w, used, m, g)
        best = -1
        for j in range(n):
            if w[j] == 0.0 and g[j] < level - TOLERANCE * shift and (best < 0 or g[j] < g[best]):
                best = j
        if best < 0 or not append(Q, shift, used, m, best, R):
            return best < 0
        m += 1
    return False


@njit(cache=True, error_model="numpy")
def gradient(Q: Floats, w: Floats, used: Whole, m: int, g: Floats) -> float:
    """Fill `g` with Qw from the units used, and give w'Qw."""
    n = len(w)
    for j in range(n):
        g[j] = 0.0
    level = 0.0
    for a in range(m):
        u = used[a]
        for j in range(n):
            g[j] += Q[u, j] * w[u]
    for a in range(m):
        level += w[used[a]] * g[used[a]]
    return level


@njit(cache=True, error_model="numpy")
def to_simplex(v: Floats, out: Floats) -> None:
    """Fill `out` with the point of the simplex nearest to `v` (C. Michelot (1986))."""
    n = len(v)
    total = 0.0
    for j in range(n):
        total += v[j]
    level, left = (total - 1.0) / n, n
    while True:
        total, kept = 0.0, 0
        for j in range(n):
            if v[j] > level:
                total += v[j]
                kept += 1
        level = (total - 1.0) / kept
        if kept == left:
            break
        left = kept
    for j in range(n):
        out[j] = v[j] - level if v[j] > level else 0.0


@njit(cache=True, error_model="numpy")
def approach(Q: Floats, x: Floats, rows: Floats, steps: int) -> None:
    """Move `x` near the optimum by accelerated projected gradient with restarts (A. Beck, M. Teboulle (2009)).

    `rows` (4, n): room to work in. Weights that are next to nothing become 0.
    """
    n = len(x)
    y, forward, after, g = rows[0], rows[1], rows[2], rows[3]
    steepest = 0.0
    for j in range(n):
        total = 0.0
        for k in range(n):
            total += abs(Q[j, k])
        steepest = total if total > steepest else steepest
        y[j] = x[j]
    t = 1.0
    for _ in range(steps):
        for j in range(n):
            g[j] = 0.0
        for k in range(n):
            if y[k] != 0.0:
                for j in range(n):
                    g[j] += Q[k, j] * y[k]
        for j in range(n):
            forward[j] = y[j] - g[j] / steepest
        to_simplex(forward, after)
        turn = 0.0
        for j in range(n):
            turn += (y[j] - after[j]) * (after[j] - x[j])
        longer = 1.0 if turn > 0.0 else (1.0 + math.sqrt(1.0 + 4.0 * t * t)) / 2.0
        momentum = 0.0 if turn > 0.0 else (t - 1.0) / longer
        for j in range(n):
            y[j] = after[j] + momentum * (after[j] - x[j])
            x[j] = after[j]
        t = longer
    for j in range(n):
        if x[j] < 1e-9:
            x[j] = 0.0


@njit(cache=True, error_model="numpy")
def every_unit(P: Floats, G: Floats, W: Floats, Q: Floats, R: Floats, rows: Floats, used: Whole) -> bool:
    """Fill `W` (N, N): weights of every unit over all the others, from their outcomes `P` (N, T0) and `G` = PP'.

    `Q`, `R` (N − 1, N − 1), `rows` (3, N − 1), `used` (N − 1,): room to work in. Whether every optimum was reached.
    """
    N = len(P)
    all_reached = True
    for u in range(N):
        w = rows[0]
        best = -1
        for a in range(N - 1):
            i = a if a < u else a + 1
            for b in range(a + 1):
                j = b if b < u else b + 1
                Q[a, b] = G[i, j] - G[i, u] - G[j, u] + G[u, u]
                Q[b, a] = Q[a, b]
            w[a] = 0.0
            if best < 0 or Q[a, a] < Q[best, best]:
                best = a
        w[best] = 1.0
        all_reached = nearest(Q, w, used, R, rows[1], rows[2]) and all_reached
        for a in range(N - 1):
            W[u, a if a < u else a + 1] = w[a]
    return all_reached
