"""The reporting triangle of single reports: when it happened, when it came in, and when it was taken out again."""

from datetime import date

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.nowcast.period_calendar import (
    Days,
    Kind,
    NowcastError,
    checked_days,
    checked_kind,
    last_full,
    period_number,
)
from vapenvila.analysis.nowcast.triangle import Floats, ReportingTriangle, checked_delays, not_reached

_NEVER = np.datetime64("9999-12-31", "D")


def triangle_of_reports(
    happened: ArrayLike,
    reported: ArrayLike,
    removed: ArrayLike | None = None,
    *,
    kind: str = "month",
    today: date | None = None,
    max_delay: int | None = None,
) -> ReportingTriangle:
    """Count reports by the period they belong to and the delay they came with.

    `happened`, `reported`: (n,) days. `removed`: (n,) days a report was taken out again, NaT where it stands. `today`: what
    came after it is left out; the newest report if None. `max_delay`: in periods, 12 if None (fewer in a short series).

    Raises NowcastError for a missing date, a report before its event or after its removal, and too few periods.
    """
    by = checked_kind(kind)
    event, report = (
        checked_days(happened, "The days of the events"),
        checked_days(reported, "The days of the reports"),
    )
    if len(event) != len(report):
        raise NowcastError(
            f"There are {len(event)} days of events and {len(report)} of reports; there must be as many of each."
        )
    if not len(event):
        raise NowcastError("There is no report.")
    gone = _removals(removed, len(event))
    _check_order(event, report, gone)
    now = report.max() if today is None else np.datetime64(today, "D")
    seen = report <= now
    if not seen.any():
        raise NowcastError(f"Nothing was reported up to {now}.")
    return _counted(event[seen], report[seen], gone[seen], by, now, max_delay)


def _counted(
    event: Days, report: Days, gone: Days, by: Kind, now: np.datetime64, max_delay: int | None
) -> ReportingTriangle:
    last, days_after = last_full(now, by)
    period = period_number(event, by)
    first = int(period.min())
    rows = max(0, last - first + 1)
    longest = checked_delays(max_delay, rows, by)
    came = np.maximum(period_number(_earlier(report, days_after), by) - period, 0)
    went = np.maximum(period_number(_earlier(gone, days_after), by) - period, 0)
    counted = (period <= last) & (came < went) & (came <= longest)
    row = period - first
    later = not_reached(rows, longest + 1)
    added = _table(row, came, counted, rows, longest, later)
    removed = _table(row, went, counted & (went <= longest), rows, longest, later)
    known = np.cumsum(added - removed, axis=1)
    numbers = np.arange(first, last + 1, dtype=np.int64)
    return ReportingTriangle(numbers, by, days_after, known, added, removed, only_net=False)


def _earlier(days: Days, by: int) -> Days:
    moved: Days = days - np.timedelta64(by, "D")
    return moved


def _table(
    row: NDArray[np.int64],
    delay: NDArray[np.int64],
    counted: NDArray[np.bool_],
    rows: int,
    longest: int,
    later: NDArray[np.bool_],
) -> Floats:
    place = (row * (longest + 1) + delay)[counted]
    table = np.bincount(place, minlength=rows * (longest + 1)).reshape(rows, longest + 1)
    return np.where(later, np.nan, table)


def _removals(removed: ArrayLike | None, n: int) -> Days:
    if removed is None:
        return np.full(n, _NEVER)
    given = np.asarray(removed)
    if given.shape != (n,) or not np.issubdtype(given.dtype, np.datetime64):
        raise NowcastError(f"The days of removal must be {n} dates, with NaT where a report stands.")
    return np.where(np.isnat(given), _NEVER, given.astype("datetime64[D]"))


def _check_order(event: Days, report: Days, gone: Days) -> None:
    for wrong, what, day, other in (
        (report < event, "reported", report, event),
        (gone < report, "removed", gone, report),
    ):
        if wrong.any():
            place = int(np.argmax(wrong))
            since = "it happened" if what == "reported" else "it was reported"
            raise NowcastError(
                f"Row {place + 1} below the heading was {what} on {day[place]}, before {since} on {other[place]}; "
                "mend one of the dates."
            )
