"""The compiled loops of the error that allows for periods going together: one fitted series after the other.

Letters: R (p, n) the design in units of the standardised residuals, its rows made orthonormal, so that P = R'R takes the
fit out of them and M = I − P; C the working correlation, ρ^|s − t| within each series; g (n,) what each residual adds to
the estimate; F the windows of S periods whose squares, added up, are Bartlett's kernel.
"""

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

from vapenvila.analysis.interrupted_series.count_kernel import FREE_ORDER, solve_in_place

Floats = NDArray[np.float64]

STRONGEST = 0.95
_CELLS = 2**19


@njit(cache=True, error_model="numpy", fastmath=FREE_ORDER)
def make_orthonormal(R: Floats, H: Floats, room: Floats) -> bool:
    """Replace `R` (p, n) by L⁻¹R with LL' = RR', leaving L in the lower half of `H`; False where its rows say the same."""
    p, n = R.shape
    for k in range(p):
        for j in range(k + 1):
            total = 0.0
            for t in range(n):
                total += R[k, t] * R[j, t]
            H[k, j] = total
    if not solve_in_place(H, np.zeros(p), room):
        return False
    for k in range(p):
        for j in range(k):
            for t in range(n):
                R[k, t] -= H[k, j] * R[j, t]
        for t in range(n):
            R[k, t] /= H[k, k]
    return True


@njit(cache=True, error_model="numpy", fastmath=FREE_ORDER)
def correlated(R: Floats, T: int, rho: float, CR: Floats, D: Floats) -> None:
    """Fill `CR` with the rows of `R` (p, n) times C, and `D` (p, p) with RCR'. Each series has `T` periods."""
    p, n = R.shape
    for k in range(p):
        for begin in range(0, n, T):
            carried = 0.0
            for t in range(begin, begin + T):
                carried = R[k, t] + rho * carried
                CR[k, t] = carried
            carried = 0.0
            for t in range(begin + T - 1, begin - 1, -1):
                CR[k, t] += rho * carried
                carried = R[k, t] + rho * carried
        for j in range(k + 1):
            total = 0.0
            for t in range(n):
                total += R[j, t] * CR[k, t]
            D[k, j] = D[j, k] = total


@njit(cache=True, error_model="numpy", fastmath=FREE_ORDER)
def neighbours(R: Floats, T: int, LR: Floats, G: Floats) -> None:
    """Fill `LR` with half the sum of the neighbours in time of each entry of `R` (p, n), and `G` (p, p) with R(LR)'."""
    p, n = R.shape
    for k in range(p):
        for begin in range(0, n, T):
            for t in range(begin, begin + T):
                before = R[k, t - 1] if t > begin else 0.0
                later = R[k, t + 1] if t < begin + T - 1 else 0.0
                LR[k, t] = 0.5 * (before + later)
    for k in range(p):
        for j in range(p):
            total = 0.0
            for t in range(n):
                total += R[j, t] * LR[k, t]
            G[k, j] = total


@njit(cache=True, error_model="numpy", fastmath=FREE_ORDER)
def expected_neighbour(T: int, rho: float, CR: Floats, D: Floats, LR: Floats, G: Floats) -> float:
    """First autocorrelation that residuals of the fit show on average where the errors' own is `rho`."""
    p, n = CR.shape
    top: float = (n - n // T) * rho
    below: float = 1.0 * n
    for k in range(p):
        below -= D[k, k]
        for t in range(n):
            top -= 2.0 * LR[k, t] * CR[k, t]
        for j in range(p):
            top += G[k, j] * D[k, j]
    return top / below


@njit(cache=True, error_model="numpy")
def working_correlation(R: Floats, r: Floats, T: int, CR: Floats, D: Floats, LR: Floats, G: Floats) -> float:
    """The ρ between 0 and STRONGEST at which the residuals `r` (n,) show the autocorrelation expected of them.

    The middle of the cell it lies in, of so many even ones; found by regula falsi, every fourth time by halving.
    """
    neighbours(R, T, LR, G)
    product, square = 0.0, 0.0
    for begin in range(0, len(r), T):
        square += r[begin] * r[begin]
        for t in range(begin + 1, begin + T):
            square += r[t] * r[t]
            product += r[t] * r[t - 1]
    correlated(R, T, 0.0, CR, D)
    under = expected_neighbour(T, 0.0, CR, D, LR, G) * square - product
    if under >= 0.0 or square <= 0.0:
        return 0.0
    low, high, over = 0, _CELLS, math.inf
    middle = int(-under / square / STRONGEST * _CELLS)
    for step in range(_CELLS):
        if high - low == 1:
            break
        middle = min(max(middle, low + 1), high - 1)
        rho = STRONGEST * middle / _CELLS
        correlated(R, T, rho, CR, D)
        value = expected_neighbour(T, rho, CR, D, LR, G) * square - product
        if value >= 0.0:
            high, over = middle, value
        else:
            low, under = middle, value
        if over == math.inf or step % 4 == 3:
            middle = (low + high) // 2
        else:
            middle = low + int((high - low) * (under / (under - over)))
    rho = STRONGEST * (low + 0.5) / _CELLS
    correlated(R, T, rho, CR, D)
    return rho


@njit(cache=True, error_model="numpy")
def windows(rows: Floats, g: Floats, S: int, T: int, out: Floats) -> None:
    """Fill `out` (p, T + S − 1) with the sums of g × `rows` (p, n) over windows of `S` periods, all series together."""
    p, n = rows.shape
    for k in range(p):
        total = 0.0
        for w in range(T + S - 1):
            for begin in range(0, n, T):
                if w < T:
                    total += g[begin + w] * rows[k, begin + w]
                if w >= S:
                    total -= g[begin + w - S] * rows[k, begin + w - S]
            out[k, w] = total


@njit(cache=True, error_model="numpy")
def spread_alone(g: Floats, S: int, T: int, rho: float) -> tuple[float, float]:
    """tr FCF', and the squared norm of FF': what the windows would vary by were nothing fitted."""
    trace, norm = 0.0, 0.0
    by_period = np.zeros(T)
    for begin in range(0, len(g), T):
        for t in range(T):
            by_period[t] += g[begin + t] * g[begin + t]
    for lag in range(min(S, T)):
        own, squares, twice = 0.0, 0.0, 1.0 if lag == 0 else 2.0
        for begin in range(0, len(g), T):
            for t in range(begin + lag, begin + T):
                own += g[t] * g[t - lag]
        for t in range(lag, T):
            squares += by_period[t] * by_period[t - lag]
        trace += twice * (S - lag) * rho**lag * own
        norm += twice * (S - lag) ** 2 * squares
    return trace, norm


@njit(cache=True, error_model="numpy", fastmath=FREE_ORDER)
def fitted_share(FR: Floats, g: Floats, S: int, T: int, B: Floats) -> tuple[float, float]:
    """What the fit takes from tr FF' and from its squared norm; fills `B` (p, p) with (FR)(FR)'."""
    p, w = FR.shape
    trace, norm = 0.0, 0.0
    for k in range(p):
        for j in range(p):
            B[k, j] = 0.0
            for u in range(w):
                B[k, j] += FR[k, u] * FR[j, u]
            norm -= B[k, j] * B[k, j]
        trace += B[k, k]
        back = 0.0
        for u in range(S - 1):
            back += FR[k, u]
        for t in range(T):
            back += FR[k, t + S - 1]
            weight = 0.0
            for begin in range(0, len(g), T):
                weight += g[begin + t] * g[begin + t]
            norm += 2.0 * weight * back * back
            back -= FR[k, t]
    return trace, norm


@njit(cache=True, error_model="numpy", fastmath=FREE_ORDER)
def one_error(
    R: Floats, r: Floats, d: Floats, S: int, T: int, rho: float, CR: Floats, D: Floats
) -> tuple[float, float]:
    """Standard error and degrees of freedom of the estimate to which the residuals `r` (n,) add by g = R'd."""
    p, n = R.shape
    g, B, Fr = np.zeros(n), np.zeros((p, p)), np.zeros((1, T + S - 1))
    FR, FCR = np.zeros((p, T + S - 1)), np.zeros((p, T + S - 1))
    target = 0.0
    for k in range(p):
        for t in range(n):
            g[t] += R[k, t] * d[k]
        for j in range(p):
            target += d[k] * D[k, j] * d[j]
    windows(R, g, S, T, FR)
    windows(CR, g, S, T, FCR)
    windows(r.reshape(1, n), g, S, T, Fr)
    expected, norm = spread_alone(g, S, T, rho)
    lost, lost_norm = fitted_share(FR, g, S, T, B)
    alone, seen = -lost, 0.0
    for t in range(n):
        alone += S * g[t] * g[t]
    for k in range(p):
        for j in range(p):
            expected += D[k, j] * B[k, j]
    for w in range(T + S - 1):
        seen += Fr[0, w] * Fr[0, w]
        for k in range(p):
            expected -= 2.0 * FR[k, w] * FCR[k, w]
    if not (expected > 1e-9 * S * target and norm - lost_norm > 0.0 and alone > 0.0):
        return 0.0, 1.0
    return math.sqrt(seen * target / expected), alone * alone / (norm - lost_norm)


@njit(cache=True, error_model="numpy")
def error_rows(
    X: Floats,
    residuals: Floats,
    weights: Floats,
    directions: Floats,
    S: int,
    T: int,
    errors: Floats,
    freedom: Floats,
) -> None:
    """Each row of `residuals` and `weights` (m, n) on `X` (p, n): fills `errors` and `freedom` (m, q) for the `directions`
    (m, q, p) in the coefficients; error 0 with one degree of freedom where the residuals cannot tell.
    """
    p, n = X.shape
    R, CR, LR = np.zeros((p, n)), np.zeros((p, n)), np.zeros((p, n))
    H, D, G, d = np.zeros((p, p)), np.zeros((p, p)), np.zeros((p, p)), np.zeros(p)
    for u in range(len(residuals)):
        for t in range(n):
            root = math.sqrt(weights[u, t])
            for k in range(p):
                R[k, t] = root * X[k, t]
        errors[u], freedom[u] = 0.0, 1.0
        if not make_orthonormal(R, H, d):
            continue
        rho = working_correlation(R, residuals[u], T, CR, D, LR, G)
        for v in range(directions.shape[1]):
            for k in range(p):
                d[k] = directions[u, v, k]
                for j in range(k):
                    d[k] -= H[k, j] * d[j]
                d[k] /= H[k, k]
            errors[u, v], freedom[u, v] = one_error(R, residuals[u], d, S, T, rho, CR, D)
