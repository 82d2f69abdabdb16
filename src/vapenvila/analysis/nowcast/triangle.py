"""The reporting triangle: what was known of each period at each delay, and what came in and went out on the way there.

A delay of k is the same day of the calendar as today, k periods after the period's own turn. With today the 15th of November,
October is known at delay 0; of September delay 0 is what was known on the 15th of October, delay 1 what is known today.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.nowcast.period_calendar import Days, Kind, NowcastError, first_day, last_day

Floats = NDArray[np.float64]
USUAL_DELAYS = 12
FEWEST_ROWS = 3  # periods that must have reached the longest delay
FEWEST_PERIODS = 5


@dataclass(frozen=True, slots=True, eq=False)
class ReportingTriangle:
    """Periods as rows, delays as columns; nan where a cell is not reached yet or was not seen.

    `numbers`: (T,) numbers of consecutive periods. `days_after`: days from the newest period's end to today. `known`:
    (T, D + 1) reports known at each delay. `added`, `removed`: (T, D + 1) reports that came in or went out since the delay
    before (since nothing, in a row's first cell). `only_net`: True where only their difference could be seen.
    """

    numbers: NDArray[np.int64]
    kind: Kind
    days_after: int
    known: Floats
    added: Floats
    removed: Floats
    only_net: bool

    @property
    def first_days(self) -> Days:
        """(T,) first day of each period."""
        return first_day(self.numbers, self.kind)

    @property
    def today(self) -> np.datetime64:
        """The day the triangle stands on."""
        day: np.datetime64 = last_day(self.numbers[-1:], self.kind)[0] + np.timedelta64(self.days_after, "D")
        return day

    @property
    def longest(self) -> int:
        """The delay after which nothing is looked for."""
        return int(self.known.shape[1]) - 1

    @property
    def came_in(self) -> Floats:
        """(T, D + 1) all reports that came in up to each delay, also those removed again."""
        return np.asarray(np.cumsum(np.nan_to_num(self.added), axis=1))

    @property
    def ages(self) -> NDArray[np.int64]:
        """(T,) delay each period has reached today."""
        return np.arange(len(self.numbers) - 1, -1, -1)

    def as_of(self, back: int) -> "ReportingTriangle":
        """The triangle as it stood `back` periods ago."""
        rows = len(self.numbers) - back
        later = np.arange(rows)[:, None] + np.arange(self.longest + 1) > rows - 1
        known, added, removed = (
            np.where(later, np.nan, cells[:rows]) for cells in (self.known, self.added, self.removed)
        )
        numbers = self.numbers[:rows]
        return ReportingTriangle(numbers, self.kind, self.days_after, known, added, removed, self.only_net)

    def without_passing_faults(self) -> "ReportingTriangle":
        """The same where a figure that one look alone had higher or lower is set to the middle of the three around it.

        Only for counts: there a faulty file that the next one mends looks like many reports going out and coming in again.
        """
        if not self.only_net:
            return self
        around = np.stack([self.known[:, :-2], self.known[:, 1:-1], self.known[:, 2:]])
        middle = np.median(around, axis=0)
        known = self.known.copy()
        known[:, 1:-1] = np.where(np.isnan(middle), known[:, 1:-1], middle)
        return from_counts(self.numbers, self.kind, self.days_after, known)


def from_counts(numbers: NDArray[np.int64], kind: Kind, days_after: int, known: Floats) -> ReportingTriangle:
    """A triangle of counts known at each delay, (T, D + 1) with nan: only the net change from cell to cell can be seen."""
    before = np.concatenate([np.zeros((len(known), 1)), _last_seen(known)[:, :-1]], axis=1)
    change = known - before
    added, removed = np.maximum(change, 0.0), np.maximum(-change, 0.0)
    return ReportingTriangle(numbers, kind, days_after, known, added, removed, only_net=True)


def _last_seen(known: Floats) -> Floats:
    """Each cell, or the newest seen before it; 0 before the first."""
    place = np.where(np.isnan(known), -1, np.arange(known.shape[1]))
    latest = np.maximum.accumulate(place, axis=1)
    found = np.take_along_axis(known, np.maximum(latest, 0), axis=1)
    return np.where(latest < 0, 0.0, found)


def not_reached(rows: int, delays: int) -> NDArray[np.bool_]:
    """(rows, delays) cells that lie after today."""
    return np.arange(rows)[:, None] + np.arange(delays) > rows - 1


def checked_delays(max_delay: int | None, rows: int, kind: Kind) -> int:
    """The longest delay looked at: as asked, or twelve periods, fewer where the series is short."""
    if rows < FEWEST_PERIODS:
        raise NowcastError(
            f"There are {rows} full {kind}s; at least {FEWEST_PERIODS} are needed to learn how late reports come."
        )
    longest = min(USUAL_DELAYS, (rows - 1) // 2) if max_delay is None else max_delay
    if not 1 <= longest <= rows - FEWEST_ROWS:
        raise NowcastError(
            f"The longest delay is {longest}; with {rows} full {kind}s it may be 1 to {rows - FEWEST_ROWS}."
        )
    return longest
