"""The reporting triangle of dated snapshots of one file: counts by period, or the rows themselves by their identifier."""

from datetime import date

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.nowcast.period_calendar import (
    Days,
    Kind,
    NowcastError,
    checked_days,
    checked_kind,
    first_day,
    last_day,
    last_full,
    period_number,
)
from vapenvila.analysis.nowcast.triangle import (
    Floats,
    ReportingTriangle,
    checked_delays,
    from_counts,
    not_reached,
)
from vapenvila.analysis.small_counts.checked_input import checked_counts

SLACK = {"day": 0, "week": 1, "month": 4, "quarter": 10}
"""Days a snapshot may lie beside the day it stands for."""


def triangle_of_snapshot_counts(
    snapshot: ArrayLike,
    period: ArrayLike,
    count: ArrayLike,
    *,
    kind: str = "month",
    today: date | None = None,
    max_delay: int | None = None,
) -> ReportingTriangle:
    """What each snapshot said of each period.

    `snapshot`: (n,) day of the snapshot. `period`: (n,) any day of the period. `count`: (n,) reports it held. A period a
    snapshot does not name is unknown there, not 0. `today`: the newest snapshot if None. Only net changes can be seen.

    Raises NowcastError for a missing date, a period named twice in one snapshot, a newest snapshot without the newest
    periods, and too few periods; CountError for counts that are none.
    """
    by = checked_kind(kind)
    when, belongs = checked_days(snapshot, "The days of the snapshots"), checked_days(period, "The periods")
    counts = checked_counts(count, "The counts").astype(np.float64)
    if not len(when) == len(belongs) == len(counts):
        raise NowcastError(
            f"There are {len(when)} snapshots, {len(belongs)} periods and {len(counts)} counts; "
            "there must be as many of each."
        )
    number = period_number(belongs, by)
    grid = _Grid(when, number, by, today, max_delay)
    _refuse_twice(when, belongs, number)
    table = np.full((len(grid.days), len(grid.numbers)), np.nan)
    inside = (when <= grid.now) & (number <= grid.last)
    table[np.searchsorted(grid.days, when[inside]), number[inside] - grid.numbers[0]] = counts[inside]
    known = np.where(grid.chosen < 0, np.nan, table[grid.chosen, np.arange(len(grid.numbers))[:, None]])
    _refuse_silence(known, grid)
    return from_counts(grid.numbers, by, grid.days_after, known)


def triangle_of_snapshot_rows(
    snapshot: ArrayLike,
    happened: ArrayLike,
    identifier: ArrayLike,
    *,
    kind: str = "month",
    today: date | None = None,
    max_delay: int | None = None,
) -> ReportingTriangle:
    """What each snapshot held, row by row, so that what came in and what went out are both seen.

    `snapshot`, `happened`: (n,) days. `identifier`: (n,) the same for the same report in every snapshot. A report whose day
    moved to another period goes out of one and comes into the other. A snapshot speaks of every period from its oldest row
    to its day. Raises NowcastError as `triangle_of_snapshot_counts`, and for an identifier twice in one snapshot.
    """
    by = checked_kind(kind)
    when, event = (
        checked_days(snapshot, "The days of the snapshots"),
        checked_days(happened, "The days of the events"),
    )
    names, codes = np.unique(np.asarray(identifier), return_inverse=True)
    if not len(when) == len(event) == len(codes):
        raise NowcastError(
            f"There are {len(when)} snapshots, {len(event)} events and {len(codes)} identifiers; "
            "there must be as many of each."
        )
    twice = _first_twice(when.astype(np.int64), codes)
    if twice is not None:
        raise NowcastError(
            f"Row {twice + 1} below the heading: {names[codes[twice]]} stands more than once in the "
            f"snapshot of {when[twice]}."
        )
    number = period_number(event, by)
    grid = _Grid(when, number, by, today, max_delay)
    known, added, removed = _turnover(grid, np.searchsorted(grid.days, when), number, codes)
    _refuse_silence(known, grid)
    return ReportingTriangle(grid.numbers, by, grid.days_after, known, added, removed, only_net=False)


class _Grid:
    """Which snapshot stands for each cell of the triangle."""

    def __init__(
        self,
        when: Days,
        number: NDArray[np.int64],
        by: Kind,
        today: date | None,
        max_delay: int | None,
    ) -> None:
        if not len(when):
            raise NowcastError("There is no snapshot.")
        until = when.max() if today is None else np.datetime64(today, "D")
        self.days = np.unique(when[when <= until])
        if not len(self.days):
            raise NowcastError(f"There is no snapshot up to {until}.")
        self.now = self.days[-1]
        self.last, self.days_after = last_full(self.now, by)
        first = int(number.min())
        rows = max(0, self.last - first + 1)
        self.by = by
        self.longest = checked_delays(max_delay, rows, by)
        self.numbers = np.arange(first, self.last + 1, dtype=np.int64)
        ends = last_day(self.numbers[:, None] + np.arange(self.longest + 1), by)
        self.chosen = _nearest(self.days, ends + np.timedelta64(self.days_after, "D"), SLACK[by])
        self.chosen[not_reached(rows, self.longest + 1)] = -1


def _nearest(days: Days, wanted: Days, slack: int) -> NDArray[np.int64]:
    """Index of the snapshot nearest to each day wanted, −1 where none lies within `slack` days."""
    have, want = days.astype(np.int64), wanted.astype(np.int64)
    after = np.minimum(np.searchsorted(have, want), len(have) - 1)
    before = np.maximum(after - 1, 0)
    nearest = np.where(np.abs(have[before] - want) < np.abs(have[after] - want), before, after)
    return np.where(np.abs(have[nearest] - want) <= slack, nearest, -1)


def _turnover(
    grid: _Grid, place: NDArray[np.int64], number: NDArray[np.int64], codes: NDArray[np.intp]
) -> tuple[Floats, Floats, Floats]:
    shape = grid.chosen.shape
    known, added, removed = (np.full(shape, np.nan) for _ in range(3))
    oldest = np.full(len(grid.days), np.iinfo(np.int64).max)
    inside = place < len(grid.days)
    np.minimum.at(oldest, place[inside], number[inside])
    order = np.lexsort((number, place))
    keys = place[order] * (1 << 32) + number[order] - grid.numbers[0]
    for row in range(shape[0]):
        before = np.zeros(0, dtype=codes.dtype)
        for delay in np.flatnonzero(grid.chosen[row] >= 0):
            file = grid.chosen[row, delay]
            if oldest[file] > grid.numbers[row]:
                continue
            low, high = np.searchsorted(keys, [(file << 32) + row, (file << 32) + row + 1])
            held = codes[order[low:high]]
            stays = len(np.intersect1d(held, before, assume_unique=True))
            known[row, delay] = len(held)
            added[row, delay], removed[row, delay] = len(held) - stays, len(before) - stays
            before = held
    return known, added, removed


def _first_twice(first: NDArray[np.int64], second: NDArray[np.int64] | NDArray[np.intp]) -> int | None:
    order = np.lexsort((second, first))
    same = (np.diff(first[order]) == 0) & (np.diff(second[order]) == 0)
    return int(order[1:][same].min()) if same.any() else None


def _refuse_twice(when: Days, belongs: Days, number: NDArray[np.int64]) -> None:
    place = _first_twice(when.astype(np.int64), number)
    if place is not None:
        raise NowcastError(
            f"Row {place + 1} below the heading: the snapshot of {when[place]} names the period of {belongs[place]} "
            "more than once; add up its rows."
        )


def _refuse_silence(known: Floats, grid: _Grid) -> None:
    """Every recent period must be known today."""
    recent = np.arange(len(grid.numbers) - 1, len(grid.numbers) - 1 - grid.longest, -1)
    silent = recent[np.isnan(known[recent, np.arange(grid.longest)])]
    if len(silent):
        period = first_day(grid.numbers[silent[:1]], grid.by)[0]
        raise NowcastError(
            f"The snapshot of {grid.now} says nothing of the period of {period}; give 0 if nothing was known of it, "
            "or a shorter longest delay."
        )
