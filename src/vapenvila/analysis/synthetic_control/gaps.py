"""How a unit is put together from others, in three variants, and what is left over: the gap."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from vapenvila.analysis.synthetic_control.weights import Floats, all_weights, simplex_weights

Variant = Literal["classic", "demeaned", "ridge"]
_PENALTIES = np.logspace(-4, 4, 17)


@dataclass(frozen=True, slots=True, eq=False)
class Composed:
    """`weights`: (n,) of the controls. `gap`: (T,) outcome less what the controls put together give."""

    weights: Floats
    gap: Floats


def composed(C: Floats, y: Floats, T0: int, variant: Variant) -> Composed:
    """Put `y` (T,) together from the controls `C` (n, T) by their outcomes in the first `T0` periods.

    classic: weights of at least 0 adding up to 1. demeaned: the same after each unit's own mean before is taken off
    (B. Ferman, C. Pinto (2021), Quantitative Economics 12). ridge: the classic weights moved by a ridge regression to
    what they leave over, so that some may be below 0 (E. Ben-Michael, A. Feller, J. Rothstein (2021), JASA 116).
    """
    if variant == "demeaned":
        C, y = C - C[:, :T0].mean(axis=1, keepdims=True), y - y[:T0].mean()
    w = simplex_weights(C[:, :T0] - y[:T0])
    if variant == "ridge":
        w = _augmented(C[:, :T0], y[:T0], w)
    return Composed(w, np.asarray(y - w @ C))


def every_gap(Y: Floats, T0: int, variant: Variant) -> Floats:
    """(N, T) gap of every unit, each put together from all the others."""
    if variant == "ridge":
        return np.array([composed(np.delete(Y, u, 0), Y[u], T0, variant).gap for u in range(len(Y))])
    if variant == "demeaned":
        Y = Y - Y[:, :T0].mean(axis=1, keepdims=True)
    return np.asarray(Y - all_weights(Y[:, :T0]) @ Y)


def _augmented(P: Floats, p: Floats, w: Floats) -> Floats:
    """Weights after the ridge step. Its penalty is the largest that predicts left-out periods no worse than the best does,
    one standard error allowed, so that it does not chase the noise before the start."""
    centre = P.mean(axis=0)
    A, left = P - centre, p - w @ P
    K = A @ A.T
    if not np.trace(K) > 0.0:  # all controls alike: nothing to move the weights by
        return w
    penalties = _PENALTIES * float(np.trace(K)) / len(K)
    errors = []
    for penalty in penalties:
        # leaving one period out, for all periods at once: the hat matrix of a ridge over periods
        hat = A.T @ np.linalg.solve(K + penalty * np.eye(len(K)), A)
        errors.append(((left - hat @ left) / np.maximum(1.0 - np.diag(hat), 1e-6)) ** 2)
    mean = np.mean(errors, axis=1)
    best = int(np.argmin(mean))
    bound = mean[best] + np.std(errors[best], ddof=1) / np.sqrt(len(p))
    penalty = penalties[mean <= bound].max()
    return np.asarray(w + np.linalg.solve(K + penalty * np.eye(len(K)), A @ left))


def root_mean_square(values: Floats) -> float:
    """Square root of the mean square."""
    return float(np.sqrt(np.mean(values**2)))
