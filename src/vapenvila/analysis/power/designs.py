"""The ways a study may compare, each with the chance that it tells a fall: exactly where that can be, else by histories."""

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from vapenvila.analysis.power.before_after import before_after_power, power_of_boundary
from vapenvila.analysis.power.difference import difference_power, too_long
from vapenvila.analysis.power.histories import simulated_difference
from vapenvila.analysis.power.one_city import Design
from vapenvila.analysis.power.series import simulated_series
from vapenvila.analysis.power.study import Floats, PowerError, Study, Whole
from vapenvila.analysis.small_counts.binomial_limits import binomial_limits

_SPARSE = (6, 12, 18, 24, 36, 48, 60, 84, 120, 180, 240, 360, 480, 600)


class Compared(Protocol):
    """A way to compare. `histories`: how many are simulated, None where nothing is."""

    @property
    def histories(self) -> int | None:
        """Simulated histories."""
        ...

    def at(self, study: Study, ratio: float, months: int) -> float:
        """Chance that the fall is told after so many months, at the true ratio."""
        ...

    def over(self, study: Study, ratio: float, months: Whole) -> Floats:
        """The same for each of `months` (m,), rising."""
        ...

    def horizons(self, study: Study) -> Whole:
        """The months after which it is worth looking, up to the farthest."""
        ...

    def chance_limits(self, study: Study, power: float) -> tuple[float, float] | None:
        """What chance in the histories leaves open about a power from `at`; None where it is exact."""
        ...


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """The exact comparison of two counts."""

    histories: None = None

    def at(self, study: Study, ratio: float, months: int) -> float:
        """Exact."""
        return float(before_after_power(study, ratio, np.array([months]))[0])

    def over(self, study: Study, ratio: float, months: Whole) -> Floats:
        """Exact."""
        return before_after_power(study, ratio, months)

    def horizons(self, study: Study) -> Whole:
        """Every month."""
        return np.arange(1, study.most_months + 1)

    def chance_limits(self, study: Study, power: float) -> None:
        """Nothing is left to chance."""


@dataclass(frozen=True, slots=True, eq=False)
class ByETest(BeforeAfter):
    """The comparison of two Poisson counts by the E-test after the study's months. `boundary`: see `e_test_boundary_of`."""

    boundary: Whole = field(kw_only=True)

    def at(self, study: Study, ratio: float, months: int) -> float:
        """Exact; `months` are those of the boundary."""
        return power_of_boundary(study, ratio, months, self.boundary)


@dataclass(frozen=True, slots=True)
class Difference:
    """The weighted displacement difference: exact at one horizon unless that sum is too long, simulated over all of them."""

    histories: int = 40_000
    seed: int = 1

    def at(self, study: Study, ratio: float, months: int) -> float:
        """Exact, unless the sum is too long."""
        if too_long(study, months):
            return float(self.over(study, ratio, np.array([months]))[0])
        return float(difference_power(study, ratio, np.array([months]))[0])

    def over(self, study: Study, ratio: float, months: Whole) -> Floats:
        """Simulated, all horizons in one pass."""
        told = simulated_difference(study, ratio, int(months.max()), self.histories, self.seed)
        return np.asarray(told[months - 1] / self.histories)

    def horizons(self, study: Study) -> Whole:
        """Every month."""
        return np.arange(1, study.most_months + 1)

    def chance_limits(self, study: Study, power: float) -> tuple[float, float] | None:
        """Nothing is left to chance where the sum is exact."""
        return _limits(power, self.histories, study.level) if too_long(study, study.months_after) else None


@dataclass(frozen=True, slots=True)
class Series:
    """The interrupted series, simulated."""

    histories: int = 1000
    seed: int = 1
    trend: bool = True

    def at(self, study: Study, ratio: float, months: int) -> float:
        """Simulated."""
        return float(self.over(study, ratio, np.array([months]))[0])

    def over(self, study: Study, ratio: float, months: Whole) -> Floats:
        """Simulated; the histories go on from one horizon to the next."""
        told = simulated_series(study, ratio, months, self.histories, self.seed, trend=self.trend)
        return np.asarray(told / self.histories)

    def horizons(self, study: Study) -> Whole:
        """Half-years and years, the farther the fewer."""
        sparse = [months for months in _SPARSE if months < study.most_months]
        return np.unique([*sparse, study.months_after, study.most_months])

    def chance_limits(self, study: Study, power: float) -> tuple[float, float]:
        """Exact limits of the share of histories."""
        return _limits(power, self.histories, study.level)


def _limits(power: float, histories: int, level: float) -> tuple[float, float]:
    low, high = binomial_limits(round(power * histories), histories, level)
    return float(low), float(high)


def compared_by(study: Study, design: Design, *, histories: int | None, seed: int, trend: bool) -> Compared:
    """The way to compare that goes by this name. Raises PowerError where the study does not fit it."""
    if histories is not None and histories < 1:
        raise PowerError(f"There are {histories} histories; give at least 1.")
    if design == "wdd":
        return Difference(seed=seed) if histories is None else Difference(histories, seed)
    if design == "its":
        return Series(seed=seed, trend=trend) if histories is None else Series(histories, seed, trend)
    if study.comparison_per_month is not None:
        raise PowerError("Before and after alone has no comparison; choose the design wdd or its.")
    return BeforeAfter()
