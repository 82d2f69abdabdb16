"""The change of an area and of several taken together, each with its error: of independent counts, or by how counts varied.

Where a dispersion was estimated for each area, the error of a sum has the degrees of freedom of F. E. Satterthwaite (1946),
"An approximate distribution of estimates of variance components", Biometrics Bulletin 2, 110–114.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from vapenvila.analysis.interrupted_series.uncertainty import least_quantile, no_less_sure, students_t
from vapenvila.analysis.small_counts.dispersion import Dispersion


@dataclass(frozen=True, slots=True)
class Doubt:
    """How sure a change is. `seen`: its standard error, with `freedom` degrees of freedom (endless where the variance is
    known). `least`: were the counts Poisson."""

    seen: float
    freedom: float
    least: float

    @property
    def error(self) -> float:
        """The standard error to be shown: no less than that of Poisson counts."""
        return max(self.seen, self.least)

    def half_width(self, level: float) -> float:
        """What to go to each side, never less than independent counts give at their lower level (`least_quantile`)."""
        seen = students_t(level, self.freedom) * self.seen
        return max(seen, least_quantile(level, math.inf) * self.least)

    def p_value(self, estimate: float) -> float:
        """Two-sided chance of an estimate as far from 0 where there is nothing; the error is above 0."""
        return no_less_sure(estimate, (self.seen, self.freedom), (self.least, math.inf))


@dataclass(frozen=True, slots=True)
class Area:
    """Counts of one area before and after. `change`: per unit of time. `dispersion`: None for independent counts."""

    before: int
    after: int
    change: float
    doubt: Doubt
    dispersion: Dispersion | None

    @property
    def error(self) -> float:
        """Standard error of the change."""
        return self.doubt.error

    @property
    def of_logarithm(self) -> Doubt:
        """How sure the logarithm of after over before is; both counts above 0."""
        return doubted(1.0 / self.after + 1.0 / self.before, self.dispersion)


def doubted(variance: float, dispersion: Dispersion | None) -> Doubt:
    """From the variance of independent counts."""
    least = math.sqrt(variance)
    if dispersion is None:
        return Doubt(least, math.inf, least)
    return Doubt(least * math.sqrt(dispersion.value), dispersion.freedom, least)


def together(parts: Sequence[Doubt]) -> Doubt:
    """Of the sum or difference of changes that have nothing to do with each other."""
    seen = math.hypot(*(part.seen for part in parts))
    lost = sum(part.seen**4 / part.freedom for part in parts)
    return Doubt(
        seen, seen**4 / lost if lost > 0.0 else math.inf, math.hypot(*(part.least for part in parts))
    )
