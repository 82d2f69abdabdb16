"""`vapenvila evaluate monitor`: has the rate changed, looked at as often as one likes?"""

from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from vapenvila.analysis.anytime_monitor import monitor_rate
from vapenvila.analysis.interrupted_series.periods import periods_of
from vapenvila.cli.answers import AsJson, Lang, Level, answered, show
from vapenvila.cli.evaluate_its import Outcome, Start, Time, columns_by_time, first_day_of
from vapenvila.cli.tables import read_table

Data = Annotated[
    Path, typer.Option("--data", help="CSV, XLSX or Parquet, one row a period, before and after.")
]
SmallestEffect = Annotated[
    float,
    typer.Option("--smallest-effect", help="The rate ratio one wants to be able to tell, such as 0.75."),
]


def monitor(
    data: Data,
    time: Time,
    outcome: Outcome,
    start: Start,
    smallest_effect: SmallestEffect = 0.75,
    level: Level = 0.95,
    as_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """Rate after a start against that before, valid however often one looks; and how long until a change would be told.

    Example: vapenvila evaluate monitor --data months.csv --time month --outcome shootings --start 2025-01-01
    """
    days, columns = columns_by_time(read_table(data), time, {"outcome": outcome})
    periods = answered(lambda: periods_of(days))
    after = days >= np.datetime64(first_day_of(start))
    counts = columns["outcome"]
    result = answered(
        lambda: monitor_rate(
            counts[~after],
            counts[after],
            smallest_effect=smallest_effect,
            level=level,
            kind=periods.kind,
            period=(str(days[0]), str(days[-1])),
        )
    )
    show(result, as_json, lang)
