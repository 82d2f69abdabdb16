"""`vapenvila evaluate meta`: what several cities say together."""

from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from scipy import stats

from vapenvila.analysis.meta_analysis import MetaError, combine_effects
from vapenvila.analysis.small_counts import CountError
from vapenvila.cli.answers import AsJson, Lang, Level, checked_language, show
from vapenvila.cli.tables import Table, read_table
from vapenvila.cli.user_error import UserError

Data = Annotated[Path, typer.Option("--data", help="CSV, XLSX or Parquet, one row a study.")]
Study = Annotated[str, typer.Option("--study", help="Column with the names of the studies.")]
Effect = Annotated[str, typer.Option("--estimate", help="Column with the effects.")]
Error = Annotated[
    str | None, typer.Option("--se", help="Column with standard errors (of the logarithm, for ratios).")
]
Low = Annotated[str | None, typer.Option("--low", help="Column with lower 95 % limits, instead of errors.")]
High = Annotated[str | None, typer.Option("--high", help="Column with upper 95 % limits, instead of errors.")]
Ratio = Annotated[bool, typer.Option("--ratio", help="The effects are ratios, such as rate ratios.")]


def meta(
    data: Data,
    study: Study,
    estimate: Effect,
    se: Error = None,
    low: Low = None,
    high: High = None,
    ratio: Ratio = False,
    level: Level = 0.95,
    lang: Lang = "en",
    as_json: AsJson = False,
) -> None:
    """What do several cities say together? Random effects, with limits for few studies.

    Example: vapenvila evaluate meta --data cities.csv --study city --estimate ratio --low low --high high --ratio
    """
    checked_language(lang)
    table = read_table(data)
    names = [str(name) for name in table.identifiers(study, "--study")]
    effects = _logarithms(table, estimate, "--estimate", ratio)
    try:
        result = combine_effects(
            names,
            effects.tolist(),
            _errors(table, se, low, high, ratio).tolist(),
            ratios=ratio,
            level=level,
        )
    except (MetaError, CountError) as problem:
        raise UserError(str(problem)) from None
    show(result, as_json, lang)


def _errors(
    table: Table, se: str | None, low: str | None, high: str | None, ratio: bool
) -> NDArray[np.float64]:
    if se is not None and low is None and high is None:
        return table.numbers(se, "--se")
    if se is None and low is not None and high is not None:
        width = _logarithms(table, high, "--high", ratio) - _logarithms(table, low, "--low", ratio)
        return np.asarray(width / (2.0 * stats.norm.ppf(0.975)))
    raise UserError("Give either --se, or --low and --high.")


def _logarithms(table: Table, column: str, option: str, ratio: bool) -> NDArray[np.float64]:
    values = table.numbers(column, option)
    if not ratio:
        return values
    if (values <= 0.0).any():
        row = int(np.argmax(values <= 0.0)) + 2
        raise UserError(
            f"{table.name}, row {row}, column {column!r} ({option}) is not above 0; a ratio must be."
        )
    return np.log(values)
