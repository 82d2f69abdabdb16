"""`vapenvila import incidents | persons | ties | evidence | memberships FILE`, `undo… BATCH`: a file in, and out again."""

import json
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from vapenvila.cli import importing_memberships
from vapenvila.cli.importing_options import (
    AsJson,
    DryRun,
    FileOfRows,
    LookedAt,
    ProgrammeName,
    RoomMapping,
    RoomName,
    StandsForIt,
    print_errors,
    progress_shown,
)
from vapenvila.cli.open_site import open_site
from vapenvila.cli.user_error import UserError
from vapenvila.rules.import_conflict import OnConflict

app = typer.Typer(no_args_is_help=True)
importing_memberships.add_to(app)

WhenContradicted = Annotated[
    OnConflict,
    typer.Option(
        "--on-conflict",
        help="Where the file contradicts what people have decided: list it for decision, keep the register, "
        "or take the file's value (the old one stays in the history; a judgement of state is only listed).",
    ),
]


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
    dry_run: DryRun = False,
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
        with progress_shown() as progress:
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
    print_errors(result)
    for sentence in result["cannot_know"]:
        print(f"This source cannot know: {sentence}")


@app.command()
def persons(
    file: FileOfRows,
    mapping: RoomMapping,
    room: RoomName,
    programme: ProgrammeName,
    by: StandsForIt,
    dry_run: DryRun = False,
    looked_at: LookedAt = False,
    as_json: AsJson = False,
) -> None:
    """Import persons into one agency's room. The same file twice changes nothing; rows with errors are held back and named.

    Example: vapenvila import persons clients.csv --mapping clients --room probation --programme vinterhamn
    --by officer@probation.example --dry-run
    """
    site = open_site("vapenvila.web.people.unattended")
    start = time.perf_counter()
    where = {"mapping": mapping, "room": room, "programme": programme, "by": by}
    try:
        with progress_shown() as progress:
            result = site.import_persons(
                file, dry_run=dry_run, looked_at=looked_at, progress=progress, **where
            )
    except site.SaidError as problem:
        raise UserError(str(problem)) from None
    except site.RefusedError as problem:
        raise UserError(str(problem.reason)) from None
    result["seconds"] = round(time.perf_counter() - start, 2)
    if as_json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        _print_persons(result)


def _print_persons(result: dict[str, Any]) -> None:
    kept = (
        "Dry run, nothing is kept" if result["dry_run"] else f"File P{result['number']} ({result['batch']})"
    )
    print(f"{kept}.")
    print(
        f"{result['rows']:,} rows: {result['created']:,} new, {result['updated']:,} updated,"
        f" {result['unchanged']:,} unchanged, {result['copies']:,} copies left out, {result['held']:,} held back."
    )
    print_errors(result)


@app.command("undo-persons")
def undo_persons(
    batch: Annotated[str, typer.Argument(help="The file's number (P12) or identifier.")],
    room: RoomName,
    programme: ProgrammeName,
    by: StandsForIt,
    as_json: AsJson = False,
) -> None:
    """Take a whole file of persons out of the room again; refused when anybody has changed or used one of them since.

    Example: vapenvila import undo-persons P12 --room probation --programme vinterhamn --by officer@probation.example
    """
    site = open_site("vapenvila.web.people.unattended")
    try:
        result = site.undo_persons(batch, room=room, programme=programme, by=by)
    except site.SaidError as problem:
        raise UserError(str(problem)) from None
    except site.RefusedError as problem:
        raise UserError(str(problem.reason)) from None
    if as_json:
        print(json.dumps(result))
        return
    print(
        f"File P{result['number']} is undone: {result['removed']:,} persons removed,"
        f" {result['restored']:,} records as they were."
    )


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
