"""The embedded PostgreSQL: started when DATABASE_URL is unset, kept in VAPENVILA_HOME/postgres."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from vapenvila.web.site import postgres_server
from vapenvila.web.site.postgres_place import place_below

DATABASE = "vapenvila"
OWNER = "vapenvila_owner"
APPLICATION = "vapenvila_app"


def home() -> Path:
    """Folder of everything this installation keeps: VAPENVILA_HOME, or ~/.local/share/vapenvila."""
    return Path(os.environ.get("VAPENVILA_HOME") or Path.home() / ".local" / "share" / "vapenvila").resolve()


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time; the system releases the lock when its holder dies."""
    home().mkdir(parents=True, exist_ok=True)
    with open(home() / "postgres.lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def stop() -> None:
    """Stop the embedded server, if it runs."""
    with _alone():
        postgres_server.stop(place_below(home()))


def secret(name: str) -> str:
    """A random secret kept in VAPENVILA_HOME under this name, made at first use, readable by its owner only."""
    file = home() / name
    if not file.exists() or not file.read_text(encoding="utf-8").strip():
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_name(f".{name}.{os.getpid()}")
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as out:
            out.write(secrets.token_urlsafe(48))
        _keep_first(unfinished, file)
    return file.read_text(encoding="utf-8").strip()


def _keep_first(unfinished: Path, file: Path) -> None:
    if file.exists() and not file.stat().st_size:  # left empty by a process that was killed
        file.unlink()
    try:
        os.link(unfinished, file)  # fails when another process was first, so that all use the same one
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()


@contextmanager
def connected(conninfo: str) -> Iterator[psycopg.Connection[Any]]:
    """An autocommit connection, closed afterwards."""
    connection = psycopg.connect(conninfo, autocommit=True)
    try:
        yield connection
    finally:
        connection.close()


def create_application_role(connection: psycopg.Connection[Any], *, password: str) -> None:
    """Create the role the application connects as. It owns nothing and cannot bypass row-level security."""
    traits = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE"
    role = sql.Identifier(APPLICATION)
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APPLICATION]).fetchone():
        connection.execute(sql.SQL(f"CREATE ROLE {{}} {traits}").format(role))
    connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, sql.Literal(password)))


def create_roles(connection: psycopg.Connection[Any], *, application_password: str) -> None:
    """Create the owner (runs migrations) and the application role."""
    create_application_role(connection, password=application_password)
    owner, application = sql.Identifier(OWNER), sql.Identifier(APPLICATION)
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone():
        traits = "LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS"
        connection.execute(sql.SQL(f"CREATE ROLE {{}} {traits}").format(owner))
    connection.execute(sql.SQL("GRANT {} TO {}").format(application, owner))


def create_database(connection: psycopg.Connection[Any], name: str = DATABASE) -> None:
    """Create the database if it is not there, owned by the owner role."""
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER))
        )


def prepare(name: str = DATABASE) -> str:
    """Start the embedded server, if need be, with its roles and a database; the folder of its socket."""
    with _alone():
        folder = str(postgres_server.ensure_running(place_below(home())))
        with connected(f"host={folder} user=postgres dbname=postgres") as connection:
            create_roles(connection, application_password=secret("application-password"))
            create_database(connection, name)
    return folder
