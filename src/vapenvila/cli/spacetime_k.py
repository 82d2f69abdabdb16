"""`vapenvila spacetime k`: over which distances and times do events gather in space and time together?"""

from enum import StrEnum
from typing import Annotated

import typer

from vapenvila.analysis.space_time_k import SpaceTimeK, space_time_k
from vapenvila.cli.answers import AsJson, Lang, Level, Seed, answered, checked_language, show
from vapenvila.cli.spacetime_events import (
    Data,
    Permutations,
    Time,
    Window,
    X,
    Y,
    numbers_in,
    outline,
    times,
)
from vapenvila.cli.tables import read_table


class SpaceEdgeName(StrEnum):
    """What is done about neighbours that lie outside the window."""

    NONE = "none"
    BORDER = "border"
    TRANSLATION = "translation"


class TimeEdgeName(StrEnum):
    """What is done about neighbours before and after the period."""

    NONE = "none"
    TRANSLATION = "translation"


Distances = Annotated[str, typer.Option("--distances", help="Distances to look up to: 100,200,400.")]
Days = Annotated[str, typer.Option("--days", help="Numbers of days to look up to: 7,14,28.")]
SpaceEdge = Annotated[
    SpaceEdgeName,
    typer.Option("--edge", help="border: with an outline (--window); translation: a box; none: test alone."),
]
TimeEdge = Annotated[
    TimeEdgeName, typer.Option("--time-edge", help="translation weighs pairs by the period.")
]


def k(
    data: Data,
    x: X,
    y: Y,
    time: Time,
    distances: Distances,
    days: Days,
    window: Window = None,
    edge: SpaceEdge = SpaceEdgeName.NONE,
    time_edge: TimeEdge = TimeEdgeName.NONE,
    permutations: Permutations = 999,
    level: Level = 0.95,
    seed: Seed = 1,
    as_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """Space-time K: more neighbours in space and time together than place and time apart would give?

    Example: vapenvila spacetime k --data events.csv --x x --y y --time date --distances 100,200,400 --days 7,14,28
    """
    checked_language(lang)
    table = read_table(data)
    east, north, when = table.numbers(x, "--x"), table.numbers(y, "--y"), times(table, time)
    watched = None if window is None else outline(window, x, y)
    result = answered(
        lambda: space_time_k(
            east,
            north,
            when,
            distances=numbers_in(distances, "--distances"),
            days=numbers_in(days, "--days"),
            window=watched,
            space_edge=edge.value,
            time_edge=time_edge.value,
            permutations=permutations,
            level=level,
            seed=seed,
        )
    )
    show(result, as_json, lang)
    if not as_json:
        _print_table(result)


def _print_table(result: SpaceTimeK) -> None:
    print(f"{'distance':>10} {'days':>7} {'K(s)':>12} {'K(t)':>9} {'D0':>7} {'chance':>16} {'all cells':>10}")
    for cell in result.cells:
        excess = "–" if cell.excess is None else f"{cell.excess:.3f}"
        chance = "–" if cell.chance is None else f"{cell.chance[0]:.2f} to {cell.chance[1]:.2f}"
        everywhere = "–" if cell.everywhere is None else f"±{cell.everywhere:.2f}"
        print(
            f"{cell.distance:>10g} {cell.days:>7g} {cell.space:>12.5g} {cell.time:>9.4g} {excess:>7} {chance:>16}"
            f" {everywhere:>10}"
        )
