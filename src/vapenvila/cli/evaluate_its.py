"""`vapenvila evaluate its`: interrupted time series of counts."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from vapenvila.analysis.interrupted_series import SeriesError, Terms, interrupted_series
from vapenvila.analysis.small_counts import CountError
from vapenvila.cli.answers import AsJson, Lang, Level, Seed, checked_language, show
from vapenvila.cli.tables import Table, read_table
from vapenvila.cli.user_error import UserError


class SeasonChoice(StrEnum):
    """Season in the model."""

    MONTH = "month"
    QUARTER = "quarter"
    NONE = "none"


class FamilyChoice(StrEnum):
    """Distribution of the counts."""

    POISSON = "poisson"
    NEGBIN = "negbin"


Data = Annotated[Path, typer.Option("--data", help="CSV, XLSX or Parquet, one row a period.")]
Time = Annotated[
    str, typer.Option("--time", help="Column with the first day of each period (2026-01 or 2026-01-01).")
]
Outcome = Annotated[str, typer.Option("--outcome", help="Column with the counts.")]
Start = Annotated[str, typer.Option("--start", help="First day of the programme.")]
Exposure = Annotated[str | None, typer.Option("--exposure", help="Column with people or days at risk.")]
Comparison = Annotated[
    str | None, typer.Option("--comparison", help="Column with counts where no programme was.")
]
SeasonOption = Annotated[SeasonChoice, typer.Option("--season", help="Season in the model.")]
FamilyOption = Annotated[FamilyChoice, typer.Option("--family", help="Distribution of the counts.")]
Trend = Annotated[bool, typer.Option("--trend/--no-trend", help="A trend that goes on unchanged.")]
SlopeChange = Annotated[
    bool, typer.Option("--slope-change/--no-slope-change", help="The trend may change at the start.")
]
Draws = Annotated[int, typer.Option("--draws", min=0, help="Series simulated for the bootstrap; 0 for none.")]


def its(
    data: Data,
    time: Time,
    outcome: Outcome,
    start: Start,
    exposure: Exposure = None,
    comparison: Comparison = None,
    season: SeasonOption = SeasonChoice.MONTH,
    family: FamilyOption = FamilyChoice.NEGBIN,
    trend: Trend = True,
    slope_change: SlopeChange = False,
    draws: Draws = 999,
    level: Level = 0.95,
    seed: Seed = 1,
    lang: Lang = "en",
    as_json: AsJson = False,
) -> None:
    """Did events become fewer at a start? A segmented count model with checks.

    Example: vapenvila evaluate its --data months.csv --time month --outcome shootings --start 2024-01-01 --season quarter
    """
    checked_language(lang)
    wanted = {"outcome": outcome, "exposure": exposure, "comparison": comparison}
    days, columns = columns_by_time(read_table(data), time, wanted)
    terms = Terms(family.value, trend, slope_change, season.value)
    first_day = first_day_of(start)
    try:
        result = interrupted_series(
            days,
            columns.pop("outcome"),
            first_day,
            terms=terms,
            level=level,
            draws=draws,
            seed=seed,
            **columns,
        )
    except (SeriesError, CountError) as problem:
        raise UserError(str(problem)) from None
    show(result, as_json, lang)


def columns_by_time(
    table: Table, time: str, wanted: dict[str, str | None]
) -> tuple[NDArray[np.datetime64], dict[str, NDArray[np.float64]]]:
    """The first days of the periods and the columns asked for, in order of time."""
    days = table.days(time, "--time")
    order = np.argsort(days, kind="stable")
    columns = {
        name: table.numbers(column, f"--{name}")[order]
        for name, column in wanted.items()
        if column is not None
    }
    return days[order], columns


def first_day_of(text: str) -> date:
    """The day of --start."""
    try:
        return date.fromisoformat(text if len(text) > 7 else f"{text}-01")
    except ValueError:
        raise UserError(f"--start is {text!r}; write a date as 2026-01-31.") from None
