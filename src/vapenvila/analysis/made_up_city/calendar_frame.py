"""The window a made-up city is told in, and the clock that gives its weeks their rhythm.

The point process runs on *operational* days, in which nothing knows day from night. A fixed, increasing,
week-periodic map turns them into clock time, so that hours and weekdays get their profile while order,
cause before effect and every Monday 00:00 stay where they are (time rescaling: Papangelou 1972,
"Integrability of expected increments of point processes and a related random change of scale").
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.made_up_city.columns import Dates, Minutes, Numbers

_NIGHT_AND_MORNING = (1.5, 1.4, 1.2, 0.9, 0.6, 0.4, 0.3, 0.3, 0.35, 0.4, 0.45, 0.5)
_AFTERNOON_AND_EVENING = (0.6, 0.65, 0.75, 0.85, 0.95, 1.05, 1.2, 1.4, 1.6, 1.75, 1.8, 1.7)
_HOUR_WEIGHTS = np.array(_NIGHT_AND_MORNING + _AFTERNOON_AND_EVENING)
_WEEKDAY_WEIGHTS = np.array([0.9, 0.9, 0.92, 0.95, 1.1, 1.2, 1.03])


@dataclass(frozen=True, slots=True, eq=False)
class WeekClock:
    """Map between operational days and clock days, both counted from a Monday 00:00.

    `knots`: (169,) operational days of a week at which each clock hour begins, 0 to 7.
    """

    knots: Numbers

    def to_clock(self, operational: Numbers) -> Numbers:
        """Clock days of operational days (any shape), increasing."""
        week = np.floor(operational / 7.0)
        hours = np.interp(operational - 7.0 * week, self.knots, np.arange(169.0))
        return np.asarray(7.0 * week + hours / 24.0, dtype=np.float64)

    def to_operational(self, clock: Numbers) -> Numbers:
        """Operational days of clock days (any shape), increasing."""
        week = np.floor(clock / 7.0)
        inside = np.interp((clock - 7.0 * week) * 24.0, np.arange(169.0), self.knots)
        return np.asarray(7.0 * week + inside, dtype=np.float64)


def week_clock(rhythm: bool) -> WeekClock:
    """Clock with the built-in hour and weekday profile, or an even one."""
    weights = np.outer(_WEEKDAY_WEIGHTS, _HOUR_WEIGHTS).ravel() if rhythm else np.ones(168)
    knots = np.concatenate([[0.0], np.cumsum(weights) * (7.0 / weights.sum())])
    knots[-1] = 7.0
    return WeekClock(knots)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The window: `first_day` and `start` are Mondays; `horizon` and `start_at` operational days."""

    first_day: date
    last_day: date
    start: date
    clock: WeekClock

    @property
    def horizon(self) -> float:
        """Operational days from the first day's 00:00 to the end of the last day."""
        days = float((self.last_day - self.first_day).days + 1)
        return float(self.clock.to_operational(np.array([days]))[0])

    @property
    def start_at(self) -> float:
        """Operational days from the first day's 00:00 to the programme's start."""
        return float((self.start - self.first_day).days)

    @property
    def weeks(self) -> int:
        """Weeks touched by the window."""
        return int(np.ceil(self.horizon / 7.0))

    @property
    def end_minute(self) -> np.datetime64:
        """First minute after the window."""
        return np.datetime64(self.last_day + timedelta(days=1), "m")

    def minutes(self, operational: Numbers) -> Minutes:
        """Wall-clock minutes of operational days, the hour that summer time skips left out."""
        whole = np.floor(self.clock.to_clock(operational) * 1440.0).astype("timedelta64[m]")
        return out_of_skipped_hour(np.datetime64(self.first_day, "m") + whole)

    def week_dates(self, weeks: NDArray[np.integer]) -> Dates:
        """Mondays beginning the given weeks (0 is the first); weeks before the window may be negative."""
        days = (weeks.astype(np.int64) * 7).astype("timedelta64[D]")
        return np.asarray(np.datetime64(self.first_day, "D") + days)


def frame_for(until: date, years: int, years_before_end: float, rhythm: bool) -> Frame:
    """The window of whole `years` up to `until`, begun on a Monday, with the programme's start."""
    return Frame(
        first_day=_monday(until - timedelta(days=round(365.25 * years) - 1)),
        last_day=until,
        start=_monday(until - timedelta(days=round(365.25 * years_before_end) - 1)),
        clock=week_clock(rhythm),
    )


def out_of_skipped_hour(minutes: Minutes) -> Minutes:
    """Same minutes, those within 02:00–02:59 on the last Sunday of March moved to 03:00 (keeps the order)."""
    april = minutes.astype("datetime64[Y]").astype("datetime64[M]") + np.timedelta64(3, "M")
    last_of_march = april.astype("datetime64[D]") - np.timedelta64(1, "D")
    weekday = (last_of_march.astype(np.int64) + 3) % 7
    sunday = last_of_march - ((weekday + 1) % 7).astype("timedelta64[D]")
    opens = sunday.astype("datetime64[m]") + np.timedelta64(120, "m")
    closes = opens + np.timedelta64(60, "m")
    return np.where((minutes >= opens) & (minutes < closes), closes, minutes)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
