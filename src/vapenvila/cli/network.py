"""`vapenvila network summary`: how a network of ties hangs together, as a whole."""

from datetime import date
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from vapenvila.analysis.tie_network import Network, network_of_ties, network_summary
from vapenvila.cli.answers import AsJson, Lang, Seed, answered, checked_language, show
from vapenvila.cli.tables import EMPTY_WORDS, Table, read_table
from vapenvila.cli.user_error import UserError

app = typer.Typer(no_args_is_help=True)

Ties = Annotated[
    Path, typer.Option("--ties", help="Table with one row a tie; either direction, once or more.")
]
One = Annotated[str, typer.Option("--from", help="Column with the one person.")]
Other = Annotated[str, typer.Option("--to", help="Column with the other person.")]
Weight = Annotated[str, typer.Option("--weight", help="Column with a weight above 0; rows of a tie add up.")]
Everyone = Annotated[
    Path | None, typer.Option("--people", help="Table of people, some perhaps without a tie.")
]
Id = Annotated[str, typer.Option("--id", help="Column of --people that names the person.")]
Day = Annotated[str, typer.Option("--day", help="Column with the day of the tie, for --first and --last.")]
First = Annotated[str, typer.Option("--first", help="First day that counts, as 2026-01-31.")]
Last = Annotated[str, typer.Option("--last", help="Last day that counts.")]


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
    table = read_table(ties)
    everyone = read_table(people).texts(id_column, "--id") if people else []
    found, period = _network(table, (one, other, weight), (day, first, last), everyone)
    rng = np.random.default_rng(seed)
    show(answered(lambda: network_summary(found, rng, seed=seed, period=period)), as_json, lang)


def _network(
    table: Table, columns: tuple[str, str, str], window: tuple[str, str, str], everyone: list[str]
) -> tuple[Network, tuple[str, str] | None]:
    """The network, and the first and last day of the ties in it where days are known."""
    (one, other, weight), (day, first, last) = columns, window
    if (first or last) and not day:
        raise UserError("--first and --last need --day, the column with the day of each tie.")
    days = table.days(day, "--day") if day else None
    limits = None
    if days is not None:
        limits = (_day(first, "--first") or days.min(), _day(last, "--last") or days.max())
    weights = table.numbers(weight, "--weight") if weight else None
    ends = _ends(table, one, "--from"), _ends(table, other, "--to")
    found = answered(
        lambda: network_of_ties(*ends, weights=weights, days=days, window=limits, everyone=everyone)
    )
    return found, None if limits is None else (str(limits[0]), str(limits[1]))


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
