"""`vapenvila evaluate costs`: what averted events are worth, as ranges."""

from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from vapenvila.analysis.averted_costs import AvertedEvents, UnitCost, averted_costs
from vapenvila.cli.answers import AsJson, Lang, Level, Seed, answered, show
from vapenvila.cli.tables import read_table
from vapenvila.cli.user_error import UserError

Averted = Annotated[float, typer.Option("--averted", help="Estimate of the events averted.")]
Low = Annotated[float, typer.Option("--low", help="Lower limit of its interval.")]
High = Annotated[float, typer.Option("--high", help="Upper limit of its interval.")]
UnitCosts = Annotated[
    Path,
    typer.Option(
        "--unit-costs",
        help="Table with columns name, low, high, unit, source and, if known, likely, price_year, contested.",
    ),
]


def costs(
    averted: Averted,
    low: Low,
    high: High,
    unit_costs: UnitCosts,
    level: Level = 0.95,
    seed: Seed = 1,
    as_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """What the averted events are worth: money, police hours, care days, each as a range.

    Example: vapenvila evaluate costs --averted 12 --low 3 --high 20 --unit-costs unit_costs.csv
    """
    items = answered(lambda: _read(unit_costs))
    dice = np.random.default_rng(seed)
    events = answered(lambda: AvertedEvents.from_interval(averted, low, high, rng=dice, level=level))
    show(answered(lambda: averted_costs(events, items, rng=dice, seed=seed, level=level)), as_json, lang)


def _read(file: Path) -> list[UnitCost]:
    table = read_table(file)
    there = set(table.frame.columns)
    empty = np.full(table.rows, np.nan)
    likely = table.numbers_or_missing("likely", "--unit-costs") if "likely" in there else empty
    years = table.numbers_or_missing("price_year", "--unit-costs") if "price_year" in there else empty
    contested = (
        table.yes_no("contested", "--unit-costs") if "contested" in there else np.zeros(table.rows, np.bool_)
    )
    lows, highs = table.numbers("low", "--unit-costs"), table.numbers("high", "--unit-costs")
    names, units, sources = (table.texts(c, "--unit-costs") for c in ("name", "unit", "source"))
    items = []
    for k in range(table.rows):
        try:
            items.append(
                UnitCost(
                    names[k],
                    float(lows[k]),
                    float(highs[k]),
                    units[k],
                    sources[k],
                    price_year=None if np.isnan(years[k]) else int(years[k]),
                    likely=None if np.isnan(likely[k]) else float(likely[k]),
                    contested=bool(contested[k]),
                )
            )
        except ValueError as problem:
            raise UserError(f"{table.name}, row {k + 2}: {problem}") from None
    return items
