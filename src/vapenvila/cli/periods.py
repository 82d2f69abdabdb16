"""Tables of units over periods: their options, and periods and lists of names as they are typed."""

import re
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from vapenvila.cli.tables import Table
from vapenvila.cli.user_error import UserError

Data = Annotated[
    Path, typer.Option("--data", help="CSV, XLSX or Parquet, one row for each unit in each period.")
]
Time = Annotated[str, typer.Option("--time", help="Column with the periods: whole numbers or dates.")]
Start = Annotated[str, typer.Option("--start", help="First period with the programme.")]

_WHOLE = re.compile(r"-?\d{1,18}(\.0+)?")


def periods_of(table: Table, column: str, option: str) -> NDArray[np.generic]:
    """(n,) whole numbers where every cell is one (13 or 13.0), days otherwise."""
    cells = table.texts(column, option)
    if all(map(_WHOLE.fullmatch, cells)):
        return np.array([int(cell.split(".")[0]) for cell in cells], dtype=np.int64)
    return np.asarray(table.days(column, option))


def period_named(text: str, when: NDArray[np.generic], option: str) -> object:
    """One period as typed, of the same kind as the periods of the data."""
    dated = when.dtype.kind == "M"
    try:
        return np.datetime64(text, "D") if dated else int(text)
    except ValueError:
        raise UserError(
            f"{option} is {text!r}; write {'a date as 2026-01-31' if dated else 'a whole number as in the data'}."
        ) from None


def columns_named(given: str | None) -> list[str]:
    """Names of columns with commas between; none where nothing is given."""
    return [name.strip() for name in (given or "").split(",") if name.strip()]
