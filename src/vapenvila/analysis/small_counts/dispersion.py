"""How much more do counts vary than independent incidents would? From the periods before and after a start.

Two totals cannot tell; weeks or months can. Their standard error of a change of level that holds where neighbouring periods
go together (`interrupted_series.serial_errors`) is compared with that of Poisson counts. P. McCullagh, J. A. Nelder (1989),
Generalized Linear Models, section 6.2 on a dispersion that multiplies the variance; A. G. Hawkes (1971), Biometrika 58,
83–90: where each incident is answered by η others, counts over a long time vary 1/(1 − η)² times as much.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from vapenvila.analysis.interrupted_series.serial_errors import serial_errors
from vapenvila.analysis.interrupted_series.uncertainty import least_quantile, students_t
from vapenvila.analysis.small_counts.checked_input import CountError, checked_counts

FEWEST_PERIODS = 12
"""Guard: with fewer periods their variance is known too badly to be of use."""


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Variance of counts over that of Poisson counts. `value`: as seen, where estimated it may be below 1. `freedom`: degrees
    of freedom behind it, endless where it was given. `periods`: those it was estimated from, None where it was given."""

    value: float
    freedom: float = math.inf
    periods: int | None = None

    def __post_init__(self) -> None:
        """Refuse a given dispersion that cannot be. Raises CountError."""
        if not (math.isfinite(self.value) and self.value >= (1.0 if self.periods is None else 0.0)):
            raise CountError(f"The dispersion is {self.value:g}; give a number of at least 1.")

    def factor(self, level: float) -> float:
        """What to multiply the Poisson variance by so that normal limits at `level` become Student's.

        At least 1 where it was given; where it was estimated, at least what leaves the interval of independent counts at
        1 − 2(1 − level), as in `least_quantile`.
        """
        usual = float(special.ndtri(0.5 + level / 2.0))
        least = 1.0 if self.periods is None else (least_quantile(level, math.inf) / usual) ** 2
        return max(least, self.value * (self.quantile(level) / usual) ** 2)

    def quantile(self, level: float) -> float:
        """Student's t, or the normal quantile where the dispersion was given."""
        return students_t(level, self.freedom)


def as_dispersion(given: float | Dispersion | None) -> Dispersion | None:
    """A number as dispersion. Raises CountError for one below 1."""
    return Dispersion(float(given)) if isinstance(given, int | float) else given


def estimated_dispersion(counts: ArrayLike, start: int) -> Dispersion:
    """From (T,) counts of periods of equal length, of which those from place `start` on are after.

    Where one side holds nothing, one level for all periods stands in. Raises CountError for counts that are not, for fewer
    than twelve periods and a start that leaves a side empty.
    """
    y = checked_counts(counts, "The counts", at_least=FEWEST_PERIODS).astype(np.float64)
    if not 0 < start < len(y):
        raise CountError(f"The start leaves {start} of {len(y)} periods before it; give some on either side.")
    if y.sum() == 0.0:
        return Dispersion(1.0, float(len(y) - 1), len(y))
    after = (np.arange(len(y)) >= start).astype(np.float64)
    sides = y[:start].sum(), y[start:].sum()
    X = np.column_stack([np.ones(len(y)), after]) if min(sides) > 0.0 else np.ones((len(y), 1))
    mean = np.where(after > 0.0, sides[1] / (len(y) - start), sides[0] / start) if min(sides) > 0.0 else None
    fitted = np.full(len(y), y.mean()) if mean is None else mean
    error, freedom = serial_errors(X, y[None, :], fitted[None, :], np.zeros(1), np.eye(X.shape[1])[[-1]])
    poisson = 1.0 / y.sum() if mean is None else 1.0 / sides[0] + 1.0 / sides[1]
    return Dispersion(float(error[0, 0]) ** 2 / poisson, float(freedom[0, 0]), len(y))
