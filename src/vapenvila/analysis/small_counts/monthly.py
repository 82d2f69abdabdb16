"""How many in each month? Counts by calendar month, with the share of each month the period covers."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.small_counts.checked_input import CountError, checked_counts
from vapenvila.analysis.small_counts.sentences import say
from vapenvila.analysis.wording import Language, check_language


@dataclass(frozen=True, slots=True, eq=False)
class MonthlyCounts:
    """Counts over `first` to `last` (both included); `m` calendar months.

    `month`: (m,) first days. `counts`: (m,) whole numbers. `covered`: (m,) share of the month's days that
    lie in the period. `outside`: what lay outside the period and is not counted.
    """

    first: date
    last: date
    month: NDArray[np.datetime64]
    counts: NDArray[np.int64]
    covered: NDArray[np.float64]
    outside: int

    def summary(self, language: Language = "en") -> str:
        """Total and period; what was left out, if anything."""
        chosen = check_language(language)
        text = say(
            "months",
            chosen,
            n=int(self.counts.sum()),
            first=self.first.isoformat(),
            last=self.last.isoformat(),
        )
        return f"{text} {say('months_outside', chosen, outside=self.outside)}" if self.outside else text


def monthly_counts(
    days: NDArray[np.datetime64], first: date, last: date, weights: ArrayLike | None = None
) -> MonthlyCounts:
    """Count days (or moments) by calendar month.

    `days`: (n,) datetime64 in local time. `weights`: (n,) whole numbers to add up instead, such as victims.
    Raises CountError when the period is empty, a day is missing or the weights do not fit.
    """
    if last < first:
        raise CountError(f"The period ends on {last}, before it begins on {first}.")
    moments = np.asarray(days)
    if moments.ndim != 1 or not np.issubdtype(moments.dtype, np.datetime64):
        raise CountError("The days must be a plain array of datetime64.")
    if np.isnat(moments).any():
        raise CountError(f"Day {int(np.argmax(np.isnat(moments))) + 1} is missing; leave it out first.")
    amounts = (
        np.ones(len(moments), dtype=np.int64)
        if weights is None
        else checked_counts(weights, "The weights", at_least=0)
    )
    if len(amounts) != len(moments):
        raise CountError(f"There are {len(moments)} days but {len(amounts)} weights.")
    day = moments.astype("datetime64[D]")
    inside = (day >= np.datetime64(first, "D")) & (day <= np.datetime64(last, "D"))
    months = np.arange(np.datetime64(first, "M"), np.datetime64(last, "M") + np.timedelta64(1, "M"))
    place = (day[inside].astype("datetime64[M]") - months[0]).astype(np.int64)
    counts = np.bincount(place, weights=amounts[inside], minlength=len(months))
    return MonthlyCounts(
        first=first,
        last=last,
        month=months.astype("datetime64[D]"),
        counts=np.round(counts).astype(np.int64),
        covered=_covered(months, first, last),
        outside=int(amounts[~inside].sum()),
    )


def _covered(months: NDArray[np.datetime64], first: date, last: date) -> NDArray[np.float64]:
    begin = months.astype("datetime64[D]")
    end = (months + np.timedelta64(1, "M")).astype("datetime64[D]")
    after_last = np.datetime64(last + timedelta(days=1), "D")
    inside = np.minimum(end, after_last) - np.maximum(begin, np.datetime64(first, "D"))
    return np.asarray(inside.astype(np.float64) / (end - begin).astype(np.float64))
