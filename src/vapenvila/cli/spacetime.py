"""`vapenvila spacetime …`: where and when incidents follow each other."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from numpy.typing import NDArray

from vapenvila.analysis.near_repeat import KnoxTable, knox_table
from vapenvila.cli.answers import AsJson, Lang, Seed, answered, show
from vapenvila.cli.tables import Table, read_table
from vapenvila.cli.user_error import UserError

app = typer.Typer(no_args_is_help=True)
_NUMBER = re.compile(r"-?\d+([.,]\d+)?")


class MetricName(StrEnum):
    """How a distance is measured."""

    MANHATTAN = "manhattan"
    EUCLIDEAN = "euclidean"


class ClosedName(StrEnum):
    """Which edge a band holds."""

    LEFT = "left"
    RIGHT = "right"


Data = Annotated[Path, typer.Option("--data", help="Table with one row an event.")]
X = Annotated[str, typer.Option("--x", help="Column with the place east, in metres or another flat unit.")]
Y = Annotated[str, typer.Option("--y", help="Column with the place north, in the same unit.")]
Time = Annotated[str, typer.Option("--time", help="Column with the day: a date, or a number of days.")]
Distances = Annotated[str, typer.Option("--distances", help="Edges of the distance bands: 0,0.1,200,400.")]
Days = Annotated[str, typer.Option("--days", help="Edges of the day bands: 0,7,14.")]
Metric = Annotated[MetricName, typer.Option("--metric", help="How a distance is measured.")]
Closed = Annotated[
    ClosedName, typer.Option("--closed", help="left: a band holds its lower edge, [a, b); right: (a, b].")
]
Permutations = Annotated[int, typer.Option("--permutations", help="How often the days are dealt out anew.")]


@app.callback()
def spacetime() -> None:
    """Where and when incidents follow each other.

    Example: vapenvila spacetime knox --data events.csv --x x --y y --time date --distances 0,100,200 --days 0,7,14
    """


@app.command()
def knox(
    data: Data,
    x: X,
    y: Y,
    time: Time,
    distances: Distances,
    days: Days,
    metric: Metric = MetricName.EUCLIDEAN,
    closed: Closed = ClosedName.LEFT,
    permutations: Permutations = 999,
    seed: Seed = 1,
    as_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """Near repeats: pairs of events close in space and days, against the same with the days dealt out anew.

    Example: vapenvila spacetime knox --data events.csv --x x --y y --time date --distances 0,100,200 --days 0,7,14
    """
    table = read_table(data)
    east, north, when = table.numbers(x, "--x"), table.numbers(y, "--y"), _times(table, time)
    result = answered(
        lambda: knox_table(
            east,
            north,
            when,
            distances=_edges(distances, "--distances"),
            days=_edges(days, "--days"),
            metric=metric.value,
            closed=closed.value,
            permutations=permutations,
            seed=seed,
        )
    )
    show(result, as_json, lang)
    if not as_json:
        _print_table(result)


def _times(table: Table, column: str) -> NDArray[Any]:
    """Numbers of days where every cell is one, else dates."""
    cells = table.cells(column, "--time")
    if all(cell is not None and _NUMBER.fullmatch(cell) for cell in cells):
        return table.numbers(column, "--time")
    return table.days(column, "--time")


def _edges(text: str, option: str) -> list[float]:
    try:
        return [float(part) for part in text.split(",")]
    except ValueError:
        raise UserError(
            f"{option} is {text!r}; write numbers with commas between them, such as 0,7,14."
        ) from None


def _print_table(result: KnoxTable) -> None:
    print(f"{'distance':>16} {'days':>12} {'pairs':>8} {'chance':>19} {'ratio':>7} {'p':>7}")
    for cell in result.cells:
        near, far = cell.distance
        soon, late = cell.days
        chance = f"{cell.expected:.1f} ({cell.chance[0]:g}–{cell.chance[1]:g})"
        ratio = "–" if cell.ratio is None else f"{cell.ratio:.2f}"
        print(
            f"{f'{near:g}–{far:g}':>16} {f'{soon:g}–{late:g}':>12} {cell.observed:>8} {chance:>19} {ratio:>7}"
            f" {cell.p_value:>7.3f}"
        )
