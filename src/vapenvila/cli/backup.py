"""`vapenvila backup FILE`: the whole database in one file with checksums."""

import json
from pathlib import Path
from typing import Annotated

import typer

from vapenvila.cli.progress import progress
from vapenvila.cli.user_error import UserError
from vapenvila.web.site.backup.actions import back_up
from vapenvila.web.site.backup.connection import BackupProblemError
from vapenvila.web.site.postgres_place import PostgresProblemError

app = typer.Typer()


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it. Nothing is overwritten.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Write the whole database to one file, with a checksum of every table. People can go on working meanwhile.

    Example: vapenvila backup /backups/2026-11-20.vapenvila
    """
    try:
        with progress("Opening the database") as tell:
            made = back_up(file.absolute(), tell=tell)
    except (BackupProblemError, PostgresProblemError) as problem:
        raise UserError(str(problem)) from None
    told = {"file": str(file), "tables": len(made.tables), "rows": made.rows, "bytes": file.stat().st_size}
    if as_json:
        print(json.dumps({**told, "made_at": made.made_at}))
    else:
        print(f"{file}: {made.rows} rows of {len(made.tables)} tables.")
