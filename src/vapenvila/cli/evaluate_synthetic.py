"""`vapenvila evaluate scm` and `sdid`: a place put together from places without the programme."""

import re
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from vapenvila.analysis.small_counts import CountError
from vapenvila.analysis.synthetic_control import (
    Panel,
    PanelError,
    Predictors,
    panel_of,
    synthetic_control,
    synthetic_did,
)
from vapenvila.cli.answers import AsJson, Lang, Level, Seed, checked_language, show
from vapenvila.cli.periods import Data, Start, Time, columns_named, period_named, periods_of
from vapenvila.cli.tables import Table, read_table
from vapenvila.cli.user_error import UserError

_PREDICTOR = re.compile(r"(?P<name>.+?)(?:@(?P<first>[^@]+?)(?:\.\.(?P<last>[^@]+))?)?")


class VariantChoice(StrEnum):
    """Variant of synthetic control."""

    CLASSIC = "classic"
    DEMEANED = "demeaned"
    RIDGE = "ridge"


Unit = Annotated[str, typer.Option("--unit", help="Column with the names of the units.")]
Outcome = Annotated[str, typer.Option("--outcome", help="Column with the outcome.")]
Treated = Annotated[str, typer.Option("--treated", help="Names of the treated units, with commas between.")]
Exclude = Annotated[str | None, typer.Option("--exclude", help="Units to leave out, with commas between.")]
PredictorList = Annotated[
    str | None,
    typer.Option(
        "--predictors",
        help="Columns to match by their mean before the start, with commas between; name@1960..1969 for certain periods.",
    ),
]
FittedFrom = Annotated[
    str | None, typer.Option("--fitted-from", help="First period whose outcomes the predictors must meet.")
]
Variant = Annotated[VariantChoice, typer.Option("--variant", help="Kind of weights.")]


def scm(
    data: Data,
    unit: Unit,
    time: Time,
    outcome: Outcome,
    treated: Treated,
    start: Start,
    predictors: PredictorList = None,
    fitted_from: FittedFrom = None,
    exclude: Exclude = None,
    variant: Variant = VariantChoice.CLASSIC,
    level: Level = 0.95,
    seed: Seed = 1,
    lang: Lang = "en",
    as_json: AsJson = False,
) -> None:
    """What would have happened without the programme? Synthetic control with placebos.

    Example: vapenvila evaluate scm --data towns.csv --unit town --time year --outcome shots --treated Sommarhamn --start 2020
    """
    checked_language(lang)
    table = read_table(data)
    try:
        panel = _panel(table, unit, time, outcome, treated, start, exclude)
        result = synthetic_control(
            panel,
            variant=variant.value,
            predictors=None if predictors is None else _predictors(table, panel, unit, time, predictors),
            fitted_from=0 if fitted_from is None else _place(panel, fitted_from, "--fitted-from"),
            level=level,
            seed=seed,
        )
    except (PanelError, CountError) as problem:
        raise UserError(str(problem)) from None
    show(result, as_json, lang)


def sdid(
    data: Data,
    unit: Unit,
    time: Time,
    outcome: Outcome,
    treated: Treated,
    start: Start,
    predictors: PredictorList = None,
    exclude: Exclude = None,
    level: Level = 0.95,
    seed: Seed = 1,
    lang: Lang = "en",
    as_json: AsJson = False,
) -> None:
    """What would have happened without the programme? Synthetic difference-in-differences.

    Example: vapenvila evaluate sdid --data towns.csv --unit town --time year --outcome shots --treated Nordvik --start 2020
    """
    checked_language(lang)
    try:
        table = read_table(data)
        panel = _panel(table, unit, time, outcome, treated, start, exclude)
        named = () if predictors is None else _predictors(table, panel, unit, time, predictors).names
        result = replace(synthetic_did(panel, level=level, seed=seed), predictors=named)
    except (PanelError, CountError) as problem:
        raise UserError(str(problem)) from None
    show(result, as_json, lang)


def _panel(
    table: Table, unit: str, time: str, outcome: str, treated: str, start: str, exclude: str | None
) -> Panel:
    names = [str(name) for name in table.identifiers(unit, "--unit")]
    when = periods_of(table, time, "--time")
    values = table.numbers_or_missing(outcome, "--outcome")
    out = set(_names(exclude, names))
    keep = np.array([name not in out for name in names])
    kept = [name for name in names if name not in out]
    return panel_of(
        kept,
        when[keep],
        values[keep],
        treated=_names(treated, kept),
        start=period_named(start, when, "--start"),
    )


def _names(given: str | None, known: list[str]) -> list[str]:
    """Names with commas between; a name that has a comma itself is understood when it is given alone."""
    if given is None:
        return []
    return [given] if given in known else columns_named(given)


def _place(panel: Panel, text: str, option: str) -> int:
    when = period_named(text, panel.times, option)
    at = int(np.searchsorted(panel.times, np.asarray(when, dtype=panel.times.dtype)))
    if at >= panel.T0:
        raise UserError(f"{option} is {text!r}; it must lie before the start.")
    return at


def _predictors(table: Table, panel: Panel, unit: str, time: str, given: str) -> Predictors:
    names = np.array([str(name) for name in table.identifiers(unit, "--unit")], dtype=object)
    when = periods_of(table, time, "--time")
    columns, titles = [], []
    for one in columns_named(given):
        found = _PREDICTOR.fullmatch(one)
        if found is None:
            raise UserError(f"--predictors: {one!r} is not a column, or a column@first..last.")
        first = found["first"] or panel.time_name(0)
        last = found["last"] or found["first"] or panel.time_name(panel.T0 - 1)
        limits = np.array(
            [period_named(end, panel.times, "--predictors") for end in (first, last)], dtype=when.dtype
        )
        number = when.astype(np.int64)
        inside = (number >= limits[0].astype(np.int64)) & (number <= limits[1].astype(np.int64))
        values = table.numbers_or_missing(found["name"], "--predictors")
        columns.append([_mean(values[inside & (names == name)], one, name) for name in panel.units])
        titles.append(one)
    return Predictors(tuple(titles), np.array(columns).T)


def _mean(values: NDArray[np.float64], predictor: str, unit: str) -> float:
    known = values[np.isfinite(values)]
    if len(known) == 0:
        raise UserError(f"--predictors: {predictor} has no value for {unit} in those periods.")
    return float(known.mean())
