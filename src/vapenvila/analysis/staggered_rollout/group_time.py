"""Effects by cohort and period: B. Callaway, P. H. C. Sant'Anna (2021), Journal of Econometrics 225, 200–230.

With covariates by outcome regression, inverse probability, or both (doubly robust: P. H. C. Sant'Anna, J. Zhao (2020),
Journal of Econometrics 219, 101–122). Each effect comes with its influence function, one number a unit, from which every
standard error follows.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.panel_rows import Floats, Whole
from vapenvila.analysis.staggered_rollout.cohort_panel import CohortPanel, RolloutError

Estimator = Literal["dr", "ipw", "reg", "poisson"]
Controls = Literal["never", "notyet"]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class GroupTime:
    """`cohort`, `time`: (K,) which effect. `effect`: (K,). `influence`: (n, K); the variance is its mean square over n."""

    cohort: Whole
    time: Whole
    effect: Floats
    influence: Floats


def group_time(panel: CohortPanel, estimator: Estimator, controls: Controls) -> GroupTime:
    """Every cohort in every period but the first. After the start against the last period before it; before the start
    against the period before (a varying base). Raises RolloutError where there are no controls or too few units."""
    if controls == "never" and not ((panel.first == 0) & panel.control).any():
        raise RolloutError("No unit is never treated; take those not yet treated as controls.")
    parts = [_cohort(panel, int(g), estimator, controls) for g in panel.cohorts]
    kept = [(g, part) for g, part in zip(panel.cohorts, parts, strict=True) if part[0].size]
    if not kept:
        raise RolloutError("There are no controls in any period.")
    return GroupTime(
        cohort=np.concatenate([np.full(len(part[0]), g) for g, part in kept]),
        time=np.concatenate([part[0] for _, part in kept]),
        effect=np.concatenate([part[1] for _, part in kept]),
        influence=np.concatenate([part[2] for _, part in kept], axis=1),
    )


def _cohort(
    panel: CohortPanel, g: int, estimator: Estimator, controls: Controls
) -> tuple[Whole, Floats, Floats]:
    """Periods, effects and influence (n, periods) of one cohort."""
    start = int(np.searchsorted(panel.times, g))
    at = np.arange(1, len(panel.times))
    base = np.where(at >= start, start - 1, at - 1)
    change = panel.Y[:, at] - panel.Y[:, base]
    treated = panel.first == g
    never = ((panel.first == 0) & panel.control)[:, None]
    chosen = np.broadcast_to(never, change.shape)
    if controls == "notyet":
        later = (panel.first[:, None] > panel.times[at]) & panel.control[:, None]
        chosen = never | (later & ~treated[:, None])
    some = chosen.any(axis=0)
    at, base, change, chosen = at[some], base[some], change[:, some], chosen[:, some]
    if panel.X.shape[2] == 0:
        effect, influence = _plain(change, treated, chosen)
        return panel.times[at], effect, influence
    found = [
        _adjusted(panel, change[:, k], treated, chosen[:, k], int(min(at[k], base[k])), estimator, (g, at[k]))
        for k in range(len(at))
    ]
    return panel.times[at], np.array([one[0] for one in found]), np.column_stack([one[1] for one in found])


def _plain(change: Floats, treated: Mask, chosen: Mask) -> tuple[Floats, Floats]:
    """Without covariates all three estimators are the difference of mean changes."""
    n = len(change)
    own = change[treated].mean(axis=0)
    counts = chosen.sum(axis=0)
    others = np.where(chosen, change, 0.0).sum(axis=0) / counts
    influence = np.where(chosen, (others - change) * (n / counts), 0.0)
    influence[treated] = (change[treated] - own) * (n / treated.sum())
    return own - others, influence


def _adjusted(
    panel: CohortPanel,
    change: Floats,
    treated: Mask,
    chosen: Mask,
    moment: int,
    estimator: Estimator,
    which: tuple[int, int],
) -> tuple[float, Floats]:
    """Effect and influence (n,) with covariates of the earlier of the two periods."""
    used = treated | chosen
    n, n1 = len(change), int(used.sum())
    X = np.column_stack([np.ones(n1), panel.X[used, moment]])
    D, dy = treated[used].astype(np.float64), change[used]
    place = f"cohort {which[0]} in {panel.times[which[1]]}"
    if min(D.sum(), n1 - D.sum()) <= X.shape[1] or np.linalg.matrix_rank(X[D == 0]) < X.shape[1]:
        raise RolloutError(f"There are too few units in {place} for {X.shape[1] - 1} covariates.")
    if estimator == "reg":
        part = _by_regression(X, D, *_regressed(X, D, dy))
    else:
        residual, regression = (dy, np.zeros_like(X)) if estimator == "ipw" else _regressed(X, D, dy)
        weight, chance = _odds(X, D, place)
        part = _by_weights(X, D, residual, regression, weight, chance)
    influence = np.zeros(n)
    influence[used] = part[1] * (n / n1)
    return part[0], influence


def _regressed(X: Floats, D: Floats, dy: Floats) -> tuple[Floats, Floats]:
    """Change less what controls like it would have; and the influence (n, k) of the coefficients."""
    alone = X * (1.0 - D)[:, None]
    inverse = np.linalg.inv(alone.T @ X / len(X))
    residual = dy - X @ (inverse @ (alone.T @ dy) / len(X))
    return residual, alone * residual[:, None] @ inverse


def _odds(X: Floats, D: Floats, place: str) -> tuple[Floats, Floats]:
    """Weights of the controls, chance over one less chance of being treated; and the influence of its coefficients."""
    b = np.zeros(X.shape[1])
    b[0] = np.log(D.mean() / (1.0 - D.mean()))
    for _ in range(60):
        chance = 1.0 / (1.0 + np.exp(-np.clip(X @ b, -30.0, 30.0)))
        information = (X * (chance * (1.0 - chance))[:, None]).T @ X
        try:
            step = np.linalg.solve(information, X.T @ (D - chance))
        except np.linalg.LinAlgError:
            break
        b += step
        if float(np.abs(step).max()) < 1e-10:
            chance = 1.0 / (1.0 + np.exp(-(X @ b)))
            inverse = np.linalg.inv((X * (chance * (1.0 - chance))[:, None]).T @ X / len(X))
            return chance * (1.0 - D) / (1.0 - chance), (X * (D - chance)[:, None]) @ inverse
    raise RolloutError(
        f"The covariates tell treated and controls of {place} apart for certain; weighting by them has no answer. Leave "
        "a covariate out, or use outcome regression."
    )


def _by_regression(X: Floats, D: Floats, residual: Floats, regression: Floats) -> tuple[float, Floats]:
    """Mean residual of the treated, and its influence. `regression`: (n, k) influence of the coefficients."""
    effect = float(residual[D == 1].mean())
    influence = D * (residual - effect) - regression @ (X * D[:, None]).mean(axis=0)
    return effect, influence / D.mean()


def _by_weights(
    X: Floats, D: Floats, residual: Floats, regression: Floats, weight: Floats, chance: Floats
) -> tuple[float, Floats]:
    """Treated less weighted controls, and its influence; doubly robust where `residual` comes from a regression."""
    own, others = float(residual[D == 1].mean()), float(weight @ residual / weight.sum())
    treated = D * (residual - own) - regression @ (X * D[:, None]).mean(axis=0)
    control = weight * (residual - others)
    control = control + chance @ (X * control[:, None]).mean(axis=0)
    control = control - regression @ (X * weight[:, None]).mean(axis=0)
    return own - others, treated / D.mean() - control / weight.mean()
