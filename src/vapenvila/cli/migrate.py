"""`vapenvila migrate`: create or update roles, tables and the wall between rooms."""

from typing import Annotated

import typer

from vapenvila.cli.open_site import open_site
from vapenvila.cli.user_error import UserError
from vapenvila.web.site.postgres_place import PostgresProblemError

app = typer.Typer()


@app.command()
def migrate(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Create or update roles, tables and the wall between rooms. Safe to repeat.

    Example: DATABASE_URL=postgresql://owner:secret@db.example/vapenvila vapenvila migrate
    """
    try:
        open_site("vapenvila.web.site.migrating").migrate()
    except PostgresProblemError as problem:
        raise UserError(str(problem)) from None
    print('{"current": true}' if as_json else "The database is current.")
