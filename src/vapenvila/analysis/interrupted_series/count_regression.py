"""Regression of counts: Poisson or negative binomial (variance mean + dispersion × mean²), many series on one design."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.interrupted_series.count_kernel import LARGEST_PREDICTOR, fit_rows

Floats = NDArray[np.float64]
Family = Literal["poisson", "negbin"]

MOST_COUNTED = 10_000_000
"""Guard: the likelihood keeps a number for every count there could be; more than this is no small count."""
FARTHEST_APART = 14.0
"""Guard: a coefficient beyond this many units of the logarithm has run away: the counts determine no finite one."""


class SeriesError(InputError):
    """A series or a model that cannot be fitted; the sentence says why and what can be done."""


@dataclass(frozen=True, slots=True, eq=False)
class CountFits:
    """Fits of n series: `coefficients` (n, p), `dispersion` (n,; 0 is Poisson), `loglik` (n,), `converged` (n,)."""

    coefficients: Floats
    dispersion: Floats
    loglik: Floats
    converged: NDArray[np.bool_]


def fit_counts(
    X: ArrayLike,
    Y: ArrayLike,
    *,
    family: Family = "negbin",
    log_exposure: ArrayLike | None = None,
    start: ArrayLike | None = None,
    dispersion_start: float = 0.0,
) -> CountFits:
    """Maximum likelihood for every row of `Y` (n, T) on the design `X` (T, p), logarithmic link.

    `log_exposure`: (T,) offsets, none when left out. `start` (p,): coefficients to begin at. A row that varies no more
    than Poisson counts do gets dispersion 0, which is then its maximum. Raises SeriesError when columns of `X` say
    the same; a row whose counts determine no finite coefficients comes back as not converged.
    """
    columns, rows, offset = _checked(X, Y, log_exposure)
    p, known = len(columns), rows.astype(np.intp)
    usual = np.arange(known.max(initial=0) + 1.0)
    if start is None:
        B = (np.log(usual + 0.5)[known] - offset) @ (np.linalg.inv(columns @ columns.T) @ columns).T
    else:
        B = np.tile(np.asarray(start, dtype=np.float64), (len(rows), 1))
    A, L = np.zeros(len(rows)), np.zeros(len(rows))
    alike, cell = np.unique(np.vstack([columns, offset]), axis=1, return_inverse=True)
    cells = np.ascontiguousarray(alike[:p]), alike[p].copy()
    C, more = len(cells[1]), np.zeros(len(usual))
    room = np.zeros((3, C)), np.zeros((3, C)), np.zeros((p, p)), np.zeros((2, p))
    negbin = family == "negbin"
    fit_rows(
        cells[0],
        rows,
        cell.ravel(),
        cells[1],
        float(dispersion_start),
        negbin,
        B,
        A,
        L,
        room,
        more,
    )
    settled = np.isfinite(L) & (np.abs(B) < FARTHEST_APART).all(axis=1)
    return CountFits(B, A, L - special.gammaln(usual + 1.0)[known].sum(axis=1), settled)


def _checked(X: ArrayLike, Y: ArrayLike, log_exposure: ArrayLike | None) -> tuple[Floats, Floats, Floats]:
    columns = np.ascontiguousarray(np.asarray(X, dtype=np.float64).T)
    rows = np.ascontiguousarray(np.asarray(Y, dtype=np.float64))
    p, T = columns.shape
    offset = np.zeros(T) if log_exposure is None else np.asarray(log_exposure, dtype=np.float64)
    if rows.shape[1:] != (T,) or offset.shape != (T,):
        raise SeriesError(
            f"The design has {T} rows, the counts {rows.shape} and the exposure {offset.shape}."
        )
    if rows.max(initial=0.0) > MOST_COUNTED:
        raise SeriesError(
            f"A count of {rows.max():,.0f} is more than the {MOST_COUNTED:,} this method takes; take a shorter period or "
            "fewer kinds of events."
        )
    if np.linalg.matrix_rank(columns) < p:
        raise SeriesError(
            f"With {T} periods the {p} terms of the model cannot be told apart; leave out the season, the trend or the "
            "change of slope, or give more periods."
        )
    return columns, rows, offset


def means(X: Floats, coefficients: Floats, log_exposure: Floats) -> Floats:
    """Expected counts; (T,) for coefficients (p,), (n, T) for (n, p)."""
    predictor = np.clip(coefficients @ X.T + log_exposure, -LARGEST_PREDICTOR, LARGEST_PREDICTOR)
    return np.asarray(np.exp(predictor))


def information_inverse(X: Floats, mean: Floats, dispersion: float) -> Floats:
    """Covariance (p, p) of the coefficients where the model holds: inverse Fisher information, dispersion as known."""
    weights = mean / (1.0 + dispersion * mean)
    return np.asarray(np.linalg.inv((X * weights[:, None]).T @ X))


def simulated_counts(mean: Floats, dispersion: float, rng: np.random.Generator, draws: int) -> Floats:
    """(draws, T) counts around `mean` ((T,) or (draws, T)), negative binomial where the dispersion is above 0."""
    shape = (draws, mean.shape[-1])
    if dispersion <= 0.0:
        return rng.poisson(mean, shape).astype(np.float64)
    return rng.poisson(rng.gamma(1.0 / dispersion, dispersion * mean, shape)).astype(np.float64)
