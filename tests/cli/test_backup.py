"""A backup put back equals what was backed up; a foreign, damaged or misplaced one is refused with a sentence."""

import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from tests.journeys.city_server import CityServer
from tests.ready_homes import Ready, ReadyHomes
from vapenvila.web.site import postgres_server
from vapenvila.web.site.postgres_place import place_below

pytestmark = pytest.mark.xdist_group("processes")


def _place(folder: Path) -> CityServer:
    folder.mkdir(exist_ok=True)
    return CityServer(folder, DJANGO_SETTINGS_MODULE="vapenvila.web.site.settings")


@pytest.fixture(scope="module")
def backed_up(
    tmp_path_factory: pytest.TempPathFactory, ready_homes: ReadyHomes
) -> Iterator[tuple[CityServer, Path]]:
    """A town in a database of its own, and its backup."""
    folder = tmp_path_factory.mktemp("backup")
    town, file = _place(ready_homes.copy(Ready.TOWN, folder / "town")), folder / "town.vapenvila"
    made = town.run("-m", "vapenvila", "backup", str(file), "--json")
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["rows"] > 1000
    yield town, file
    postgres_server.stop(place_below(town.home))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[CityServer]:
    place = _place(tmp_path / "empty")
    yield place
    postgres_server.stop(place_below(place.home))


def _read_all(screen: int, shown: list[bytes]) -> None:
    with suppress(OSError), open(screen, "rb", buffering=0) as file:  # the end of a terminal is an error
        while part := file.read(4096):
            shown.append(part)


def _refusal(place: CityServer, *arguments: str) -> str:
    done = place.run("-m", "vapenvila", *arguments)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    return done.stderr


def test_a_restored_copy_equals_its_backup_and_can_be_worked_with(
    backed_up: tuple[CityServer, Path], empty: CityServer, tmp_path: Path
) -> None:
    _, file = backed_up
    done = empty.run("-m", "vapenvila", "restore", str(file), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["equal"] is True
    assert "is current" in empty.run("-m", "vapenvila", "migrate").stdout
    again = tmp_path / "again.vapenvila"
    assert empty.run("-m", "vapenvila", "backup", str(again)).returncode == 0
    wall = empty.run(
        "-c",
        "import django; django.setup(); from vapenvila.web.incidents.models import Incident;"
        "from django.db import connection; print(Incident.objects.count());"
        "connection.cursor().execute('SELECT 1'); print(connection.settings_dict['USER'])",
    )
    assert wall.stdout.split() == ["0", "vapenvila_app"]  # the wall came back with the rows


def test_nothing_is_restored_over_something(backed_up: tuple[CityServer, Path]) -> None:
    town, file = backed_up
    assert "not empty" in _refusal(town, "restore", str(file))


def test_no_backup_is_overwritten(backed_up: tuple[CityServer, Path]) -> None:
    town, file = backed_up
    assert "there already" in _refusal(town, "backup", str(file))


def test_a_backup_is_readable_by_its_owner_only(backed_up: tuple[CityServer, Path]) -> None:
    assert backed_up[1].stat().st_mode & 0o077 == 0


def test_a_terminal_shows_how_far_it_is_and_a_pipe_gets_the_result_alone(
    backed_up: tuple[CityServer, Path], tmp_path: Path
) -> None:
    town, (screen, terminal) = backed_up[0], pty.openpty()
    shown: list[bytes] = []
    reader = Thread(target=_read_all, args=(screen, shown))
    reader.start()
    done = subprocess.run(
        [sys.executable, "-m", "vapenvila", "backup", str(tmp_path / "seen.vapenvila"), "--json"],
        env={**town.env, "TERM": "xterm", "COLUMNS": "120"}, stdout=subprocess.PIPE, stderr=terminal, check=True,
    )  # fmt: skip
    os.close(terminal)
    reader.join()
    assert b"Adding up the tables" in b"".join(shown)
    assert json.loads(done.stdout)["tables"] > 10


def test_damaged_and_foreign_files_are_refused(
    backed_up: tuple[CityServer, Path], empty: CityServer, tmp_path: Path
) -> None:
    whole = backed_up[1].read_bytes()
    damaged = tmp_path / "damaged"
    middle = len(whole) // 2
    for content, sentence in (
        (b"", "no backup"),
        (b"something else altogether" * 1000, "no backup"),
        (whole[:middle], "damaged"),
        (whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :], "checksum does not match"),
        (whole.replace(b'"made_at": "20', b'"made_at": "19', 1), "checksum does not match"),
    ):
        damaged.write_bytes(content)
        assert sentence in _refusal(empty, "restore", str(damaged))
    assert "cannot be read" in _refusal(empty, "restore", str(tmp_path / "nowhere"))
    shutil.copy(backed_up[1], damaged)
    assert (
        empty.run("-m", "vapenvila", "restore", str(damaged)).returncode == 0
    )  # nothing half in after refusals
