"""`vapenvila evaluate did`: a programme that begins at different times in different places."""

from enum import StrEnum
from typing import Annotated

import numpy as np
import typer

from vapenvila.analysis.small_counts import CountError
from vapenvila.analysis.staggered_rollout import CohortPanel, RolloutError, cohort_panel, staggered_rollout
from vapenvila.cli.answers import AsJson, Lang, Level, Seed, checked_language, show
from vapenvila.cli.periods import Data, columns_named
from vapenvila.cli.tables import Table, read_table
from vapenvila.cli.user_error import UserError


class ControlsChoice(StrEnum):
    """Whom to compare with."""

    NEVER = "never"
    NOTYET = "notyet"


class EstimatorChoice(StrEnum):
    """How covariates are taken account of, or counts."""

    DR = "dr"
    IPW = "ipw"
    REG = "reg"
    POISSON = "poisson"


Unit = Annotated[str, typer.Option("--unit", help="Column with the names of the units.")]
Time = Annotated[str, typer.Option("--time", help="Column with the periods: whole numbers, or months.")]
Outcome = Annotated[str, typer.Option("--outcome", help="Column with the outcome.")]
FirstTreated = Annotated[
    str, typer.Option("--first-treated", help="Column with the first treated period; 0 or empty for never.")
]
Covariates = Annotated[str | None, typer.Option("--covariates", help="Columns, with commas between.")]
ControlsOption = Annotated[ControlsChoice, typer.Option("--controls", help="Whom to compare with.")]
EstimatorOption = Annotated[
    EstimatorChoice, typer.Option("--estimator", help="dr, ipw and reg differ with covariates only.")
]
KeptOut = Annotated[
    str | None,
    typer.Option(
        "--kept-out", help="Column with 1 for units that must not serve as controls (exposed by ties)."
    ),
]
Cluster = Annotated[str | None, typer.Option("--cluster", help="Column with clusters, if not the units.")]
Draws = Annotated[int, typer.Option("--draws", min=0, help="Draws of the multiplier bootstrap; 0 for none.")]


def did(
    data: Data,
    unit: Unit,
    time: Time,
    outcome: Outcome,
    first_treated: FirstTreated,
    covariates: Covariates = None,
    controls: ControlsOption = ControlsChoice.NEVER,
    estimator: EstimatorOption = EstimatorChoice.DR,
    kept_out: KeptOut = None,
    cluster: Cluster = None,
    draws: Draws = 999,
    level: Level = 0.95,
    seed: Seed = 1,
    lang: Lang = "en",
    as_json: AsJson = False,
) -> None:
    """Did places change when their turn came? Callaway and Sant'Anna's estimator, or Poisson for counts.

    Example: vapenvila evaluate did --data districts.csv --unit district --time year --outcome shots --first-treated begun
    """
    checked_language(lang)
    table = read_table(data)
    names = {"unit": unit, "time": time, "outcome": outcome, "first": first_treated}
    try:
        result = staggered_rollout(
            _panel(table, names, covariates, kept_out, cluster),
            estimator=estimator.value,
            controls=controls.value,
            level=level,
            draws=draws,
            seed=seed,
        )
    except (RolloutError, CountError) as problem:
        raise UserError(str(problem)) from None
    show(result, as_json, lang)


def _panel(
    table: Table, names: dict[str, str], covariates: str | None, kept_out: str | None, cluster: str | None
) -> CohortPanel:
    return cohort_panel(
        table.identifiers(names["unit"], "--unit"),
        _periods(table, names["time"], "--time"),
        table.numbers_or_missing(names["outcome"], "--outcome"),
        _periods(table, names["first"], "--first-treated"),
        covariates={
            name: table.numbers_or_missing(name, "--covariates") for name in columns_named(covariates)
        },
        kept_out=None if kept_out is None else table.yes_no(kept_out, "--kept-out"),
        clusters=None if cluster is None else table.identifiers(cluster, "--cluster"),
    )


def _periods(table: Table, column: str, option: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Whole numbers as they are; months counted from January of year 0, so that dates may stand in the data."""
    cells = table.cells(column, option)
    if not any(cell is not None and "-" in cell.lstrip("-") for cell in cells):
        return np.nan_to_num(table.numbers_or_missing(column, option), nan=0.0)
    found = np.zeros(len(cells))
    for row, cell in enumerate(cells):
        try:
            month = np.datetime64(cell[:7] if cell else "NaT", "M")
        except ValueError:
            raise UserError(
                f"{table.name}, row {row + 2}, column {column!r} ({option}) is {cell!r}; write a month as 2026-01."
            ) from None
        found[row] = 0.0 if np.isnat(month) else float(month.astype(np.int64)) + 1970 * 12
    return found
