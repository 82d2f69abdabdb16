"""What the commands of `vapenvila import` share: options, the progress on a terminal, and the rows that were held back."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
STEPS = {
    "read": "Reading",
    "check": "Checking",
    "fold": "Putting together",
    "compare": "Comparing",
    "write": "Writing",
}
ERRORS_SHOWN = 20
RoomName = Annotated[
    str, typer.Option("--room", help="The agency whose room it is: its name, or its kind where there is one.")
]
ProgrammeName = Annotated[str, typer.Option("--programme", help="Short name of the programme.")]
StandsForIt = Annotated[
    str, typer.Option("--by", help="E-mail address of the person of that room who stands for the import.")
]


@contextmanager
def progress_shown() -> Iterator[Callable[[str, int], None]]:
    """Tells on standard error how far it is, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _step, _rows: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Opening", total=None)
        yield lambda step, rows: bar.update(task, description=f"{STEPS.get(step, step)}: {rows:,} rows")


FileOfRows = Annotated[Path, typer.Argument(help="CSV or XLSX; gzip allowed.")]
RoomMapping = Annotated[
    str, typer.Option("--mapping", help="A mapping the room keeps, or a mapping file (TOML).")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Check and compare only; nothing is kept.")]
LookedAt = Annotated[
    bool, typer.Option("--looked-at", help="You have looked at the warnings in the free texts.")
]


def print_errors(result: dict[str, Any]) -> None:
    """The first rows that were held back, on standard error."""
    for error in result["errors"][:ERRORS_SHOWN]:
        print(f"  row {error['row']}: {error['message']}", file=sys.stderr)
    if len(result["errors"]) > ERRORS_SHOWN:
        print(f"  … and {len(result['errors']) - ERRORS_SHOWN:,} more; see --json.", file=sys.stderr)
