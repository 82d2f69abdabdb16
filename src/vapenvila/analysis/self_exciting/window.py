"""The days the events lie in, the steps of the background, and events known only by their day."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.checked_events import checked_days
from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.self_exciting.linear_intensity import Floats
from vapenvila.analysis.self_exciting.series import Series

Background = Literal["none", "year", "half-year", "quarter"]
_MONTHS: dict[Background, int] = {"none": 0, "year": 12, "half-year": 6, "quarter": 3}
_DAYS_A_MONTH = 365.25 / 12.0
SHORTEST_STEP = 45.0  # days; a shorter rest of a step at an end of the window belongs to its neighbour


class SelfExcitingError(InputError):
    """Events, window or settings the method cannot use; the sentence says which and what is allowed."""


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """`edges`: (K + 1,) days from the window's first midnight at which the background may change level, the ends included.
    `starts`: (K,) the first day of each step, as given. `whole_days`: events are known by their day only. `order`: (n,)
    the events in order of time; `days`: (n,) theirs. `begin`: the first midnight, as given."""

    edges: Floats
    starts: tuple[str, ...]
    whole_days: bool
    period: tuple[str, str]
    days: Floats
    order: NDArray[np.int64]
    begin: float
    dated: bool

    @property
    def end(self) -> float:
        """Days in the window."""
        return float(self.edges[-1])

    def check(self, delays: tuple[float, float], level: float) -> None:
        """Refuse mean delays this window cannot tell, and a level that is none. Raises SelfExcitingError."""
        shortest, longest = delays
        if not 0.0 < shortest < longest or longest > self.end / 3.0:
            raise SelfExcitingError(
                f"The mean delays looked for are {shortest:g} to {longest:g} days; they must rise from above 0 to at most a "
                f"third of the window of {self.end:g} days."
            )
        if self.whole_days and shortest < 1.0:
            raise SelfExcitingError(
                "The events are known by their day; a mean delay below 1 day cannot be told."
            )
        if not 0.0 < level < 1.0:
            raise SelfExcitingError(f"The level is {level:g}; give a share between 0 and 1, such as 0.95.")

    def day_in(self, value: str | float, name: str) -> float:
        """Days from the window's first midnight to that of a day given as the events are. Raises SelfExcitingError."""
        return _day(value, self.dated, name) - self.begin

    def series(self, days: Floats, delays: tuple[float, float]) -> Series:
        """Events at these days (n,) as a series; sorts them."""
        times = np.sort(days)
        level = np.searchsorted(self.edges[1:-1], times, side="right").astype(np.int64)
        return Series(times, self.end, level, np.diff(self.edges), delays)

    def spread(self, days: Floats, rng: np.random.Generator) -> Floats:
        """The days, (n,), with an even chance of every moment of the day where only the day is known."""
        return np.floor(days) + rng.random(len(days)) if self.whole_days else days


def window_of(
    times: ArrayLike,
    *,
    first: str | float | None = None,
    last: str | float | None = None,
    background: Background = "none",
    breaks: Sequence[str | float] = (),
) -> Window:
    """The window from `first` to `last`, both days included; the days of the first and last event where not given.

    `times`: (n,) dates, moments or numbers of days. `breaks`: days on which the background may change besides. Raises
    SelfExcitingError naming the position of what cannot be used.
    """
    if background not in _MONTHS:
        raise SelfExcitingError(f"The background is one of {', '.join(_MONTHS)}, not {background!r}.")
    dated = np.issubdtype(np.asarray(times).dtype, np.datetime64)
    given, _ = checked_days(times)
    if not len(given):
        raise SelfExcitingError("There are no events.")
    begin = np.floor(given.min()) if first is None else _day(first, dated, "first")
    final = np.floor(given.max()) if last is None else _day(last, dated, "last")
    outside = (given < begin) | (given >= final + 1)
    if outside.any():
        at = int(np.argmax(outside))
        raise SelfExcitingError(
            f"{int(outside.sum())} events lie outside {_said(begin, dated)} to {_said(final, dated)}; the first of them is "
            f"at position {at + 1}: {_said(given[at], dated)}. Choose the rows of the window, or a longer window."
        )
    added = [_day(at, dated, "breaks") for at in breaks]
    edges = _edges(begin, final + 1.0, background, added, dated)
    order = np.argsort(given, kind="stable")
    return Window(
        edges=edges - begin,
        starts=tuple(_said(edge, dated) for edge in edges[:-1]),
        whole_days=bool((given == np.floor(given)).all()),
        period=(_said(begin, dated), _said(final, dated)),
        days=given[order] - begin,
        order=order,
        begin=float(begin),
        dated=bool(dated),
    )


def _day(value: str | float, dated: bool, name: str) -> float:
    try:
        return float(np.datetime64(str(value), "D").astype(np.int64)) if dated else float(value)
    except ValueError:
        kind = "a date such as 2026-01-31" if dated else "a number of days"
        raise SelfExcitingError(f"{name} is {value!r}; write {kind}.") from None


def _said(day: float, dated: bool) -> str:
    return str(np.datetime64(int(np.floor(day)), "D")) if dated else f"{day:g}"


def _edges(begin: float, end: float, background: Background, breaks: Sequence[float], dated: bool) -> Floats:
    months = _MONTHS[background]
    if months == 0:
        regular = np.empty(0)
    elif dated:
        first, last = (
            np.datetime64(int(day), "D").astype("datetime64[M]").astype(np.int64) for day in (begin, end)
        )
        number = np.arange(first // months, last // months + 1) * months
        regular = number.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64).astype(np.float64)
    else:
        regular = begin + np.arange(1.0, (end - begin) / (months * _DAYS_A_MONTH)) * months * _DAYS_A_MONTH
    regular = regular[(regular > begin + SHORTEST_STEP) & (regular < end - SHORTEST_STEP)]
    for at in breaks:
        if not begin < at < end:
            raise SelfExcitingError(f"A break lies at {_said(at, dated)}, outside the window.")
    return np.unique(np.concatenate([[begin], regular, breaks, [end]]))
