"""Making a backup, and putting one back."""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from vapenvila.web.site.backup import archive
from vapenvila.web.site.backup.connection import BackupProblemError, connect, owner
from vapenvila.web.site.backup.programs import program, run
from vapenvila.web.site.backup.table_sums import table_sums, tables
from vapenvila.web.site.databases import prepare_outside_server

Tell = Callable[[str, int, int], None]  # what is done now, parts done, of how many (0 = not known)


def _silent(_what: str, _done: int, _of: int) -> None:
    pass


def back_up(file: Path, *, tell: Tell = _silent) -> archive.Manifest:
    """Write everything to one file. Work goes on meanwhile: dump and checksums see the same moment."""
    if file.exists():
        raise BackupProblemError(f"{file} is there already. Choose another name; no backup is overwritten.")
    if not file.parent.is_dir():
        raise BackupProblemError(f"The folder {file.parent} is not there.")
    with connect() as connection, tempfile.TemporaryDirectory(dir=file.parent) as scratch:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None  # noqa: S101 — a function always gives a row
        dump, server = Path(scratch) / archive.DUMP, connection.info.server_version // 10_000
        tell("Writing the tables", 0, 0)
        run(
            program("pg_dump", server=server),
            "--format=custom", f"--snapshot={row[0]}", f"--file={dump}",
        )  # fmt: skip
        sums = table_sums(connection, partial(tell, "Adding up the tables"))
        if not sums:
            raise BackupProblemError("The database is empty: there is nothing to back up.")
        with dump.open("rb") as content:
            manifest = archive.Manifest(
                kind=archive.KIND,
                made_at=datetime.now(UTC).isoformat(timespec="seconds"),
                version=_own_version(),
                postgres=server,
                dump_sha256=archive.sha256_of(content),
                tables=sums,
            )
        archive.write(file, manifest, dump)
    return manifest


def _own_version() -> str:
    try:
        return version("vapenvila")
    except PackageNotFoundError:
        return "not installed"


def restore(file: Path, *, tell: Tell = _silent) -> archive.Manifest:
    """Put a backup into an empty database, all or nothing, and prove by checksum that it is equal."""
    with tempfile.TemporaryDirectory() as scratch:
        dump = Path(scratch) / archive.DUMP
        tell("Checking the file", 0, 0)
        manifest = archive.read(file, dump)
        prepare_outside_server()
        with connect() as connection:
            if tables(connection):
                raise BackupProblemError(
                    "The database is not empty, and nothing is ever overwritten. Restore into a new one: set another "
                    "VAPENVILA_HOME or DATABASE_URL."
                )
            server = connection.info.server_version // 10_000
        tell("Putting the tables back", 0, 0)
        run(
            program("pg_restore", server=server),
            "--single-transaction", "--exit-on-error", "--no-owner", f"--role={owner()}", "--dbname=",
            str(dump),
        )  # fmt: skip
        with connect() as connection:
            sums = table_sums(connection, partial(tell, "Comparing the tables"))
    different = sorted(
        name for name in sums.keys() | manifest.tables if sums.get(name) != manifest.tables.get(name)
    )
    if different:
        raise RuntimeError(f"the restored copy differs from the backup in: {', '.join(different)}")
    return manifest
