"""Poisson regression of counts by group and period, with an effect for each group and each period.

Newton's method in which the effects are projected out at every step (R. Frisch, F. Waugh (1933); S. Correia, P. Guimarães,
T. Zylkin (2020), Stata Journal 20, 95–115): one small system of equations for the periods or the groups, whichever are
fewer, instead of a column for each.
"""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.panel_rows import Floats
from vapenvila.analysis.stepped_wedge.wedge_panel import Mask, WedgeError

_ENOUGH = 1e-10
_STEPS = 100
_LARGEST = 30.0
FARTHEST = 14.0
"""Guard: a coefficient beyond this many units of the logarithm has run away: the counts determine no finite one."""


@dataclass(frozen=True, slots=True, eq=False)
class TwoWayFit:
    """`coefficients`: (p,). `mean`: (n, T), 0 in cells not used. `within`: (p, n, T) regressors less their projection."""

    coefficients: Floats
    mean: Floats
    within: Floats
    residual: Floats

    @property
    def information(self) -> Floats:
        """(p, p) of the coefficients."""
        return np.asarray(np.einsum("pgt,qgt,gt->pq", self.within, self.within, self.mean))

    @property
    def covariance(self) -> Floats:
        """(p, p) robust to whatever happens within a group over time, with the factor n/(n − 1) for n groups."""
        n = len(self.mean)
        pull = np.einsum("pgt,gt->gp", self.within, self.residual)
        bread = np.linalg.inv(self.information)
        return np.asarray(bread @ (pull.T @ pull) @ bread * (n / (n - 1.0)))


def usable(Y: Floats, use: Mask) -> Mask:
    """The cells of groups and periods that have events; the others say nothing about a ratio."""
    kept = use.copy()
    while True:
        events = Y * kept
        smaller = kept & (events.sum(axis=1) > 0.0)[:, None] & (events.sum(axis=0) > 0.0)
        if (smaller == kept).all():
            return kept
        kept = smaller


def fit_two_way(Y: Floats, D: Floats, use: Mask, offset: Floats) -> TwoWayFit:
    """Maximum likelihood of log mean = group + period + Σ β D + offset over the cells in `use` (n, T).

    `D`: (p, n, T). Every group and period must have an event in `use`. Raises WedgeError where D cannot be told from groups
    and periods or the counts determine no finite β.
    """
    p = len(D)
    coefficients = np.zeros(p)
    line = _start(Y, use, offset)
    mean = np.where(use, np.exp(line + offset), 0.0)
    value = float(Y[use] @ line[use] - mean.sum())
    for _ in range(_STEPS):
        residual = np.where(use, Y - mean, 0.0)
        within, effects = project(np.concatenate([D, _working(residual, mean)[None]]), mean)
        information = np.einsum("pgt,qgt,gt->pq", within[:p], within[:p], mean)
        _refuse_alike(information, D, use)
        step = (
            np.linalg.solve(information, np.einsum("pgt,gt->p", within[:p], residual)) if p else np.zeros(0)
        )
        move = np.tensordot(step, D - effects[:p], 1) + effects[p]
        share, tried = 1.0, value
        while share > 1e-8:
            new = np.clip(line + share * move, -_LARGEST, _LARGEST)
            mean = np.where(use, np.exp(np.clip(new + offset, -_LARGEST, _LARGEST)), 0.0)
            tried = float(Y[use] @ new[use] - mean.sum())
            if tried >= value - 1e-12 * (1.0 + abs(value)):
                break
            share /= 2.0
        gain, value, line = tried - value, tried, new
        coefficients = coefficients + share * step
        if p and np.abs(coefficients).max() > FARTHEST:
            raise WedgeError(
                "The counts determine no finite effect: there are no events at all with the programme, or none without it."
            )
        if share == 1.0 and gain < _ENOUGH * (1.0 + abs(value)):
            break
    within, _ = project(D, mean)
    return TwoWayFit(coefficients, mean, within, np.where(use, Y - mean, 0.0))


def _start(Y: Floats, use: Mask, offset: Floats) -> Floats:
    """(n, T) group + period effects to begin at: rows and columns scaled in turn to their sums."""
    base = np.where(use, np.exp(offset), 0.0)
    row, column = np.ones(len(Y)), np.ones(Y.shape[1])
    events = Y * use
    for _ in range(5):
        row = events.sum(axis=1) / np.maximum(base @ column, 1e-300)
        column = events.sum(axis=0) / np.maximum(row @ base, 1e-300)
    return np.log(np.maximum(row, 1e-12))[:, None] + np.log(np.maximum(column, 1e-12))


def _working(residual: Floats, mean: Floats) -> Floats:
    return np.divide(residual, mean, out=np.zeros_like(mean), where=mean > 0.0)


def project(V: Floats, mean: Floats) -> tuple[Floats, Floats]:
    """V (q, n, T) less its weighted projection on group and period effects, and that projection, both (q, n, T)."""
    if V.shape[1] < V.shape[2]:
        within, effects = project(V.transpose(0, 2, 1), mean.T)
        return within.transpose(0, 2, 1), effects.transpose(0, 2, 1)
    rows, columns = np.maximum(mean.sum(axis=1), 1e-300), mean.sum(axis=0)
    row_sums, column_sums = np.einsum("qgt,gt->qg", V, mean), np.einsum("qgt,gt->qt", V, mean)
    system = np.diag(columns) - mean.T @ (mean / rows[:, None])
    asked = column_sums - (row_sums / rows) @ mean
    by_column = asked @ np.linalg.pinv(system, rcond=1e-12, hermitian=True)
    by_row = (row_sums - by_column @ mean.T) / rows
    effects = by_row[:, :, None] + by_column[:, None, :]
    return V - effects, effects


def _refuse_alike(information: Floats, D: Floats, use: Mask) -> None:
    """Refuse regressors of which nothing is left once groups, periods and the other regressors are known."""
    if not len(D):
        return
    size = np.sqrt(np.diag(information))
    whole = np.sqrt(np.array([(one[use] ** 2).sum() for one in D]))
    bare = size <= 1e-7 * np.maximum(whole, 1e-300)
    if bare.any() or np.linalg.cond(information / np.outer(size, size)) > 1e12:
        raise WedgeError(
            "The programme cannot be told from groups and periods: it must begin at different times, or some groups must go "
            "without it."
        )
