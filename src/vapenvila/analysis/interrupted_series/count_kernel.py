"""The compiled loops of count regression: Poisson or negative binomial (NB2), many series on one design.

Newton's method with Fisher information for the coefficients and the observed curvature for the logarithm of the
dispersion; the two are orthogonal in expectation, so steps may be taken side by side (J. F. Lawless (1987), "Negative
binomial and mixed Poisson regression", Canadian Journal of Statistics 15, 209–225). A step that lowers the likelihood
is halved.

Periods alike in design and exposure have one mean, so that their number, sum and sum of squares say all that their counts
do: a level before and after is two such cells, however many the periods.
"""

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

LARGEST_PREDICTOR = 30.0
ENOUGH = 1e-11
SMALLEST_LOG_DISPERSION = -16.0
FREE_ORDER = {"reassoc", "contract", "nsz"}


@njit(cache=True, error_model="numpy", fastmath=FREE_ORDER)
def information(X: Floats, work: Floats, H: Floats, s: Floats) -> None:
    """Fill the lower half of `H` (p, p) and the gradient `s` (p,). `X`: (p, C); `work`: weights and residuals, (2, C)."""
    p, C = X.shape
    for k in range(p):
        total = 0.0
        for c in range(C):
            total += X[k, c] * work[1, c]
        s[k] = total
        for j in range(k + 1):
            total = 0.0
            for c in range(C):
                total += X[k, c] * X[j, c] * work[0, c]
            H[k, j] = total


@njit(cache=True, error_model="numpy")
def predict(X: Floats, offset: Floats, b: Floats, work: Floats) -> None:
    """Fill `work[2]` (C,) with the logarithms of the means, held where their exponentials are numbers."""
    p, C = X.shape
    for c in range(C):
        work[2, c] = offset[c]
    for k in range(p):
        for c in range(C):
            work[2, c] += X[k, c] * b[k]
    for c in range(C):
        if work[2, c] > LARGEST_PREDICTOR:
            work[2, c] = LARGEST_PREDICTOR
        elif not work[2, c] > -LARGEST_PREDICTOR:
            work[2, c] = -LARGEST_PREDICTOR


@njit(cache=True, error_model="numpy")
def look(
    X: Floats, cells: Floats, offset: Floats, b: Floats, a: float, more: Floats, work: Floats
) -> tuple[float, float, float]:
    """Log-likelihood without its constant, and its first and second derivative in the dispersion `a`.

    `X`: (p, C). `cells`: (3, C) number, sum and sum of squares of the counts of each cell. `more`: how many counts lie above
    0, 1, …, up to the first 0; with it the gamma functions become a short sum. Fills `work` (3, C) with weights, residuals
    and means.
    """
    predict(X, offset, b, work)
    value, first, second = 0.0, 0.0, 0.0
    for c in range(len(offset)):
        eta, n, y = work[2, c], cells[0, c], cells[1, c]
        m = math.exp(eta)
        x = a * m
        z = 1.0 + x
        work[0, c], work[1, c], work[2, c] = n * m / z, (y - n * m) / z, m
        value += y * eta
        if a == 0.0:
            value -= n * m
            first += 0.5 * (cells[2, c] - 2.0 * m * y + n * m * m - y)
            continue
        # (log z − x / z) / x² and its derivative in x, by series where the difference would lose its digits
        if x < 1e-2:
            log_z = math.log1p(x)
            f = 0.5 + x * (-2 / 3 + x * (0.75 + x * (-0.8 + x * (5 / 6 - x * 6 / 7))))
            slope = -2 / 3 + x * (1.5 + x * (-2.4 + x * (10 / 3 - x * 30 / 7)))
        else:
            log_z = math.log(z)
            f = (log_z - x / z) / (x * x)
            slope = (1.0 / (z * z) - 2.0 * f) / x
        value -= (y + n / a) * log_z
        first += n * m * m * f - y * m / z
        second += n * m * m * m * slope + y * m * m / (z * z)
    if a > 0.0:
        for j in range(1, len(more)):
            if more[j] == 0.0:
                break
            c_j = j / (1.0 + a * j)
            value += more[j] * math.log(1.0 + a * j)
            first += more[j] * c_j
            second -= more[j] * c_j * c_j
    return value, first, second


@njit(cache=True, error_model="numpy")
def solve_in_place(H: Floats, s: Floats, step: Floats) -> bool:
    """Solve H step = s by Cholesky's method, the lower half of H replaced by its root; False where H is singular."""
    p = len(s)
    for i in range(p):
        diagonal = H[i, i]
        for j in range(i + 1):
            total = H[i, j]
            for k in range(j):
                total -= H[i, k] * H[j, k]
            if i > j:
                H[i, j] = total / H[j, j]
            elif total > 1e-13 * diagonal and total > 1e-300:
                H[i, i] = math.sqrt(total)
            else:
                return False
    for i in range(p):
        total = s[i]
        for k in range(i):
            total -= H[i, k] * step[k]
        step[i] = total / H[i, i]
    for i in range(p - 1, -1, -1):
        total = step[i]
        for k in range(i + 1, p):
            total -= H[k, i] * step[k]
        step[i] = total / H[i, i]
    return True


@njit(cache=True, error_model="numpy")
def aim(
    X: Floats, work: Floats, H: Floats, steps: Floats, a: float, slope: float, curve: float
) -> tuple[float, float, float]:
    """Fill `steps[1]` with Newton's step for the coefficients; its gain, the share of it to take, and the step of log `a`.

    `slope`, `curve`: first and second derivative in log `a`, both 0 for Poisson. A gain below 0: the design is singular.
    """
    p = len(H)
    s, step = steps[0], steps[1]
    information(X, work, H, s)
    if not solve_in_place(H, s, step):
        return -1.0, 0.0, 0.0
    largest, gain, up = 4.0, 0.0, 0.0
    for k in range(p):
        gain += step[k] * s[k]
        if abs(step[k]) > largest:
            largest = abs(step[k])
    if a > 0.0:
        up = -slope / curve if curve < 0.0 else math.copysign(1.0, slope)
        if up > 2.0:
            up = 2.0
        elif up < -2.0:
            up = -2.0
        if math.log(a) + up < SMALLEST_LOG_DISPERSION:
            up = SMALLEST_LOG_DISPERSION - math.log(a)
        gain += abs(up * slope)
    return gain, 4.0 / largest, up


@njit(cache=True, error_model="numpy")
def climb(
    X: Floats,
    cells: Floats,
    offset: Floats,
    b: Floats,
    a: float,
    enough: float,
    more: Floats,
    work: Floats,
    H: Floats,
    steps: Floats,
) -> tuple[float, float, float, bool]:
    """Move `b` to the maximum: dispersion, log-likelihood, derivative in the dispersion, whether it converged.

    `a`: dispersion to begin at, 0 for Poisson. `enough`: gain in log-likelihood, against its size, that is not worth
    another step. `work` (3, C), `H` (p, p), `steps` (2, p): room to work in.
    """
    best, excess, share, up, gain = -math.inf, 0.0, 1.0, 0.0, math.inf
    for _ in range(400):
        value, first, second = look(X, cells, offset, b, a, more, work)
        if value < best - 1e-13 * (1.0 + abs(best)) and abs(share) > 1e-9:
            share = -0.5 * abs(share) if share > 0.0 else 0.5 * share  # back half of the way
        else:
            if gain < enough * (1.0 + abs(value)):  # the step just taken was the last that counts
                return a, value, first, True
            best, excess = value, first
            gain, share, up = aim(X, work, H, steps, a, first * a, second * a * a + first * a)
            if gain < 0.0:
                return a, value, first, False
        for k in range(len(b)):
            b[k] += share * steps[1, k]
        a *= math.exp(share * up)
    return a, best, excess, False


@njit(cache=True, error_model="numpy")
def count(y: Floats, cell: Whole, cells: Floats, more: Floats) -> None:
    """Fill `cells` (3, C) and `more` for the counts `y` (T,), each of which lies in a `cell` (T,); see `look`."""
    cells[:], more[:] = 0.0, 0.0
    for t in range(len(y)):
        c = cell[t]
        cells[0, c] += 1.0
        cells[1, c] += y[t]
        cells[2, c] += y[t] * y[t]
        for j in range(int(y[t])):
            more[j] += 1.0


@njit(cache=True, error_model="numpy")
def fit_rows(
    X: Floats,
    Y: Floats,
    cell: Whole,
    offset: Floats,
    dispersion_start: float,
    negbin: bool,
    B: Floats,
    A: Floats,
    L: Floats,
    room: tuple[Floats, Floats, Floats, Floats],
    more: Floats,
) -> None:
    """Every row of `Y` (n, T), whose periods each lie in a `cell` (T,) of the same `X` (p, C) with the same `offset` (C,).

    `B` (n, p): where to begin, replaced by the coefficients; `dispersion_start`: the dispersion to begin at, 0 where
    that is found row by row. Fills `A` (n,) with dispersions, 0 where a row varies no more than Poisson counts do, and
    `L` (n,) with log-likelihoods without their constant, nan where the row did not converge. `room`: (3, C), (3, C), (p, p),
    (2, p), and `more` (longer than the largest count).
    """
    cells, work, H, steps = room
    for u in range(len(Y)):
        b = B[u]
        count(Y[u], cell, cells, more)
        A[u], excess = 0.0, 0.0
        if negbin:
            _, value, excess, ok = climb(X, cells, offset, b, 0.0, 1e-5, more, work, H, steps)
        if not negbin or excess <= 0.0:
            _, value, excess, ok = climb(X, cells, offset, b, 0.0, ENOUGH, more, work, H, steps)
        if negbin and excess > 0.0:
            squares = 0.0
            for c in range(len(offset)):
                squares += cells[0, c] * work[2, c] * work[2, c]
            start = dispersion_start if dispersion_start > 0.0 else 2.0 * excess / squares + 1e-4
            a, value, excess, ok = climb(X, cells, offset, b, start, ENOUGH, more, work, H, steps)
            A[u] = a if math.log(a) > SMALLEST_LOG_DISPERSION + 1e-6 else 0.0
        L[u] = value if ok else math.nan
