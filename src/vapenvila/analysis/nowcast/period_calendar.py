"""Days, weeks, months and quarters counted one after the other, so that a period and its end can be reckoned with."""

from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.input_error import InputError

Kind = Literal["day", "week", "month", "quarter"]
Days = NDArray[np.datetime64]
Whole = NDArray[np.int64]
_THURSDAY_OF_1970 = 3  # days from a Monday to 1970-01-01, from which dates are counted


class NowcastError(InputError):
    """Dates, counts or settings the nowcast cannot use; the sentence says which and what is allowed."""


def checked_kind(kind: str) -> Kind:
    """The kind of period, if it is one."""
    for known in get_args(Kind):
        if kind == known:
            return known  # type: ignore[no-any-return]  # get_args is untyped
    raise NowcastError(f"A period is {', '.join(get_args(Kind))}, not {kind!r}.")


def period_number(days: Days, kind: Kind) -> Whole:
    """(n,) number of the period each day lies in, one more for each period that follows. Weeks begin on Monday."""
    if kind in ("day", "week"):
        count = days.astype("datetime64[D]").astype(np.int64)
        return count if kind == "day" else (count + _THURSDAY_OF_1970) // 7
    month = days.astype("datetime64[M]").astype(np.int64)
    return month if kind == "month" else month // 3


def first_day(number: Whole, kind: Kind) -> Days:
    """(n,) first day of each period."""
    if kind in ("day", "week"):
        count = number if kind == "day" else number * 7 - _THURSDAY_OF_1970
        return count.astype("datetime64[D]")
    return (number if kind == "month" else number * 3).astype("datetime64[M]").astype("datetime64[D]")


def last_day(number: Whole, kind: Kind) -> Days:
    """(n,) last day of each period."""
    return first_day(number + 1, kind) - np.timedelta64(1, "D")


def last_full(today: np.datetime64, kind: Kind) -> tuple[int, int]:
    """Number of the newest period that is over on `today` (its last day included), and the days since its end."""
    tomorrow = np.array([today + np.timedelta64(1, "D")])
    number = period_number(tomorrow, kind) - 1
    return int(number[0]), int((today - last_day(number, kind)[0]).astype(np.int64))


def checked_days(values: ArrayLike, name: str) -> Days:
    """(n,) days, none missing; a time of day is left out."""
    given = np.asarray(values)
    if given.ndim != 1 or not np.issubdtype(given.dtype, np.datetime64):
        raise NowcastError(f"{name} must be a plain list of dates (numpy datetime64).")
    if np.isnat(given).any():
        raise NowcastError(f"{name}, position {int(np.argmax(np.isnat(given))) + 1} is missing.")
    return given.astype("datetime64[D]")
