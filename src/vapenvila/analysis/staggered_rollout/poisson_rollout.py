"""Counts that begin to change at different times: Poisson regression with cohorts, periods and an effect for each cell.

J. M. Wooldridge (2023), "Simple approaches to nonlinear difference-in-differences with panel data", Econometrics Journal
26, C31–C66. What would have been is exp(cohort + period), found from every cell not yet treated; the effect of a treated
cell is its mean less that. Standard errors need no Poisson variance: they follow from each unit's influence.
"""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.interrupted_series.count_regression import MOST_COUNTED, SeriesError, fit_counts
from vapenvila.analysis.panel_rows import Floats, Whole
from vapenvila.analysis.staggered_rollout.cohort_panel import CohortPanel, RolloutError
from vapenvila.analysis.staggered_rollout.group_time import GroupTime, Mask


@dataclass(frozen=True, slots=True, eq=False)
class PoissonRollout:
    """`found`: effects in counts a unit and period. `log_ratio`: of all treated cells to what they would have had;
    `log_ratio_influence`: (n,)."""

    found: GroupTime
    log_ratio: float
    log_ratio_influence: Floats


def poisson_rollout(panel: CohortPanel) -> PoissonRollout:
    """Effects by cohort and period on counts. Raises RolloutError for what are no counts or cannot be fitted."""
    Y = panel.Y
    if (Y < 0).any() or (np.floor(Y) != Y).any():
        raise RolloutError("The Poisson estimator takes counts: whole numbers of at least 0.")
    if Y.sum() > MOST_COUNTED:
        raise RolloutError(f"There are more than {MOST_COUNTED:,} events; the Poisson estimator takes fewer.")
    if panel.covariates:
        raise RolloutError("The Poisson estimator takes no covariates.")
    return _fitted(panel, Y, (panel.first > 0) | panel.control)


def _fitted(panel: CohortPanel, Y: Floats, kept: Mask) -> PoissonRollout:
    cohorts = np.unique(panel.first[kept])
    member = (panel.first[:, None] == cohorts) & kept[:, None]
    size = member.sum(axis=0).astype(np.float64)
    sums = member.T.astype(np.float64) @ Y
    treated = (cohorts[:, None] > 0) & (panel.times >= cohorts[:, None])
    known = np.flatnonzero((~treated & (sums > 0)).any(axis=0))
    if (sums * ~treated).sum(axis=1).min() == 0:
        raise RolloutError("A cohort has no events before its start; there is nothing to compare with.")
    design = _design(len(cohorts), known, len(panel.times))
    use = ~treated
    use[:, np.setdiff1d(np.arange(len(panel.times)), known)] = False
    X = design[use]
    exposure = np.broadcast_to(np.log(size)[:, None], use.shape)[use]
    try:
        fit = fit_counts(X, sums[use][None, :], family="poisson", log_exposure=exposure)
    except SeriesError:
        raise RolloutError(
            "Cohorts and periods cannot be told apart; more periods before the start are needed."
        ) from None
    if not fit.converged[0]:
        raise RolloutError(
            "A period without events among those not yet treated leaves the model without an answer."
        )
    without = np.exp(design @ fit.coefficients[0])
    by_coefficients = _coefficient_influence(Y, member, use, X, without, size)
    cells = [(int(c), int(t)) for c, t in np.argwhere(treated) if t in known]
    return _effects(panel, cohorts, member, cells, design, without, by_coefficients)


def _effects(
    panel: CohortPanel,
    cohorts: Whole,
    member: Mask,
    cells: list[tuple[int, int]],
    design: Floats,
    without: Floats,
    by_coefficients: Floats,
) -> PoissonRollout:
    if not cells:
        raise RolloutError("There is no treated cell in a period in which others are not yet treated.")
    seen, seen_influence = _means_of_cells(panel.Y, member, cells)
    expected = np.array([without[c, t] for c, t in cells])
    expected_influence = by_coefficients @ np.array([without[c, t] * design[c, t] for c, t in cells]).T
    number = np.array([float(member[:, c].sum()) for c, _ in cells])
    found = GroupTime(
        cohort=np.array([cohorts[c] for c, _ in cells]),
        time=np.array([panel.times[t] for _, t in cells]),
        effect=seen - expected,
        influence=seen_influence - expected_influence,
    )
    if number @ seen == 0:
        raise RolloutError("There are no events at all where the programme ran; no ratio exists.")
    return PoissonRollout(
        found,
        float(np.log(number @ seen / (number @ expected))),
        seen_influence @ number / (number @ seen) - expected_influence @ number / (number @ expected),
    )


def _means_of_cells(Y: Floats, member: Mask, cells: list[tuple[int, int]]) -> tuple[Floats, Floats]:
    """(K,) mean of each cell and its influence (n, K)."""
    influence = np.zeros((len(Y), len(cells)))
    means = np.zeros(len(cells))
    for k, (c, t) in enumerate(cells):
        own = Y[member[:, c], t]
        means[k] = own.mean()
        influence[member[:, c], k] = (own - means[k]) * (len(Y) / len(own))
    return means, influence


def _design(cohorts: int, known: Whole, periods: int) -> Floats:
    """(cohorts, periods, p): an indicator for each cohort, and for each known period but the first."""
    design = np.zeros((cohorts, periods, cohorts + len(known) - 1))
    for c in range(cohorts):
        design[c, :, c] = 1.0
    for place, t in enumerate(known[1:]):
        design[:, t, cohorts + place] = 1.0
    return design


def _coefficient_influence(
    Y: Floats, member: Mask, use: Mask, X: Floats, without: Floats, size: Floats
) -> Floats:
    """(n, p) influence of the coefficients, n times the inverse information times each unit's pull."""
    cell_of = np.cumsum(use.ravel()).reshape(use.shape) - 1
    pulls = np.zeros((len(Y), X.shape[1]))
    for c in range(member.shape[1]):
        units, times = np.flatnonzero(member[:, c]), np.flatnonzero(use[c])
        pulls[units] = (Y[np.ix_(units, times)] - without[c, times]) @ X[cell_of[c, times]]
    weight = (size[:, None] * without)[use]
    return np.asarray(len(Y) * pulls @ np.linalg.inv((X * weight[:, None]).T @ X))
