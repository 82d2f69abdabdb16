"""`vapenvila import incidents FILE | undo BATCH`: a file into the register, and out again as a whole."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from vapenvila.cli.open_site import open_site
from vapenvila.cli.user_error import UserError
from vapenvila.rules.import_conflict import OnConflict

app = typer.Typer(no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
WhenContradicted = Annotated[
    OnConflict,
    typer.Option(
        "--on-conflict",
        help="Where the file contradicts what people have decided: list it for decision, keep the register, "
        "or take the file's value (the old one stays in the history; a judgement of state is only listed).",
    ),
]
STEPS = {"read": "Reading", "check": "Checking", "fold": "Putting together", "write": "Writing"}
ERRORS_SHOWN = 20


@contextmanager
def _progress() -> Iterator[Callable[[str, int], None]]:
    """Tells on standard error how far it is, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _step, _rows: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Opening", total=None)
        yield lambda step, rows: bar.update(task, description=f"{STEPS.get(step, step)}: {rows:,} rows")


def _unattended() -> Any:
    return open_site("vapenvila.web.imports.unattended")


@app.command()
def incidents(
    profile: Annotated[
        str,
        typer.Option(
            "--profile", help="nypd, philadelphia, polisen, a saved mapping, or a mapping file (TOML)."
        ),
    ],
    programme: Annotated[str, typer.Option("--programme", help="Short name of the programme.")],
    file: Annotated[
        Path | None, typer.Argument(help="CSV, XLSX, JSON, GeoJSON or Parquet; gzip allowed.")
    ] = None,
    from_url: Annotated[
        str, typer.Option("--from-url", help="Fetch the file from this https address instead.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check and compare only; nothing is kept.")
    ] = False,
    on_conflict: WhenContradicted = OnConflict.LIST,
    as_json: AsJson = False,
) -> None:
    """Import incidents. The same file twice changes nothing; rows with errors are held back and named.

    Example: vapenvila import incidents --from-url https://polisen.se/api/events --profile polisen --programme vinterhamn
    Example: vapenvila import incidents shootings.csv --profile nypd --programme vinterhamn --dry-run
    """
    if (file is None) == (from_url == ""):
        raise UserError("Name one file, or one address with --from-url.")
    site = _unattended()
    read, source = (site.import_file, file) if file is not None else (site.import_address, from_url)
    how = {"profile": profile, "programme": programme, "dry_run": dry_run, "on_conflict": on_conflict}
    start = time.perf_counter()
    try:
        with _progress() as progress:
            result = read(source, progress=progress, **how)
    except site.SaidError as problem:
        raise UserError(str(problem)) from None
    result["seconds"] = round(time.perf_counter() - start, 2)
    if as_json:
        print(json.dumps(result, ensure_ascii=False))
        return
    _print(result)


def _print(result: dict[str, Any]) -> None:
    kept = (
        "Dry run, nothing is kept" if result["dry_run"] else f"Batch I{result['number']} ({result['batch']})"
    )
    print(f"{kept}.")
    print(
        f"{result['rows']:,} rows: {result['incidents']:,} incidents with {result['victims']:,} victims,"
        f" {result['fatal_victims']:,} of them dead; {result['folded']:,} rows folded,"
        f" {result['skipped']:,} left out, {result['held']:,} held back."
    )
    print(
        f"Register: {result['created']:,} new, {result['updated']:,} updated, {result['unchanged']:,} unchanged,"
        f" {result['conflicts']:,} for decision, {result['taken']:,} decided by the file."
    )
    for error in result["errors"][:ERRORS_SHOWN]:
        print(f"  row {error['row']}: {error['message']}", file=sys.stderr)
    if len(result["errors"]) > ERRORS_SHOWN:
        print(f"  … and {len(result['errors']) - ERRORS_SHOWN:,} more; see --json.", file=sys.stderr)
    for sentence in result["cannot_know"]:
        print(f"This source cannot know: {sentence}")


@app.command()
def undo(
    batch: Annotated[str, typer.Argument(help="The batch's number (I12) or identifier.")],
    programme: Annotated[
        str, typer.Option("--programme", help="Needed when several programmes have the number.")
    ] = "",
    leave_out: Annotated[
        bool, typer.Option("--leave-out", help="Leave alone incidents somebody has worked on since.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Take a whole batch out of the register again: new incidents go, updated ones are as they were.

    Example: vapenvila import undo I12 --programme vinterhamn
    """
    site = _unattended()
    try:
        result = site.undo(batch, programme=programme, leave_out=leave_out)
    except (site.SaidError, site.UndoRefused) as problem:
        raise UserError(str(problem)) from None
    if as_json:
        print(json.dumps(result))
        return
    print(
        f"Batch I{result['number']} is undone: {result['removed']:,} incidents removed,"
        f" {result['restored']:,} restored, {result['left_out']:,} left alone."
    )
