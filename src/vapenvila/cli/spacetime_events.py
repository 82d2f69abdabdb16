"""The table of events that the commands of space and time share: its columns, its times, and lists of numbers."""

import re
from pathlib import Path
from typing import Annotated, Any

import typer
from numpy.typing import NDArray

from vapenvila.analysis.study_window import StudyWindow, polygon
from vapenvila.cli.answers import answered
from vapenvila.cli.tables import Table, read_table
from vapenvila.cli.user_error import UserError

_NUMBER = re.compile(r"-?\d+([.,]\d+)?")

Data = Annotated[Path, typer.Option("--data", help="Table with one row an event.")]
X = Annotated[str, typer.Option("--x", help="Column with the place east, in metres or another flat unit.")]
Y = Annotated[str, typer.Option("--y", help="Column with the place north, in the same unit.")]
Time = Annotated[str, typer.Option("--time", help="Column with the day: a date, or a number of days.")]
Distances = Annotated[str, typer.Option("--distances", help="Edges of the distance bands: 0,0.1,200,400.")]
Days = Annotated[str, typer.Option("--days", help="Edges of the day bands: 0,7,14.")]
Permutations = Annotated[int, typer.Option("--permutations", help="How often the days are dealt out anew.")]
Window = Annotated[
    Path | None,
    typer.Option(
        "--window", help="Table with the corners of the area watched, in turn; columns as --x and --y."
    ),
]


def outline(window: Path, x: str, y: str) -> StudyWindow:
    """The area watched, by its corners in a table."""
    corners = read_table(window)
    return answered(lambda: polygon(corners.numbers(x, "--x"), corners.numbers(y, "--y")))


def times(table: Table, column: str) -> NDArray[Any]:  # numbers or dates
    """Numbers of days where every cell is one, else dates."""
    cells = table.cells(column, "--time")
    if all(cell is not None and _NUMBER.fullmatch(cell) for cell in cells):
        return table.numbers(column, "--time")
    return table.days(column, "--time")


def numbers_in(text: str, option: str) -> list[float]:
    """Numbers with commas between them. Raises UserError."""
    try:
        return [float(part) for part in text.split(",")]
    except ValueError:
        raise UserError(
            f"{option} is {text!r}; write numbers with commas between them, such as 0,7,14."
        ) from None
