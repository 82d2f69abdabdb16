"""The segmented model: level and slope before and after a start, season, exposure, with or without a comparison series.

A. K. Wagner, S. B. Soumerai, F. Zhang, D. Ross-Degnan (2002), Journal of Clinical Pharmacy and Therapeutics 27, 299–309;
with a comparison series: J. Lopez Bernal, S. Cummins, A. Gasparrini (2018), International Journal of Epidemiology 47.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.interrupted_series.count_regression import (
    CountFits,
    Family,
    Floats,
    SeriesError,
    fit_counts,
    means,
)
from vapenvila.analysis.interrupted_series.periods import Periods, Season
from vapenvila.analysis.interrupted_series.uncertainty import Uncertainty, uncertainty


@dataclass(frozen=True, slots=True)
class Terms:
    """What the model holds besides the level change."""

    family: Family = "negbin"
    trend: bool = True
    slope_change: bool = False
    season: Season = "month"


@dataclass(frozen=True, slots=True, eq=False)
class Stacked:
    """One or two series under each other. `counts`, `log_exposure`: (S,). `moments`: (S,) period of each row.

    `treated`: (S,) whether the row is of the series the programme is in; all, where there is no comparison.
    """

    periods: Periods
    counts: Floats
    log_exposure: Floats
    moments: NDArray[np.int64]
    treated: NDArray[np.bool_]

    @property
    def compared(self) -> bool:
        """Whether there is a comparison series."""
        return not bool(self.treated.all())

    @property
    def rows(self) -> int:
        """How many series lie under each other."""
        return 2 if self.compared else 1

    def until(self, end: int) -> "Stacked":
        """The series cut off before period `end`."""
        keep = self.moments < end
        first_days = self.periods.first_days[:end]
        return Stacked(
            Periods(first_days, self.periods.kind, self.periods.a_year),
            self.counts[keep],
            self.log_exposure[keep],
            self.moments[keep],
            self.treated[keep],
        )


@dataclass(frozen=True, slots=True, eq=False)
class Segmented:
    """A fitted model. `level_column`, `effect_columns`: which coefficients are the level change, and the whole effect.

    `mean`: (S,) fitted. `uncertainty`: of the level change.
    """

    X: Floats
    fit: CountFits
    level_column: int
    effect_columns: tuple[int, ...]
    mean: Floats
    uncertainty: Uncertainty

    @property
    def log_ratio(self) -> float:
        """Logarithm of the rate ratio at the level change."""
        return float(self.fit.coefficients[0, self.level_column])

    def interval(self, half_width: float) -> tuple[float, float]:
        """Limits of the rate ratio, so far from its logarithm."""
        return float(np.exp(self.log_ratio - half_width)), float(np.exp(self.log_ratio + half_width))

    @property
    def without(self) -> Floats:
        """(p,) coefficients with the effect taken out: what would have been without the programme."""
        coefficients: Floats = self.fit.coefficients[0].copy()
        coefficients[list(self.effect_columns)] = 0.0
        return coefficients


def design(series: Stacked, start: int, terms: Terms) -> tuple[Floats, int, tuple[int, ...]]:
    """Design (S, p), the column of the level change and the columns of the whole effect. `start`: first period after."""
    years = (series.moments - start) / series.periods.a_year
    after = (series.moments >= start).astype(np.float64)
    treated = series.treated.astype(np.float64)
    columns = [np.ones(len(after))]
    columns += [years] if terms.trend else []
    columns += list(series.periods.season_columns(terms.season)[series.moments].T)
    effect = [after, *([after * years] if terms.slope_change else [])]
    if series.compared:
        columns += [*effect, treated, *([treated * years] if terms.trend else [])]
        effect = [treated * column for column in effect]
    level = len(columns)
    columns += effect
    return np.column_stack(columns), level, tuple(range(level, len(columns)))


def segmented(series: Stacked, start: int, terms: Terms) -> Segmented:
    """Fit the model. Raises SeriesError where it cannot be fitted."""
    X, level, effect = design(series, start, terms)
    refuse_empty_sides(series, start)
    if len(X) <= X.shape[1] + 1:
        raise SeriesError(
            f"There are {len(X)} counts for {X.shape[1]} terms of the model; give more periods or leave terms out."
        )
    fit = fit_counts(X, series.counts[None, :], family=terms.family, log_exposure=series.log_exposure)
    if not fit.converged[0]:
        raise SeriesError(
            "The counts determine no finite model: some part of the season or some side of the start holds none. Choose a "
            "coarser season (quarter or none), leave out the trend or slope, or compare the two periods exactly."
        )
    mean = means(X, fit.coefficients[0], series.log_exposure)
    change = np.eye(X.shape[1])[level]
    return Segmented(
        X=X,
        fit=fit,
        level_column=level,
        effect_columns=effect,
        mean=mean,
        uncertainty=uncertainty(X, series.counts, fit, mean, change, series=series.rows),
    )


def refuse_empty_sides(series: Stacked, start: int) -> None:
    """Raise SeriesError where a side of the start has no periods or no events, so that no ratio exists."""
    periods = len(series.periods.first_days)
    if not 2 <= start <= periods - 1:
        raise SeriesError(
            f"The start leaves {max(start, 0)} of {periods} periods before it; at least two before and one after are needed."
        )
    after = series.moments >= start
    for name, which in (("the series", series.treated), ("the comparison", ~series.treated)):
        for side, rows in (("before", ~after), ("after", after)):
            if which.any() and series.counts[which & rows].sum() == 0:
                raise SeriesError(
                    f"There are no events in {name} {side} the start, so no rate ratio of this model exists; compare the "
                    "two periods exactly instead (compare_periods; vapenvila evaluate wdd)."
                )
