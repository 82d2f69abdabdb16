"""`vapenvila evaluate its`: interrupted time series of counts."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from vapenvila.analysis.interrupted_series import SeriesError, Terms, interrupted_series
from vapenvila.analysis.small_counts import CountError
from vapenvila.cli.analysis_output import AsJson, Lang, Level, Seed, checked_language, show
from vapenvila.cli.tables import read_table
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


def its(
    data: Annotated[Path, typer.Option("--data", help="CSV, XLSX or Parquet, one row a period.")],
    time: Annotated[
        str, typer.Option("--time", help="Column with the first day of each period (2026-01 or 2026-01-01).")
    ],
    outcome: Annotated[str, typer.Option("--outcome", help="Column with the counts.")],
    start: Annotated[str, typer.Option("--start", help="First day of the programme.")],
    exposure: Annotated[
        str | None, typer.Option("--exposure", help="Column with people or days at risk.")
    ] = None,
    comparison: Annotated[
        str | None, typer.Option("--comparison", help="Column with counts where no programme was.")
    ] = None,
    season: Annotated[
        SeasonChoice, typer.Option("--season", help="Season in the model.")
    ] = SeasonChoice.MONTH,
    family: Annotated[
        FamilyChoice, typer.Option("--family", help="Distribution of the counts.")
    ] = FamilyChoice.NEGBIN,
    trend: Annotated[bool, typer.Option("--trend/--no-trend", help="A trend that goes on unchanged.")] = True,
    slope_change: Annotated[
        bool, typer.Option("--slope-change/--no-slope-change", help="The trend may change at the start.")
    ] = False,
    draws: Annotated[
        int, typer.Option("--draws", min=0, help="Series simulated for the bootstrap; 0 for none.")
    ] = 999,
    level: Level = 0.95,
    seed: Seed = 1,
    lang: Lang = "en",
    as_json: AsJson = False,
) -> None:
    """Did events become fewer at a start? A segmented count model with checks.

    Example: vapenvila evaluate its --data months.csv --time month --outcome shootings --start 2024-01-01 --season quarter
    """
    checked_language(lang)
    table = read_table(data)
    days = table.days(time, "--time")
    order = np.argsort(days, kind="stable")
    columns = {
        name: table.numbers(column, f"--{name}")[order]
        for name, column in (("outcome", outcome), ("exposure", exposure), ("comparison", comparison))
        if column is not None
    }
    try:
        result = interrupted_series(
            days[order],
            columns["outcome"],
            _day(start),
            terms=Terms(family.value, trend, slope_change, season.value),
            exposure=columns.get("exposure"),
            comparison=columns.get("comparison"),
            level=level,
            draws=draws,
            seed=seed,
        )
    except (SeriesError, CountError) as problem:
        raise UserError(str(problem)) from None
    show(result, as_json, lang)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text if len(text) > 7 else f"{text}-01")
    except ValueError:
        raise UserError(f"--start is {text!r}; write a date as 2026-01-31.") from None
