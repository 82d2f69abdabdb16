"""`vapenvila worker`: do the background work."""

import typer

from vapenvila.cli.open_site import open_site
from vapenvila.cli.user_error import UserError

app = typer.Typer()


@app.command()
def worker() -> None:
    """Do background jobs until stopped, those of workers that died too. Run as many as you like.

    Example: vapenvila worker
    """
    if not open_site("vapenvila.web.site.migrating").is_current():
        raise UserError("The database is not of this version yet. Run: vapenvila migrate")
    open_site("vapenvila.web.site.working").work()
