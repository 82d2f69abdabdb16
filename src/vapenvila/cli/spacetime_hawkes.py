"""`vapenvila spacetime hawkes`: do events follow one another?"""

from enum import StrEnum
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from vapenvila.analysis.self_exciting import self_exciting
from vapenvila.cli.answers import AsJson, Lang, Level, Seed, answered, show
from vapenvila.cli.spacetime_events import Data, numbers_in, times
from vapenvila.cli.tables import Table, read_table
from vapenvila.cli.user_error import UserError


class BackgroundName(StrEnum):
    """How often the background may change its level."""

    AUTO = "auto"
    NONE = "none"
    YEAR = "year"
    HALF_YEAR = "half-year"
    QUARTER = "quarter"


Time = Annotated[
    str,
    typer.Option("--time", help="Column with the moment (2026-01-31 23:15), the day, or a number of days."),
]
First = Annotated[str, typer.Option("--first", help="First day of the window; else that of the first event.")]
Last = Annotated[str, typer.Option("--last", help="Last day of the window; else that of the last event.")]
Background = Annotated[
    BackgroundName,
    typer.Option(
        "--background", help="How often the background may change its level; auto: as the events say."
    ),
]
Breaks = Annotated[
    str, typer.Option("--break", help="Days on which it may change besides, with commas: 2024-03-01.")
]
Delays = Annotated[
    str, typer.Option("--delays", help="Mean days until a follower that are looked for: shortest,longest.")
]
Draws = Annotated[int, typer.Option("--draws", help="Made-up series drawn for the chance and the fit.")]


def hawkes(
    data: Data,
    time: Time,
    first: First = "",
    last: Last = "",
    background: Background = BackgroundName.AUTO,
    breaks: Breaks = "",
    delays: Delays = "1,30",
    draws: Draws = 199,
    level: Level = 0.95,
    seed: Seed = 1,
    as_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """Self-exciting model: the share of events that follow another, with its interval and how well the model fits.

    Example: vapenvila spacetime hawkes --data events.csv --time date --first 2025-01-01
    """
    when = moments_in(read_table(data), time)
    looked_for = shortest_and_longest(delays)
    result = answered(
        lambda: self_exciting(
            when,
            first=first or None,
            last=last or None,
            background=background.value,
            breaks=days_in(breaks),
            delays=looked_for,
            draws=draws,
            level=level,
            seed=seed,
        )
    )
    show(result, as_json, lang)


def moments_in(table: Table, column: str) -> NDArray[Any]:  # numbers or dates
    """Numbers of days, moments where every cell has its time of day, else days."""
    known = times(table, column)
    if not np.issubdtype(known.dtype, np.datetime64):
        return known
    moments = [moment for moment in table.moments(column, "--time") if moment is not None]
    if any(earliest != latest for earliest, latest in moments):
        return known
    return np.array([earliest.replace(tzinfo=None) for earliest, _ in moments], dtype="datetime64[s]")


def shortest_and_longest(delays: str) -> tuple[float, float]:
    """The two numbers of --delays. Raises UserError."""
    found = numbers_in(delays, "--delays")
    if len(found) != 2:
        raise UserError(f"--delays is {delays!r}; write the shortest and the longest, such as 1,30.")
    return found[0], found[1]


def days_in(breaks: str) -> list[str]:
    """The days of --break."""
    return [part.strip() for part in breaks.split(",") if part.strip()]
