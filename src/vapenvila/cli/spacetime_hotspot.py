"""`vapenvila spacetime hotspot`: where are incidents denser than chance brings, and did such a map foretell what came?"""

from enum import StrEnum
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from vapenvila.analysis.hot_spots import (
    DensityMap,
    GiMap,
    Patch,
    accuracy_said,
    density_map,
    gi_of_areas,
    gi_of_events,
    judged_on,
)
from vapenvila.cli.answers import AsJson, Lang, Level, Seed, answered, checked_language, show
from vapenvila.cli.spacetime_events import Data, Window, X, Y, outline, times
from vapenvila.cli.tables import Table, read_table
from vapenvila.cli.user_error import UserError

_SHOWN = 20


class MethodName(StrEnum):
    """How hot spots are found."""

    KERNEL = "kernel"
    GI = "gi"


class NeighbourName(StrEnum):
    """Which cells or areas are neighbours."""

    QUEEN = "queen"
    DISTANCE = "distance"
    NEAREST = "nearest"


Time = Annotated[str, typer.Option("--time", help="Column with the day: a date, or a number of days.")]
Count = Annotated[str, typer.Option("--count", help="Column with the events of each area: one row an area.")]
Method = Annotated[MethodName, typer.Option("--method", help="kernel: density by km² and year; gi: Gi*.")]
Cell = Annotated[float, typer.Option("--cell", help="Side of a cell, in the unit of --x and --y.")]
Bandwidth = Annotated[
    str, typer.Option("--bandwidth", help="Width of the kernel: a number, likelihood or least-squares.")
]
Neighbours = Annotated[
    NeighbourName, typer.Option("--neighbours", help="Of Gi*: queen (cells that touch), distance, nearest.")
]
Reach = Annotated[
    float | None, typer.Option("--reach", help="How far (distance) or how many (nearest) neighbours go.")
]
Split = Annotated[
    str, typer.Option("--split", help="Day from which events judge the map made of those before it.")
]
Metres = Annotated[
    float, typer.Option("--metres", help="Metres in one unit of --x and --y: 0.3048 for feet.")
]
Draws = Annotated[int, typer.Option("--draws", help="Simulations of chance (kernel) or permutations (gi).")]


def hotspot(
    data: Data,
    x: X,
    y: Y,
    time: Time = "",
    count: Count = "",
    method: Method = MethodName.KERNEL,
    cell: Cell = 250.0,
    bandwidth: Bandwidth = "likelihood",
    neighbours: Neighbours = NeighbourName.QUEEN,
    reach: Reach = None,
    window: Window = None,
    metres: Metres = 1.0,
    split: Split = "",
    draws: Draws = 999,
    level: Level = 0.95,
    seed: Seed = 1,
    as_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """Hot spots: density with intervals or Gi*, against chance, and judged on later events.

    Example: vapenvila spacetime hotspot --data events.csv --x x --y y --time date --cell 250 --split 2025-05-01
    """
    checked_language(lang)
    table = read_table(data)
    east, north = table.numbers(x, "--x"), table.numbers(y, "--y")
    if count:
        drawing = _settings(level=level, seed=seed, permutations=draws, **_of_areas(neighbours, reach))
        held = table.numbers(count, "--count")
        return _show(answered(lambda: gi_of_areas(east, north, held, **drawing)), as_json, lang)
    if not time:
        raise UserError("Give --time, the column with the day, or --count for areas counted beforehand.")
    when, early = _split(table, time, split)
    east, north, later = east[early], north[early], (east[~early], north[~early])
    watched = None if window is None else outline(window, x, y)
    drawing = _settings(level=level, seed=seed, cell=cell, metres=metres, window=watched)
    if method is MethodName.KERNEL:
        drawing |= _settings(bandwidth=_width(bandwidth), simulations=draws)
        dense = answered(lambda: density_map(east, north, when[early], **drawing))
        return _show(answered(lambda: judged_on(dense, *later)) if split else dense, as_json, lang)
    drawing |= _settings(neighbours=neighbours.value, reach=reach, permutations=draws)
    local = answered(lambda: gi_of_events(east, north, when[early], **drawing))
    return _show(answered(lambda: judged_on(local, *later)) if split else local, as_json, lang)


def _of_areas(neighbours: NeighbourName, reach: float | None) -> dict[str, Any]:
    """Areas have no corners here: the eight nearest, unless something else is asked for."""
    if neighbours is NeighbourName.QUEEN:
        return _settings(neighbours="nearest", reach=8.0 if reach is None else reach)
    return _settings(neighbours=neighbours.value, reach=reach)


def _settings(**named: Any) -> dict[str, Any]:  # of different types, which the methods check
    return named


def _split(table: Table, column: str, day: str) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Times, and which lie before the day."""
    when = times(table, column)
    if not day:
        return when, np.ones(len(when), dtype=np.bool_)
    dated = np.issubdtype(when.dtype, np.datetime64)
    try:
        early = when < (np.datetime64(day, "D") if dated else float(day))
    except ValueError:
        raise UserError(
            f"--split is {day!r}; write a {'date as 2026-01-31' if dated else 'number of days'}."
        ) from None
    if early.all() or not early.any():
        raise UserError(
            f"--split {day}: all events lie {'before' if early.all() else 'from'} it; some must lie on each side."
        )
    return when, early


def _width(bandwidth: str) -> Any:  # a length, or a way to choose it that the method checks
    try:
        return float(bandwidth.replace(",", "."))
    except ValueError:
        return bandwidth


def _show(made: DensityMap | GiMap, as_json: bool, lang: str) -> None:
    show(made, as_json, lang)
    if as_json:
        return
    for one in made.accuracy:
        print(accuracy_said(one, checked_language(lang)))
    if made.patches:
        print(f"{'x':>11} {'y':>11} {'km2':>8} {'events':>7} {'per km2 and year':>26}")
    for patch in made.patches[:_SHOWN]:
        _print_patch(patch)


def _print_patch(patch: Patch) -> None:
    rate = f"{patch.rate:.2f} ({patch.low:.2f}–{patch.high:.2f})"
    print(f"{patch.x:>11.0f} {patch.y:>11.0f} {patch.km2:>8.3f} {patch.events:>7} {rate:>26}")
