"""`vapenvila restore FILE`: a backup back into an empty database, proved equal."""

import json
from pathlib import Path
from typing import Annotated

import typer

from vapenvila.cli.progress import progress
from vapenvila.cli.user_error import UserError
from vapenvila.web.site.backup.actions import restore as put_back
from vapenvila.web.site.backup.connection import BackupProblemError
from vapenvila.web.site.postgres_place import PostgresProblemError

app = typer.Typer()


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file written by `vapenvila backup`.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Put a backup into an empty database and prove by checksum that every table is equal.

    A foreign or damaged file is refused before anything is written; a database with anything in it too.

    Example: VAPENVILA_HOME=/srv/drill vapenvila restore /backups/2026-11-20.vapenvila
    """
    try:
        with progress("Opening the file") as tell:
            made = put_back(file.absolute(), tell=tell)
    except (BackupProblemError, PostgresProblemError) as problem:
        raise UserError(str(problem)) from None
    if as_json:
        told = {"file": str(file), "tables": len(made.tables), "rows": made.rows, "equal": True}
        print(json.dumps({**told, "made_at": made.made_at}))
    else:
        print(f"Restored and equal: {made.rows} rows of {len(made.tables)} tables, as of {made.made_at}.")
