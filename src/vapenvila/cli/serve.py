"""`vapenvila serve`: serve the pages."""

from typing import Annotated

import typer

from vapenvila.cli.open_site import open_site
from vapenvila.cli.port import refuse_taken_port
from vapenvila.cli.user_error import UserError

app = typer.Typer()


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    host: Annotated[
        str, typer.Option(help="Address to listen on. Put a proxy that does TLS in front.")
    ] = "127.0.0.1",
    processes: Annotated[int, typer.Option(min=0, help="Web processes; 0 = one per core, at most 4.")] = 0,
) -> None:
    """Serve the pages until stopped.

    Example: vapenvila serve --port 8000
    """
    refuse_taken_port(host, port)
    if not open_site("vapenvila.web.site.migrating").is_current():
        raise UserError("The database is not of this version yet. Run: vapenvila migrate")
    open_site("vapenvila.web.site.static_files").gather()
    open_site("vapenvila.web.site.serving").serve(host=host, port=port, processes=processes or None)
