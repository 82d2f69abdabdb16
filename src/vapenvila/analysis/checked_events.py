"""Events in space and time as a method is given them, checked: what cannot be used is refused with a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.input_error import InputError

Floats = NDArray[np.float64]


class EventError(InputError):
    """Events, bands or draws the method cannot use; the sentence says which and what is allowed."""


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """`x`, `y`: (n,) places in one flat unit of length. `days`: (n,) days. `period`: the first and last, as shown."""

    x: Floats
    y: Floats
    days: Floats
    period: tuple[str, str]

    @property
    def n(self) -> int:
        """How many there are."""
        return len(self.x)

    @property
    def length(self) -> float:
        """Days the period lasts: with the last day, where all are whole days."""
        span = float(np.ptp(self.days))
        return span + 1.0 if bool(np.all(self.days == np.floor(self.days))) else span

    @property
    def years(self) -> float:
        """The same in years."""
        return self.length / 365.25

    @property
    def same_moment(self) -> int:
        """Pairs at the same place and time, often one event twice."""
        alike = np.unique(np.stack([self.x, self.y, self.days]), axis=1, return_counts=True)[1]
        return int((alike * (alike - 1) // 2).sum())


def checked_events(x: ArrayLike, y: ArrayLike, times: ArrayLike) -> Events:
    """Events of equally many places and times; `times` are numbers of days, or dates. Raises EventError."""
    east, north = checked_numbers(x, "x"), checked_numbers(y, "y")
    when, period = checked_days(times)
    if not len(east) == len(north) == len(when):
        raise EventError(
            f"There are {len(east)} x, {len(north)} y and {len(when)} times; there must be as many of each."
        )
    return Events(east, north, when, period)


def checked_numbers(values: ArrayLike, name: str) -> Floats:
    """(n,) finite numbers. Raises EventError that names the first that is not."""
    given = np.asarray(values, dtype=np.float64)
    if given.ndim != 1:
        raise EventError(f"{name} must be a plain list of numbers; it has {given.ndim} dimensions.")
    if not np.isfinite(given).all():
        raise EventError(
            f"{name}, position {int(np.argmin(np.isfinite(given))) + 1} is missing or not a number."
        )
    return given


def checked_days(times: ArrayLike) -> tuple[Floats, tuple[str, str]]:
    """(n,) days since 1970 of dates, or the numbers as they are; and the first and last as shown. Raises EventError."""
    given = np.asarray(times)
    if np.issubdtype(given.dtype, np.datetime64):
        if np.isnat(given).any():
            raise EventError(f"times, position {int(np.argmax(np.isnat(given))) + 1} is missing.")
        seconds = given.astype("datetime64[s]").astype(np.int64)
        shown = np.datetime_as_string(np.sort(given).astype("datetime64[D]")) if len(given) else ["", ""]
        return seconds / 86_400.0, (str(shown[0]), str(shown[-1]))
    numbers = checked_numbers(given, "times")
    if not len(numbers):
        return numbers, ("", "")
    return numbers, (f"{numbers.min():g}", f"{numbers.max():g}")


def checked_edges(values: Sequence[float], name: str) -> Floats:
    """Edges of bands, rising from 0 or more. Raises EventError."""
    edges = np.asarray(values, dtype=np.float64)
    if edges.ndim != 1 or len(edges) < 2 or not np.isfinite(edges).all():
        raise EventError(f"{name} needs at least two edges, such as 0, 100.")
    if edges[0] < 0 or (np.diff(edges) <= 0).any():
        raise EventError(f"{name} must rise from 0 or more: {', '.join(f'{e:g}' for e in edges)} does not.")
    return edges


def checked_draws(draws: int, what: str) -> None:
    """Refuse fewer permutations or simulations than can tell 5 %. Raises EventError."""
    if draws < 19:
        raise EventError(f"{draws} {what} cannot tell 5 %; give at least 19, better 999.")


def checked_level(level: float) -> float:
    """Confidence level between 0 and 1, both excluded. Raises EventError."""
    if not 0.0 < level < 1.0:
        raise EventError(f"The level is {level:g}; give a share between 0 and 1, such as 0.95.")
    return level
