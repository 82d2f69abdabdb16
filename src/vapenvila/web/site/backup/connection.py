"""As whom a backup is made: somebody who may read every row, whatever the wall says."""

import os

import psycopg

from vapenvila.web.site import embedded_postgres


class BackupProblemError(Exception):
    """The backup or the restore cannot be done; the sentence says why and what to do."""


def conninfo() -> str:
    """Connection of the backup: VAPENVILA_BACKUP_URL, else DATABASE_URL, else the embedded server's administrator."""
    outside = os.environ.get("VAPENVILA_BACKUP_URL") or os.environ.get("DATABASE_URL")
    if outside:
        return outside
    return f"host={embedded_postgres.prepare()} user=postgres dbname={embedded_postgres.DATABASE}"


def connect() -> psycopg.Connection[tuple[object, ...]]:
    """A connection whose role sees every row; anything less would make a backup with holes in it."""
    try:
        connection = psycopg.connect(conninfo())
    except psycopg.OperationalError as problem:
        raise BackupProblemError(f"The database does not answer: {str(problem).strip()}") from None
    row = connection.execute(
        "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    connection.commit()  # what follows begins a transaction of its own
    if not (row and row[0]):
        connection.close()
        raise BackupProblemError(
            "This database role does not see every row. Give one with BYPASSRLS in VAPENVILA_BACKUP_URL."
        )
    return connection


def owner() -> str:
    """The role that owns the tables."""
    address = os.environ.get("DATABASE_URL", "")
    if not address:
        return embedded_postgres.OWNER
    return str(psycopg.conninfo.conninfo_to_dict(address).get("user", ""))
