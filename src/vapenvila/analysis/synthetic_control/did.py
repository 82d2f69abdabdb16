"""Synthetic difference-in-differences: D. Arkhangelsky, S. Athey, D. A. Hirshberg, G. W. Imbens, S. Wager (2021),
American Economic Review 111, 4088–4118. Both sets of weights stand at the optimum of their quadratic programme.
"""

import numpy as np
from scipy import stats

from vapenvila.analysis.small_counts.checked_input import checked_level
from vapenvila.analysis.synthetic_control.panel import Panel
from vapenvila.analysis.synthetic_control.result import SyntheticDid
from vapenvila.analysis.synthetic_control.weights import Floats, simplex_weights

TIME_RIDGE = 1e-6
"""Ridge of the time weights, as a share of the mean square: where more periods than controls fit exactly, the smallest
of the many exact solutions."""


def synthetic_did(panel: Panel, *, level: float = 0.95, draws: int = 200, seed: int = 1) -> SyntheticDid:
    """Effect on the treated with unit and time weights; standard error by placebo on the controls.

    With one treated unit every control stands in once, so nothing is drawn; with several, `draws` random groups do.
    The standard error is None where there are not more controls than treated; the limits are Student's t with the degrees of
    freedom of `_freedom`. Raises PanelError.
    """
    checked_level(level)
    noise = _noise(panel.Y[: panel.N0, : panel.T0])
    estimate, omega, lam = _estimate(panel.Y, panel.N0, panel.T0, noise)
    many = len(panel.Y) - panel.N0
    error = None
    if many + 1 < panel.N0:
        placebos = _placebo_estimates(panel, many, noise, draws, seed)
        error = float(np.std(placebos)) if len(placebos) > 1 else None
    u = np.concatenate([-omega, np.full(many, 1.0 / many)])
    gap = u @ panel.Y
    after, before = panel.Y[:, panel.T0 :].mean(axis=1), panel.Y[:, : panel.T0].mean(axis=1)
    change = after - before
    freedom = _freedom(panel.N0, many, panel.T0)
    reach = None if error is None else float(stats.t.ppf(0.5 + level / 2.0, freedom)) * error
    return SyntheticDid(
        panel=panel,
        effect=estimate,
        error=error,
        low=None if reach is None else estimate - reach,
        high=None if reach is None else estimate + reach,
        level=level,
        p_value=None if not error else float(2.0 * stats.t.sf(abs(estimate) / error, freedom)),
        unit_weights=omega,
        time_weights=lam,
        gap=np.asarray(gap - lam @ gap[: panel.T0]),
        plain_did=float(change[panel.N0 :].mean() - change[: panel.N0].mean()),
        draws=panel.N0 if many == 1 else draws,
        seed=seed if many > 1 else None,
    )


def _freedom(N0: int, many: int, T0: int) -> float:
    """Degrees of freedom of the placebo variance: the N₀/N₁ groups of controls that share none, less one, times N₀/(N₀ + T₀).

    Where there are many periods before for each control, the time weights of one placebo meet the other controls all but
    exactly, so that its error is made of theirs and the placebos are worth fewer. The factor follows the spread of that
    variance in made-up panels of noise, see the method's page.
    """
    return max(1.0, (N0 / many - 1.0) * N0 / (N0 + T0))


def _noise(C: Floats) -> float:
    """Standard deviation of changes from period to period in the controls before the start."""
    return float(np.std(np.diff(C, axis=1), ddof=1))


def _estimate(Y: Floats, N0: int, T0: int, noise: float) -> tuple[float, Floats, Floats]:
    """Estimate, unit weights (N0,) and time weights (T0,); treated rows last."""
    N, T = Y.shape
    zeta = ((N - N0) * (T - T0)) ** 0.25 * noise
    omega = _weights(Y[:N0, :T0], Y[N0:, :T0].mean(axis=0), zeta**2 * T0, 0.0)
    lam = _weights(Y[:N0, :T0].T, Y[:N0, T0:].mean(axis=1), (1e-6 * noise) ** 2 * N0, TIME_RIDGE)
    gap = Y[N0:].mean(axis=0) - omega @ Y[:N0]
    return float(gap[T0:].mean() - lam @ gap[:T0]), omega, lam


def _weights(A: Floats, b: Floats, ridge: float, least: float) -> Floats:
    """Simplex weights of the rows of `A` for `b` with a free constant, and a ridge no less than a share of the square."""
    D = (A - A.mean(axis=1, keepdims=True)) - (b - b.mean())
    return simplex_weights(D, max(ridge, least * float(np.mean(np.einsum("ij,ij->i", D, D)))))


def _placebo_estimates(panel: Panel, many: int, noise: float, draws: int, seed: int) -> list[float]:
    C = panel.Y[: panel.N0]
    if many == 1:
        groups = [[u] for u in range(panel.N0)]
    else:
        rng = np.random.default_rng(seed)
        groups = [rng.choice(panel.N0, many, replace=False).tolist() for _ in range(draws)]
    found = []
    for group in groups:
        others = np.setdiff1d(np.arange(panel.N0), group)
        found.append(_estimate(C[np.concatenate([others, group])], len(others), panel.T0, noise)[0])
    return found
