"""Between which limits does a coefficient of agreement lie? By formula, by the bootstrap, and where nobody ever disagreed.

By formula: the large-sample variance over cases on the scale atanh(coefficient), with Student's t of cases − 1; on the
plain scale the interval of few cases is too short and leaves the range. Where every pair agreed the variance says 0 and
knows nothing; then the lower limit is that of Clopper and Pearson for the share of cases that agree. The bootstrap draws
cases anew (bias-corrected and accelerated; B. Efron (1987), J. American Statistical Association 82, 171–185).
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import atanh, isfinite, sqrt, tanh

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Array = NDArray[np.float64]
FEWEST_CASES = 2
_ALMOST_ONE = 1.0 - 1e-12
_NOTHING = 1e-12
_MOST_LOST = 0.5  # of the resamples; where more have no coefficient the rest would tell of themselves only


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient of agreement; None where it cannot be told. `drawn_low`, `drawn_high`: the bootstrap's limits."""

    value: float | None
    error: float | None = None
    low: float | None = None
    high: float | None = None
    drawn_low: float | None = None
    drawn_high: float | None = None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The limits by formula."""
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True, slots=True, eq=False)
class Resamples:
    """How many times each case is drawn in each resample: (B, k)."""

    times: Array

    @classmethod
    def drawn(cls, cases: int, number: int, rng: np.random.Generator) -> "Resamples":
        """`number` resamples of so many cases, each as large as all of them."""
        return cls(rng.multinomial(cases, np.full(cases, 1.0 / cases), size=number).astype(np.float64))

    def tables(self, by_case: Array) -> Array:
        """(B, q, q) the table of each resample."""
        return np.asarray(np.tensordot(self.times, by_case, axes=1))


def with_limits(
    of_tables: Callable[[Array], Array],
    by_case: Array,
    influence: Callable[[], Array],
    *,
    level: float,
    most_apart: float,
    resamples: Resamples,
) -> Coefficient:
    """The coefficient of all cases with its limits.

    `by_case`: (k, q, q) tables. `influence`: gives (k,) the influence of each case. `most_apart`: chance-expected
    disagreement when each pair would disagree as much as it can, over what chance gives; scales the limit of no disagreement.
    """
    whole = by_case.sum(axis=0)
    value = float(of_tables(whole))
    if not isfinite(value):
        return Coefficient(None)
    cases = len(by_case)
    if whole[~np.eye(len(whole), dtype=bool)].sum() <= _NOTHING:
        low, high = _never_disagreed(cases, level, most_apart)
        return Coefficient(value, None, low, high, None, None)
    if cases < FEWEST_CASES:
        return Coefficient(value)
    moved = influence()
    error = sqrt(float((moved**2).sum()) * cases / (cases - 1.0))
    if error <= _NOTHING:
        return Coefficient(value)
    low, high = _by_formula(value, error, cases, level)
    drawn = _by_drawing(value, of_tables(resamples.tables(by_case)), moved, level)
    return Coefficient(value, error, low, high, *drawn)


def width_of(value: float, error: float, cases: int, level: float) -> float:
    """How wide the interval by formula is."""
    low, high = _by_formula(value, error, cases, level)
    return high - low


def _by_formula(value: float, error: float, cases: int, level: float) -> tuple[float, float]:
    held = min(max(value, -_ALMOST_ONE), _ALMOST_ONE)
    reach = float(stats.t.ppf(0.5 + level / 2.0, cases - 1)) * error / (1.0 - held**2)
    return tanh(atanh(held) - reach), tanh(atanh(held) + reach)


def _never_disagreed(cases: int, level: float, most_apart: float) -> tuple[float, float]:
    could_disagree = 1.0 - float((0.5 - level / 2.0) ** (1.0 / cases))
    return max(-1.0, 1.0 - could_disagree * most_apart), 1.0


def _by_drawing(
    value: float, drawn: Array, moved: Array, level: float
) -> tuple[float, float] | tuple[None, None]:
    known = drawn[np.isfinite(drawn)]
    if len(known) < _MOST_LOST * len(drawn) or len(known) == 0:
        return None, None
    below = (np.mean(known < value) + np.mean(known <= value)) / 2.0
    edge = 0.5 / len(known)
    bias = float(stats.norm.ppf(np.clip(below, edge, 1.0 - edge)))
    squares = float((moved**2).sum())
    acceleration = float((moved**3).sum()) / (6.0 * squares**1.5)
    limits = []
    for z in (float(stats.norm.ppf(0.5 - level / 2.0)), float(stats.norm.ppf(0.5 + level / 2.0))):
        place = bias + (bias + z) / (1.0 - acceleration * (bias + z))
        limits.append(float(np.quantile(known, float(stats.norm.cdf(place)))))
    return limits[0], limits[1]
