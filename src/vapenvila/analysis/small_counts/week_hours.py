"""At which hours of the week does it happen, when the moment is sometimes known only as an interval?

Aoristic analysis: an incident known to lie between two moments is shared out over the hours in between.
J. H. Ratcliffe (2002), "Aoristic signatures and the spatio-temporal analysis of high volume crime patterns",
Journal of Quantitative Criminology 18(1), 23–43. Shares follow the exact overlap in minutes rather than
whole hours touched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.small_counts.checked_input import CountError
from vapenvila.analysis.small_counts.sentences import say, weekday_name
from vapenvila.analysis.wording import Language, check_language

WEEK = 7 * 24 * 60
"""Minutes of a week."""

_FEW = 168

Moments = NDArray[np.datetime64]


@dataclass(frozen=True, slots=True, eq=False)
class WeekHours:
    """Incidents by weekday and hour. `weights`: (7, 24), Monday first, adding up to `n`. `interval`: how
    many were known only as an interval; `spread_over_week`: how many of those were longer than a week."""

    weights: NDArray[np.float64]
    n: int
    interval: int
    spread_over_week: int

    def summary(self, language: Language = "en") -> str:
        """The busiest hour and what is uncertain, in plain words."""
        chosen = check_language(language)
        if self.n == 0:
            return say("hours_none", chosen)
        weekday, hour = divmod(int(np.argmax(self.weights)), 24)
        return say(
            "hours",
            chosen,
            n=self.n,
            weekday=weekday_name(weekday, chosen),
            hour=f"{hour:02d}",
            next_hour=f"{(hour + 1) % 24:02d}",
            interval=self.interval,
            spread=self.spread_over_week,
        )

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the hours."""
        few = 0 < self.n < _FEW
        return (say("hours_few", check_language(language), n=self.n),) if few else ()

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The matrix in the details; no single estimate."""
        return as_json(
            method="aoristic_hours",
            estimate=None,
            estimate_name="incidents by hour of the week",
            interval=None,
            level=None,
            p_value=None,
            n=self.n,
            warnings=self.warnings(language),
            details={
                "weights": self.weights.tolist(),
                "interval": self.interval,
                "spread_over_week": self.spread_over_week,
            },
        )


def local_intervals(
    first: Sequence[datetime], last: Sequence[datetime], zone: str
) -> tuple[Moments, Moments]:
    """Time-zone-aware moments as wall-clock minutes of `zone`, ready for `week_hours`; (n,) each.

    An interval inside the hour that comes twice in autumn becomes a moment. Raises CountError for a moment
    without time zone, an interval that ends before it begins, or a zone there is not.
    """
    try:
        clock = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a name, a path out of the list, a folder of it
        raise CountError(f"There is no time zone {zone!r}; write one such as 'Europe/Stockholm'.") from None
    if len(first) != len(last):
        raise CountError(f"There are {len(first)} beginnings but {len(last)} ends of intervals.")
    for row, (begin, end) in enumerate(zip(first, last, strict=True), start=1):
        if begin.tzinfo is None or end.tzinfo is None:
            raise CountError(f"Incident {row} has a time without time zone.")
        if end < begin:
            raise CountError(f"Incident {row} ends at {end}, before it begins at {begin}.")
    starts, ends = (
        np.array([m.astimezone(clock).replace(tzinfo=None) for m in moments], dtype="datetime64[m]")
        for moments in (first, last)
    )
    return starts, np.maximum(starts, ends)


def week_hours(occurred_from: Moments, occurred_to: Moments) -> WeekHours:
    """Share incidents out over the 168 hours of the week.

    `occurred_from` ≤ `occurred_to`: (n,) wall-clock minutes (see `local_intervals`); equal when the moment
    is known. Every incident weighs 1: in the hour of its moment, or by minutes over its interval; one longer
    than a week weighs 1/168 everywhere. Linear in n. Raises CountError for intervals it cannot use.
    """
    begin, length = checked_intervals(occurred_from, occurred_to)
    known, long = length == 0, length > WEEK
    short = ~known & ~long
    hours = np.bincount(begin[known] // 60, minlength=336).astype(np.float64)
    minute_weight = 1.0 / length[short]
    end = begin[short] + length[short]
    hours += _before(end, minute_weight) - _before(begin[short], minute_weight)
    week = hours[:168] + hours[168:] + long.sum() / 168.0
    return WeekHours(
        weights=np.maximum(week, 0.0).reshape(7, 24),
        n=len(begin),
        interval=int((~known).sum()),
        spread_over_week=int(long.sum()),
    )


def checked_intervals(
    occurred_from: Moments, occurred_to: Moments
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Minute of the week (Monday 00:00 is 0) at which each interval begins, and its length in minutes."""
    first, last = (np.asarray(moments) for moments in (occurred_from, occurred_to))
    for moments in (first, last):
        if moments.ndim != 1 or not np.issubdtype(moments.dtype, np.datetime64):
            raise CountError("Moments must be a plain array of datetime64 in local time.")
    if len(first) != len(last):
        raise CountError(f"There are {len(first)} beginnings but {len(last)} ends of intervals.")
    missing = np.isnat(first) | np.isnat(last)
    if missing.any():
        raise CountError(f"Incident {int(np.argmax(missing)) + 1} has no time; leave it out first.")
    begin = first.astype("datetime64[m]").astype(np.int64)
    length = last.astype("datetime64[m]").astype(np.int64) - begin
    if (length < 0).any():
        row = int(np.argmax(length < 0))
        raise CountError(f"Incident {row + 1} ends at {last[row]}, before it begins at {first[row]}.")
    monday = 4 * 1440  # 1970-01-01, minute 0, was a Thursday; the Monday after it is four days on
    return (begin - monday) % WEEK, length


def _before(minute: NDArray[np.int64], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """(336,) for each hour of two weeks the weighted minutes of it that lie before the given minutes."""
    hour = minute // 60
    partly = np.bincount(hour, weights=weight * (minute % 60), minlength=337)[:336]
    later = np.bincount(hour, weights=weight, minlength=337)
    wholly = 60.0 * (later.sum() - np.cumsum(later)[:336])
    return np.asarray(partly + wholly)
