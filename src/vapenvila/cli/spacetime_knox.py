"""`vapenvila spacetime knox`: do incidents follow each other close in space and time?"""

from enum import StrEnum
from typing import Annotated

import typer

from vapenvila.analysis.near_repeat import KnoxTable, knox_table
from vapenvila.cli.answers import AsJson, Lang, Seed, answered, show
from vapenvila.cli.spacetime_events import (
    Data,
    Days,
    Distances,
    Permutations,
    Time,
    X,
    Y,
    numbers_in,
    times,
)
from vapenvila.cli.tables import read_table


class MetricName(StrEnum):
    """How a distance is measured."""

    MANHATTAN = "manhattan"
    EUCLIDEAN = "euclidean"


class ClosedName(StrEnum):
    """Which edge a band holds."""

    LEFT = "left"
    RIGHT = "right"


Metric = Annotated[MetricName, typer.Option("--metric", help="How a distance is measured.")]
Closed = Annotated[
    ClosedName, typer.Option("--closed", help=r"left: a band holds its lower edge, \[a, b); right: (a, b].")
]


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
    east, north, when = table.numbers(x, "--x"), table.numbers(y, "--y"), times(table, time)
    result = answered(
        lambda: knox_table(
            east,
            north,
            when,
            distances=numbers_in(distances, "--distances"),
            days=numbers_in(days, "--days"),
            metric=metric.value,
            closed=closed.value,
            permutations=permutations,
            seed=seed,
        )
    )
    show(result, as_json, lang)
    if not as_json:
        _print_table(result)


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
