"""What tells whether an interrupted series may be believed: residuals, other starts, and starts that never were."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import special

from vapenvila.analysis.interrupted_series.count_regression import Floats, SeriesError
from vapenvila.analysis.interrupted_series.model import Segmented, Stacked, Terms, segmented

CURVE_REACH = 12
"""Guard: start dates up to so many periods before and after the stated one are tried."""

MOST_PLACEBOS = 60
"""Guard: of more starts before the real one so many are tried, evenly spread."""


@dataclass(frozen=True, slots=True)
class StartTried:
    """The result had the start been another. None where the model cannot be fitted there."""

    start: str
    ratio: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Placebo:
    """Starts tried in the time before the real one, where there was nothing to find.

    `as_far`: how many of them gave a ratio at least as far from 1 as the real start did.
    """

    starts: tuple[StartTried, ...]
    as_far: int


@dataclass(frozen=True, eq=False)
class OtherStarts:
    """The same model at other starts, fitted when first asked for. `log_ratio`: what the real `start` gave."""

    series: Stacked
    start: int
    terms: Terms
    level: float
    log_ratio: float

    @cached_property
    def curve(self) -> tuple[StartTried, ...]:
        """The ratio for every start up to a year's months before and after the stated one."""
        last = len(self.series.periods.first_days) - 1
        first = max(2, self.start - CURVE_REACH)
        reach = range(first, min(last, self.start + CURVE_REACH) + 1)
        return tuple(_tried(self.series, at, self.terms, self.level) for at in reach)

    @cached_property
    def placebo(self) -> Placebo:
        """Every start in the time before the real one with a quarter of that time, at least three periods, on each side."""
        before = self.series.until(self.start)
        side = max(3, self.start // 4)
        possible = np.arange(side, self.start - side + 1)
        if len(possible) > MOST_PLACEBOS:
            possible = possible[np.linspace(0, len(possible) - 1, MOST_PLACEBOS).astype(np.int64)]
        tried = tuple(_tried(before, int(at), self.terms, self.level) for at in possible)
        known = [abs(np.log(one.ratio)) for one in tried if one.ratio]
        return Placebo(starts=tried, as_far=int(sum(far >= abs(self.log_ratio) for far in known)))


@dataclass(frozen=True, slots=True)
class ResidualChecks:
    """`pearson`: Pearson's χ² over its degrees of freedom, about 1 where the model holds. `autocorrelation`: by lag from 1.

    `ljung_box_p`: chance of such autocorrelation up to those lags where there is none. `farthest`: the period whose
    count is farthest from the model, `farthest_by` how many standard deviations.
    """

    pearson: float
    autocorrelation: tuple[float, ...]
    ljung_box_lags: int
    ljung_box: float
    ljung_box_p: float
    farthest: str
    farthest_by: float


def residual_checks(series: Stacked, fitted: Segmented) -> ResidualChecks:
    """Checks on the Pearson residuals; autocorrelation of the treated series alone. G. M. Ljung, G. E. P. Box (1978)."""
    spread = float(fitted.fit.dispersion[0])
    residuals = (series.counts - fitted.mean) / np.sqrt(fitted.mean + spread * fitted.mean**2)
    own = residuals[series.treated]
    n = len(own)
    lags = max(1, min(12, n // 5))
    correlation = _autocorrelation(own, lags)
    statistic = float(n * (n + 2) * np.sum(correlation**2 / (n - np.arange(1, lags + 1))))
    far = int(np.argmax(np.abs(own)))
    return ResidualChecks(
        pearson=float(np.sum(residuals**2) / max(fitted.uncertainty.freedom, 1)),
        autocorrelation=tuple(correlation.tolist()),
        ljung_box_lags=lags,
        ljung_box=statistic,
        ljung_box_p=float(special.chdtrc(lags, statistic)),
        farthest=str(series.periods.first_days[far]),
        farthest_by=float(own[far]),
    )


def _tried(series: Stacked, at: int, terms: Terms, level: float) -> StartTried:
    name = str(series.periods.first_days[at])
    try:
        fitted = segmented(series, at, terms)
    except SeriesError:
        return StartTried(name, None, None, None)
    low, high = fitted.interval(fitted.uncertainty.half_width(level))
    return StartTried(name, float(np.exp(fitted.log_ratio)), low, high)


def _autocorrelation(values: Floats, lags: int) -> Floats:
    centred = values - values.mean()
    whole = float(centred @ centred)
    if whole <= 0.0:
        return np.zeros(lags)
    return np.array([float(centred[lag:] @ centred[:-lag]) / whole for lag in range(1, lags + 1)])
