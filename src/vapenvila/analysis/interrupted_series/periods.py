"""The periods of a series: months, quarters, years, weeks or days in a row, none missing and none twice."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.interrupted_series.count_regression import Floats, SeriesError

Days = NDArray[np.datetime64]
Season = Literal["month", "quarter", "none"]
_SHOWN = 6


@dataclass(frozen=True, slots=True, eq=False)
class Periods:
    """First days of consecutive periods. `first_days`: (T,). `a_year`: periods in a year."""

    first_days: Days
    kind: str
    a_year: float

    def season_columns(self, season: Season) -> Floats:
        """(T, s) indicators of calendar month or quarter, the first that occurs left out."""
        if season == "none":
            return np.zeros((len(self.first_days), 0))
        fits = {"month": ("month",), "quarter": ("month", "quarter", "week", "day")}[season]
        if self.kind not in fits:
            raise SeriesError(f"A series by {self.kind} has no season by {season}; choose quarter or none.")
        month = self.first_days.astype("datetime64[M]").astype(np.int64) % 12
        code = month if season == "month" else month // 3
        present = np.unique(code)
        return np.asarray(code[:, None] == present[None, 1:], dtype=np.float64)


def periods_of(days: Days) -> Periods:
    """Find the kind of period and hold that none is missing or twice. Raises SeriesError naming those that are."""
    given = np.asarray(days, dtype="datetime64[D]")
    if len(given) < 4:
        raise SeriesError(f"There are {len(given)} periods; an interrupted series needs at least four.")
    twice = given[1:][given[1:] == given[:-1]]
    if (given[1:] < given[:-1]).any():
        raise SeriesError("The periods must be in order of time.")
    if len(twice):
        raise SeriesError(
            f"The period {twice[0]} occurs more than once; add up its rows, or choose one unit."
        )
    month = given.astype("datetime64[M]").astype(np.int64)
    day_of_month = (given - given.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64)
    if (day_of_month == day_of_month[0]).all():
        gap = int(np.diff(month).min())
        kind = {1: "month", 3: "quarter", 12: "year"}.get(gap)
        if kind is None:
            raise SeriesError(f"The periods are {gap} months apart; give months, quarters or years.")
        return Periods(given, kind, _without_gap(given, month, gap, kind, 12.0 / gap))
    number = given.astype(np.int64)
    gap = int(np.diff(number).min())
    kind = {1: "day", 7: "week"}.get(gap)
    if kind is None:
        raise SeriesError(f"The periods are {gap} days apart; give days, weeks, months, quarters or years.")
    return Periods(given, kind, _without_gap(given, number, gap, kind, 365.25 / gap))


def _without_gap(days: Days, number: NDArray[np.int64], gap: int, kind: str, a_year: float) -> float:
    wanted = np.arange(number[0], number[-1] + 1, gap)
    missing = np.setdiff1d(wanted, number)
    astray = np.setdiff1d(number, wanted)
    unit = "M" if kind in ("month", "quarter", "year") else "D"
    if len(astray):
        raise SeriesError(
            f"{astray[:1].astype(f'datetime64[{unit}]')[0]} does not fit into a row of one {kind} after the other."
        )
    if len(missing):
        names = ", ".join(str(m) for m in missing[:_SHOWN].astype(f"datetime64[{unit}]"))
        more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
        raise SeriesError(
            f"Of the {kind}s between {days[0]} and {days[-1]} these are missing: {names}{more}. Give 0 where nothing "
            "happened; a period that was not counted cannot be part of the series."
        )
    return a_year
