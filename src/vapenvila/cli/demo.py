"""`vapenvila demo`: a made-up city on this machine, with everything it needs, until Ctrl-C."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from vapenvila.cli.demo_processes import DemoProcesses, answers, stop_signals
from vapenvila.cli.open_site import open_site
from vapenvila.cli.port import refuse_taken_port
from vapenvila.cli.user_error import UserError
from vapenvila.rules.roles import ROLES
from vapenvila.web.site import embedded_postgres
from vapenvila.web.site.parent_watch import end_with_parent_named_in
from vapenvila.web.site.postgres_place import PostgresProblemError
from vapenvila.web.site.static_files import StaticFilesMissingError

app = typer.Typer()
notes = Console(stderr=True)


class Size(StrEnum):
    """Sizes of the made-up city."""

    TOWN = "town"
    CITY = "city"
    REGION = "region"


@app.command()
def demo(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the pages.")] = 8000,
    size: Annotated[
        Size, typer.Option(help="How large a city to make up, when there is none yet.")
    ] = Size.CITY,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print address and people as one JSON object.")
    ] = False,
) -> None:
    """Start a made-up city: database, tables, city, web and worker. Ctrl-C stops everything.

    Example: vapenvila demo --size town --port 8001
    """
    os.environ["VAPENVILA_DEMO"] = "1"
    end_with_parent_named_in("VAPENVILA_STARTER")  # make, when it started us
    home = embedded_postgres.home()
    home.mkdir(parents=True, exist_ok=True)
    with DemoProcesses(home) as processes, stop_signals() as stopped:
        processes.end_leftovers()
        refuse_taken_port("127.0.0.1", port)
        with _database(processes):
            if _build(size, stopped):
                processes.start("web", "serve", "--port", str(port))
                processes.start("worker", "worker")
                if answers(port, stopped, processes):
                    _tell(port, as_json=as_json)
                processes.watch(stopped, each_round=_keep_database)
    notes.print("Stopped.")


@contextmanager
def _database(processes: DemoProcesses) -> Iterator[None]:
    """Whatever happens: first the processes end, then the database they work with."""
    try:
        yield
    except (PostgresProblemError, StaticFilesMissingError) as problem:
        raise UserError(str(problem)) from None
    finally:
        processes.stop()
        if not os.environ.get("DATABASE_URL"):
            embedded_postgres.stop()


def _keep_database() -> None:
    if not os.environ.get("DATABASE_URL"):
        embedded_postgres.prepare()


def _build(size: Size, stopped: Any) -> bool:
    """Database, tables, static files and city. Each step can be killed and done again."""
    steps = (
        ("Starting the database", lambda: open_site("vapenvila.web.site.migrating")),
        ("Making the tables", lambda: open_site("vapenvila.web.site.migrating").migrate()),
        ("Gathering styles and scripts", lambda: open_site("vapenvila.web.site.static_files").gather()),
        (f"Making up the city ({size.value})", lambda: _make_up(size)),
    )
    for what, do in steps:
        if stopped.is_set():
            return False
        notes.print(f"{what} …")
        do()
    return True


def _make_up(size: Size) -> None:
    loader = open_site("vapenvila.web.demo.load")
    if not loader.is_loaded():
        loader.load_city(loader.Size(size.value))


def _tell(port: int, *, as_json: bool) -> None:
    cast = open_site("vapenvila.web.demo.cast")
    address, people = f"http://localhost:{port}/", cast.people_of_made_up_city()
    if as_json:
        told = [{"role": role.value, "name": p.name, "email": p.email} for role, p in people]
        print(json.dumps({"address": address, "password": cast.PASSWORD, "people": told}), flush=True)
        return
    table = Table("Role", "Name", "E-mail", title="Sign in as")
    for role, person in people:
        table.add_row(ROLES[role].name, person.name, person.email)
    screen = Console(file=sys.stdout)
    screen.print(table)
    screen.print(
        f"Password of all of them: [bold]{cast.PASSWORD}[/bold]   (made-up people need no second factor)"
    )
    screen.print(f"Open [bold]{address}[/bold]   Ctrl-C stops everything.", soft_wrap=True)
    sys.stdout.flush()
