"""`vapenvila evaluate wdd`: before and after in places with and without a programme."""

from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from vapenvila.analysis.interrupted_series.periods import periods_of
from vapenvila.analysis.place_based import (
    DisplacementDifference,
    displacement_by_period,
    displacement_difference,
)
from vapenvila.cli.answers import AsJson, Lang, Level, answered, checked_language, show
from vapenvila.cli.evaluate_its import columns_by_time, first_day_of
from vapenvila.cli.tables import read_table
from vapenvila.cli.user_error import UserError

Pair = tuple[float, float]
Treated = Annotated[
    Pair | None, typer.Option("--treated", help="Events with the programme, before and after.")
]
Control = Annotated[
    Pair | None, typer.Option("--control", help="Events in the comparison, before and after.")
]
TreatedRing = Annotated[
    Pair | None, typer.Option("--treated-displacement", help="Events around the programme, before and after.")
]
ControlRing = Annotated[
    Pair | None,
    typer.Option("--control-displacement", help="Events around the comparison, before and after."),
]
TimeWeights = Annotated[
    Pair, typer.Option("--time-weights", help="Length of the time before and after, such as 24 12.")
]
Dispersion = Annotated[
    float | None,
    typer.Option("--dispersion", help="How much more counts vary than independent ones, at least 1."),
]
Data = Annotated[
    Path | None, typer.Option("--data", help="Instead of totals: CSV, XLSX or Parquet, one row a period.")
]
Time = Annotated[str, typer.Option("--time", help="Its column with the first day of each period.")]
Start = Annotated[str, typer.Option("--start", help="First day of the programme, with --data.")]
Columns = Annotated[
    str,
    typer.Option(
        "--columns",
        help="Its columns with the counts: programme,comparison or programme,comparison,around the programme,"
        "around the comparison.",
    ),
]
_AREAS = ("treated", "control", "treated_ring", "control_ring")


def wdd(
    treated: Treated = None,
    control: Control = None,
    treated_displacement: TreatedRing = None,
    control_displacement: ControlRing = None,
    time_weights: TimeWeights = (1.0, 1.0),
    dispersion: Dispersion = None,
    data: Data = None,
    time: Time = "month",
    start: Start = "",
    columns: Columns = "",
    level: Level = 0.95,
    lang: Lang = "en",
    as_json: AsJson = False,
) -> None:
    """Did places with a programme change otherwise than places like them, displacement included?

    Given by month or week, it is seen how much the counts vary, and the interval takes account of it.

    Example: vapenvila evaluate wdd --treated 207 110 --control 308 318
    """
    checked_language(lang)
    if data is not None:
        given = (treated, control, treated_displacement, control_displacement, dispersion)
        if any(one is not None for one in given) or time_weights != (1.0, 1.0):
            raise UserError("Give either totals or --data with --columns and --start, not both.")
        show(_by_period(data, time, start, columns, level), as_json, lang)
        return
    if treated is None or control is None:
        raise UserError(
            "Give --treated and --control, each before and after, or --data with counts by period."
        )
    result = answered(
        lambda: displacement_difference(
            treated,
            control,
            treated_ring=treated_displacement,
            control_ring=control_displacement,
            time_weights=time_weights,
            level=level,
            dispersion=dispersion,
        )
    )
    show(result, as_json, lang)


def _by_period(data: Path, time: str, start: str, columns: str, level: float) -> DisplacementDifference:
    names = [name.strip() for name in columns.split(",")]
    if len(names) not in (2, 4) or not all(names):
        raise UserError(f"--columns is {columns!r}; name two columns or four, with commas between.")
    wanted: dict[str, str | None] = dict(zip(_AREAS, names, strict=False))
    first_day = first_day_of(start)
    days, counts = columns_by_time(read_table(data), time, wanted)
    answered(lambda: periods_of(days))
    at = int(np.searchsorted(days, np.datetime64(first_day)))
    return answered(lambda: displacement_by_period(counts, at, level=level))
