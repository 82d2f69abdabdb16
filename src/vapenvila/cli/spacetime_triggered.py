"""`vapenvila spacetime triggered`: how many events follow another nearby?"""

from enum import StrEnum
from typing import Annotated

import typer

from vapenvila.analysis.space_time_trigger import space_time_trigger
from vapenvila.cli.answers import AsJson, Lang, Level, Seed, answered, checked_language, show
from vapenvila.cli.spacetime_events import Data, X, Y, numbers_in
from vapenvila.cli.spacetime_hawkes import Delays, First, Last, Time, moments_in, shortest_and_longest
from vapenvila.cli.tables import read_table
from vapenvila.cli.user_error import UserError


class SeasonsName(StrEnum):
    """What changes the background in time."""

    AUTO = "auto"
    LEVEL = "level"
    TREND = "trend"
    SEASON = "season"


Bandwidth = Annotated[
    float | None,
    typer.Option("--bandwidth", help="Width of the background's kernel; else the one that foretells best."),
]
Background = Annotated[
    SeasonsName,
    typer.Option(
        "--background", help="trend: and weekday; season: and the year; auto: season from a year on."
    ),
]
Spreads = Annotated[
    str,
    typer.Option(
        "--spreads",
        help="Spread of followers' places that is looked for: least,largest (as --x); else by bandwidth.",
    ),
]
Draws = Annotated[
    int, typer.Option("--draws", help="Towns drawn from the model, and as many of chance alone.")
]


def triggered(
    data: Data,
    x: X,
    y: Y,
    time: Time,
    first: First = "",
    last: Last = "",
    bandwidth: Bandwidth = None,
    background: Background = SeasonsName.AUTO,
    delays: Delays = "1,30",
    spreads: Spreads = "",
    draws: Draws = 199,
    level: Level = 0.95,
    seed: Seed = 1,
    as_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """Self-exciting model in space and time: the share of events that follow another nearby, with its interval.

    Example: vapenvila spacetime triggered --data events.csv --x x --y y --time date --first 2025-01-01
    """
    checked_language(lang)
    table = read_table(data)
    east, north, when = table.numbers(x, "--x"), table.numbers(y, "--y"), moments_in(table, time)
    looked_for, apart = shortest_and_longest(delays), _least_and_largest(spreads) if spreads else None
    result = answered(
        lambda: space_time_trigger(
            east,
            north,
            when,
            first=first or None,
            last=last or None,
            bandwidth=bandwidth,
            seasons=background.value,
            delays=looked_for,
            spreads=apart,
            draws=draws,
            level=level,
            seed=seed,
        )
    )
    show(result, as_json, lang)


def _least_and_largest(spreads: str) -> tuple[float, float]:
    found = numbers_in(spreads, "--spreads")
    if len(found) != 2:
        raise UserError(f"--spreads is {spreads!r}; write the least and the largest, such as 50,500.")
    return found[0], found[1]
