"""The test database as a copy of one that is migrated once: migrating takes twelve seconds, a copy less than one.

The copy is made from a template in the same server, named after everything that shapes a database: migrations, tables,
words, wall and pinned packages. Another shape has another name, and templates of other shapes are dropped.
"""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import ProgrammingError, connections
from django.test.utils import setup_databases
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from vapenvila.web.site.embedded_postgres import home

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "src" / "vapenvila" / "web"
SHAPING = ("migrations", "models", "wall")  # folders whose every module shapes tables or wall
FIRST = "shape_"


def shape_of_database() -> str:
    """Changes with every file that a new database is made from."""
    found = hashlib.sha256((ROOT / "requirements" / "test.txt").read_bytes())
    for file in sorted(WEB.rglob("*.py")):
        text = file.read_bytes()
        shapes = file.name in ("models.py", "vocabulary.py", "settings.py", "settings_test.py")
        if shapes or b"CREATE " in text or any(part in SHAPING for part in file.relative_to(WEB).parts):
            found.update(file.relative_to(WEB).as_posix().encode() + b"\0" + text)
    return FIRST + found.hexdigest()[:16]


@contextmanager
def copied_database(*, verbosity: int) -> Iterator[None]:
    """Work in a copy of the template, which is made first where there is none; the copy is dropped afterwards."""
    connection = connections["default"]
    own_name = connection.settings_dict["NAME"]
    name = connection.settings_dict["TEST"]["NAME"] or f"test_{own_name}"
    with open(home() / "template.lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _exists(template := shape_of_database()):
            _make(template, verbosity=verbosity)
        _drop(name)
        _do("CREATE DATABASE {} TEMPLATE {}", name, template)
    _point_at(name)
    try:
        yield
    finally:
        _point_at(own_name)
        _drop(name)


def _make(template: str, *, verbosity: int) -> None:
    """Migrate a database as ever; it takes the template's name when it is whole, so that a killed run leaves none."""
    connection = connections["default"]
    own_name = connection.settings_dict["NAME"]
    setup_databases(verbosity=verbosity, interactive=False, aliases={"default": None})
    made = connection.settings_dict["NAME"]
    _point_at(own_name)
    for old in _shapes():
        _drop(old)
    _do("ALTER DATABASE {} RENAME TO {}", made, template)


def _point_at(name: str) -> None:
    connection = connections["default"]
    connection.close()
    connection.settings_dict["NAME"] = name


def _drop(name: str) -> None:
    """Drop it with whoever is still in it. A vacuum that happens to be there belongs to the superuser, whom an owner may
    not send away so; without force PostgreSQL does it itself."""
    try:
        _do("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    except ProgrammingError as refused:
        if not isinstance(refused.__cause__, InsufficientPrivilege):
            raise
        _do("DROP DATABASE IF EXISTS {}", name)


def _do(statement: str, *names: str) -> None:
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*(sql.Identifier(name) for name in names)))


def _shapes() -> list[str]:
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [FIRST])
        return [row[0] for row in cursor.fetchall()]


def _exists(template: str) -> bool:
    return template in _shapes()
