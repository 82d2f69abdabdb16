"""`vapenvila network summary`: how a network of ties hangs together, as a whole."""

from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import numpy as np
import typer

from vapenvila.analysis.tie_network import (
    Network,
    network_of_incidents,
    network_of_ties,
    network_summary,
)
from vapenvila.cli.answers import AsJson, Lang, Seed, answered, checked_language, show
from vapenvila.cli.matrix_tables import matrix_of
from vapenvila.cli.tables import EMPTY_WORDS, Table, read_table
from vapenvila.cli.user_error import UserError

app = typer.Typer(no_args_is_help=True)

Ties = Annotated[
    Path, typer.Option("--ties", help="Table with one row a tie; either direction, once or more.")
]
One = Annotated[str, typer.Option("--from", help="Column with the one person.")]
Event = Annotated[
    str, typer.Option("--event", help="Column with an event, instead of --to: whoever shares one is tied.")
]
AsMatrix = Annotated[
    bool,
    typer.Option(
        "--matrix", help="The table is a matrix: names down and across, or people down and events across."
    ),
]
Other = Annotated[str, typer.Option("--to", help="Column with the other person.")]
Weight = Annotated[str, typer.Option("--weight", help="Column with a weight above 0; rows of a tie add up.")]
Everyone = Annotated[
    Path | None, typer.Option("--people", help="Table of people, some perhaps without a tie.")
]
Id = Annotated[str, typer.Option("--id", help="Column of --people that names the person.")]
Day = Annotated[str, typer.Option("--day", help="Column with the day of the tie, for --first and --last.")]
First = Annotated[str, typer.Option("--first", help="First day that counts, as 2026-01-31.")]
Last = Annotated[str, typer.Option("--last", help="Last day that counts.")]


class Columns(NamedTuple):
    """Which column is which: the one person, the other or else the event, and the weight; empty where there is none."""

    one: str
    other: str
    event: str
    weight: str


@app.callback()
def network() -> None:
    """Describe a network of ties as a whole, never one person.

    Example: vapenvila network summary --ties edges.csv
    """


@app.command()
def summary(
    ties: Ties,
    one: One = "Source",
    other: Other = "Target",
    event: Event = "",
    matrix: AsMatrix = False,
    weight: Weight = "",
    day: Day = "",
    first: First = "",
    last: Last = "",
    people: Everyone = None,
    id_column: Id = "Id",
    seed: Seed = 1,
    as_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """Components, cores, communities and density of a network, never of one person.

    Example: vapenvila network summary --ties edges.csv --from Source --to Target
    """
    checked_language(lang)
    everyone = read_table(people, nodes=True).texts(id_column, "--id") if people else []
    table, columns = read_table(ties), Columns(one, other, event, weight)
    if matrix:
        if event or weight or day or first or last:
            raise UserError(
                "A --matrix has its own events and weights, and no days: leave those options out."
            )
        table, columns, names = _of_matrix(table)
        everyone += names
    found, period = _network(table, columns, (day, first, last), everyone)
    rng = np.random.default_rng(seed)
    show(answered(lambda: network_summary(found, rng, seed=seed, period=period)), as_json, lang)


def _of_matrix(table: Table) -> tuple[Table, Columns, tuple[str, ...]]:
    """The matrix as rows, their columns, and everybody who stands in it."""
    matrix = matrix_of(table, "--matrix")
    columns = Columns("row", "", "column", "") if matrix.two_mode else Columns("row", "column", "", "value")
    return matrix.table, columns, matrix.names


def _network(
    table: Table, columns: Columns, window: tuple[str, str, str], everyone: list[str]
) -> tuple[Network, tuple[str, str] | None]:
    """The network, and the first and last day of the ties in it where days are known."""
    day, first, last = window
    if (first or last) and not day:
        raise UserError("--first and --last need --day, the column with the day of each tie.")
    if columns.event and columns.weight:
        raise UserError("--event and --weight exclude each other: a tie weighs the events two people share.")
    days = table.days(day, "--day") if day else None
    limits = None
    if days is not None:
        limits = (_day(first, "--first") or days.min(), _day(last, "--last") or days.max())
    one = _ends(table, columns.one, "--from")
    period = None if limits is None else (str(limits[0]), str(limits[1]))
    if columns.event:
        of = _ends(table, columns.event, "--event")
        together = answered(
            lambda: network_of_incidents(of, one, days=days, window=limits, everyone=everyone)
        )
        return together, period
    other = _ends(table, columns.other, "--to")
    weights = table.numbers(columns.weight, "--weight") if columns.weight else None
    found = answered(
        lambda: network_of_ties(one, other, weights=weights, days=days, window=limits, everyone=everyone)
    )
    return found, period


def _ends(table: Table, column: str, option: str) -> list[str]:
    """One end of every tie. A word for nothing is refused: it would tie everybody of whom nothing is known to one person."""
    cells = table.texts(column, option)
    for row, cell in enumerate(cells):
        if cell.lower() in EMPTY_WORDS:
            table.refuse(column, option, row, f"is {cell!r}, a word for an empty cell; leave the row out")
    return cells


def _day(text: str, option: str) -> np.datetime64 | None:
    try:
        return np.datetime64(date.fromisoformat(text), "D") if text else None
    except ValueError:
        raise UserError(f"{option} is {text!r}; write a date as 2026-01-31.") from None
