"""`vapenvila concentration`: how concentrated events are in few units."""

from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from vapenvila.analysis.concentration import Spread, concentration, spread_of_counts, spread_of_events
from vapenvila.cli.answers import AsJson, Lang, Level, Seed, answered, checked_language, show
from vapenvila.cli.tables import Table, read_table
from vapenvila.cli.user_error import UserError

app = typer.Typer(no_args_is_help=True)

Data = Annotated[
    Path, typer.Option("--data", help="Table with one row an event, or with --count one row a unit.")
]
Unit = Annotated[
    str, typer.Option("--unit", help="Column that names the unit, such as an area; empty rows are named.")
]
Total = Annotated[
    int | None, typer.Option("--units-total", help="Units there are, those without an event included.")
]
Count = Annotated[str, typer.Option("--count", help="Column with the number of events of each unit.")]
Draws = Annotated[int, typer.Option("--draws", help="Bootstrap draws for the intervals.")]


@app.command()
def command(
    data: Data,
    unit: Unit,
    units_total: Total = None,
    count: Count = "",
    draws: Draws = 999,
    level: Level = 0.95,
    seed: Seed = 1,
    as_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """Gini, Gini for fewer events than units, share of the top units, and the Lorenz curve.

    Example: vapenvila concentration --data london_murders.csv --unit borough --units-total 33
    """
    checked_language(lang)
    table = read_table(data)
    spread = _spread(table, unit, count, units_total)
    rng = np.random.default_rng(seed)
    show(answered(lambda: concentration(spread, rng, draws=draws, level=level, seed=seed)), as_json, lang)


def _spread(table: Table, unit: str, count: str, units_total: int | None) -> Spread:
    names = table.texts(unit, "--unit")
    if not count:
        return answered(lambda: spread_of_events(names, units_total))
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise UserError(f"{table.name} has several rows of {twice}; with --count each unit is one row.")
    counts = table.numbers(count, "--count")
    return answered(lambda: spread_of_counts(counts, units_total))
