"""`vapenvila import ties | evidence | memberships FILE` and `undo-memberships BATCH`: files of a room of the police."""

import json
import time
from pathlib import Path
from typing import Annotated, Any

import typer

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

SITE = "vapenvila.web.memberships.unattended"


def add_to(app: typer.Typer) -> None:
    """Put the commands of this file among those of `vapenvila import`."""
    app.command()(ties)
    app.command()(evidence)
    app.command()(memberships)
    app.command("undo-memberships")(undo_memberships)


def ties(
    file: FileOfRows, mapping: RoomMapping, room: RoomName, programme: ProgrammeName, by: StandsForIt,
    dry_run: DryRun = False, looked_at: LookedAt = False, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Import ties between people of a room of the police. The same file twice changes nothing; wrong rows are named.

    Example: vapenvila import ties arrests.csv --mapping arrests --room police --programme vinterhamn
    --by analyst@police.example --dry-run
    """
    _import("ties", file, as_json, mapping=mapping, room=room, programme=programme, by=by, dry_run=dry_run,
            looked_at=looked_at)  # fmt: skip


def evidence(
    file: FileOfRows, mapping: RoomMapping, room: RoomName, programme: ProgrammeName, by: StandsForIt,
    dry_run: DryRun = False, looked_at: LookedAt = False, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Import evidence for memberships that are stated already. It moves no last day until somebody else has confirmed it.

    Example: vapenvila import evidence new.csv --mapping evidence --room police --programme vinterhamn
    --by analyst@police.example --dry-run
    """
    _import("evidence", file, as_json, mapping=mapping, room=room, programme=programme, by=by, dry_run=dry_run,
            looked_at=looked_at)  # fmt: skip


def memberships(
    file: FileOfRows, mapping: RoomMapping, room: RoomName, programme: ProgrammeName, by: StandsForIt,
    dry_run: DryRun = False, looked_at: LookedAt = False, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Import memberships as drafts, each on the evidence of its rows: two independent pieces at least, or it is refused.

    Example: vapenvila import memberships members.xlsx --mapping members --room police --programme vinterhamn
    --by analyst@police.example --dry-run
    """
    _import("memberships", file, as_json, mapping=mapping, room=room, programme=programme, by=by, dry_run=dry_run,
            looked_at=looked_at)  # fmt: skip


def _import(holds: str, file: Path, as_json: bool, **how: Any) -> None:
    site = open_site(SITE)
    start = time.perf_counter()
    try:
        with progress_shown() as progress:
            result = site.import_memberships(file, holds=holds, progress=progress, **how)
    except site.SaidError as problem:
        raise UserError(str(problem)) from None
    except site.RefusedError as problem:
        raise UserError(str(problem.reason)) from None
    result["seconds"] = round(time.perf_counter() - start, 2)
    if as_json:
        print(json.dumps(result, ensure_ascii=False))
        return
    kept = (
        "Dry run, nothing is kept" if result["dry_run"] else f"File M{result['number']} ({result['batch']})"
    )
    print(f"{kept}.")
    print(
        f"{result['rows']:,} rows: {result['created']:,} new, {result['unchanged']:,} unchanged,"
        f" {result['copies']:,} copies left out, {result['held']:,} held back."
    )
    print_errors(result)


def undo_memberships(
    batch: Annotated[str, typer.Argument(help="The file's number (M3) or identifier.")],
    room: RoomName,
    programme: ProgrammeName,
    by: StandsForIt,
    as_json: AsJson = False,
) -> None:
    """Take a whole file out of the room again; refused when anybody has worked on a membership of it since.

    Example: vapenvila import undo-memberships M3 --room police --programme vinterhamn --by analyst@police.example
    """
    site = open_site(SITE)
    try:
        result = site.undo_memberships(batch, room=room, programme=programme, by=by)
    except site.SaidError as problem:
        raise UserError(str(problem)) from None
    except site.RefusedError as problem:
        raise UserError(str(problem.reason)) from None
    if as_json:
        print(json.dumps(result))
        return
    print(f"File M{result['number']} is undone: {result['removed']:,} records taken out.")
