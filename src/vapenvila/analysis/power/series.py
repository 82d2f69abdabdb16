"""The chance that an interrupted series tells a fall: histories are drawn and judged as `interrupted_series` judges."""

import numpy as np
from scipy import special

from vapenvila.analysis.interrupted_series import Terms
from vapenvila.analysis.interrupted_series.count_regression import fit_counts, means, simulated_counts
from vapenvila.analysis.interrupted_series.model import Stacked, design
from vapenvila.analysis.interrupted_series.periods import Periods
from vapenvila.analysis.interrupted_series.serial_errors import serial_errors
from vapenvila.analysis.interrupted_series.uncertainty import least_quantile
from vapenvila.analysis.power.study import Floats, PowerError, Study, Whole

FEWEST_BEFORE = 12
"""Guard: with fewer months before neither a trend nor the dispersion is known."""

AT_ONCE = 256
"""Histories fitted at a time, so few that they stay near the processor."""


def simulated_series(
    study: Study, ratio: float, months: Whole, histories: int, seed: int, *, trend: bool = True
) -> Whole:
    """(m,) of `histories` in how many the fall is told after each of `months` (m,), at the true `ratio`.

    Negative-binomial series with or without a trend and no season, with the comparison as a second series where there is one;
    told where the interval of the level change lies below 1. What cannot be
    fitted does not tell. The same history goes on from one horizon to the next.
    """
    if study.months_before < FEWEST_BEFORE:
        raise PowerError(
            f"The months before are {study.months_before}; an interrupted series needs at least {FEWEST_BEFORE}."
        )
    if histories < 1:
        raise PowerError(f"There are {histories} histories; give at least 1.")
    rng = np.random.default_rng(seed)
    n, most = study.months_before, int(months.max())
    usual = np.full(n + most, study.per_month)
    series = [
        simulated_counts(
            np.where(np.arange(n + most) < n, 1.0, ratio) * usual, study.overdispersion, rng, histories
        )
    ]
    if study.comparison_per_month is not None:
        elsewhere = np.full(n + most, study.comparison_per_month)
        series.append(simulated_counts(elsewhere, study.overdispersion, rng, histories))
    terms = Terms("negbin", trend, slope_change=False, season="none")
    return np.array(
        [_told([one[:, : n + h] for one in series], n, terms, study.level) for h in months.tolist()]
    )


def _told(series: list[Floats], start: int, terms: Terms, level: float) -> int:
    T = series[0].shape[1]
    moments = np.tile(np.arange(T), len(series))
    Y = np.concatenate(series, axis=1)
    treated = np.arange(len(moments)) < T
    first_days = np.arange(T).astype("datetime64[M]").astype("datetime64[D]")
    stacked = Stacked(Periods(first_days, "month", 12.0), Y[0], np.zeros(len(moments)), moments, treated)
    X, column, _ = design(stacked, start, terms)
    sides = [Y[:, which & side].sum(axis=1) for which in (treated, ~treated) if which.any()
             for side in (moments < start, moments >= start)]  # fmt: skip
    usable = np.min(sides, axis=0) > 0
    rows = Y[usable]
    some = [rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE)]
    return sum(_told_of(X, few, column, len(series), level) for few in some)


def _told_of(X: Floats, rows: Floats, column: int, series: int, level: float) -> int:
    """How many of `rows` (m, S) the interval of `Uncertainty.half_width` tells; all at once.

    That is the wider of two, so that the dearer one is reckoned only where the other tells.
    """
    fits = fit_counts(X, rows)
    change, mean = fits.coefficients[:, column], means(X, fits.coefficients, np.zeros(len(X)))
    quantile = 0.5 + level / 2.0
    maybe = np.flatnonzero(fits.converged & (change < 0.0))
    least = _least_variance(X, mean[maybe], column)
    maybe = maybe[change[maybe] + least_quantile(level, len(X) - X.shape[1]) * np.sqrt(least) < 0.0]
    direction = np.eye(X.shape[1])[[column]]
    error, freedom = serial_errors(
        X, rows[maybe], mean[maybe], fits.dispersion[maybe], direction, series=series
    )
    return int(np.sum(change[maybe] + special.stdtrit(freedom[:, 0], quantile) * error[:, 0] < 0.0))


def _least_variance(X: Floats, mean: Floats, column: int) -> Floats:
    """(m,) variance of one coefficient were the counts Poisson with `mean` (m, S)."""
    _, cell, number = np.unique(X, axis=0, return_index=True, return_counts=True)
    alike = X[cell]  # periods alike in design have one mean
    products = (number[:, None, None] * alike[:, :, None] * alike[:, None, :]).reshape(len(alike), -1)
    information = (mean[:, cell] @ products).reshape(-1, X.shape[1], X.shape[1])
    return np.asarray(np.linalg.inv(information)[:, column, column])
