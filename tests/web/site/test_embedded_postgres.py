"""The embedded server comes back by itself, whatever was killed and whatever lies in its folder."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest

from vapenvila.web.site import embedded_postgres, postgres_server
from vapenvila.web.site.postgres_place import Place, place_below


@contextmanager
def _home(folder: Path) -> Iterator[Place]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VAPENVILA_HOME", str(folder))
        try:
            yield place_below(folder)
        finally:
            embedded_postgres.stop()
            shutil.rmtree(place_below(folder).data.parent)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A server of its own, with a row that must survive everything."""
    with _home(tmp_path_factory.mktemp("home")) as place:
        with _connected() as connection:
            connection.execute("CREATE TABLE kept (n int)")
            connection.execute("INSERT INTO kept VALUES (7)")
        yield place


def _connected() -> psycopg.Connection[tuple[object, ...]]:
    folder = embedded_postgres.prepare()
    return psycopg.connect(f"host={folder} user=vapenvila_owner dbname=vapenvila", autocommit=True)


def _row_is_there() -> bool:
    with _connected() as connection:
        return connection.execute("SELECT n FROM kept").fetchone() == (7,)


def _postmaster(place: Place) -> psutil.Process:
    number = int((place.data / "postmaster.pid").read_text(encoding="utf-8").split()[0])
    return psutil.Process(number)


def test_a_second_call_uses_the_running_server(place: Place) -> None:
    before = _postmaster(place).pid
    embedded_postgres.prepare()
    assert _postmaster(place).pid == before


def test_the_server_is_ended_by_stop_and_started_by_prepare(place: Place) -> None:
    embedded_postgres.stop()
    assert postgres_server.processes(place) == []
    assert _row_is_there()


def test_a_killed_server_recovers_at_the_next_start(place: Place) -> None:
    _postmaster(place).kill()
    assert _row_is_there()


def test_a_server_killed_with_all_its_processes_recovers(place: Place) -> None:
    for process in postgres_server.processes(place):
        process.kill()
    assert _row_is_there()


def test_a_pid_file_with_the_number_of_a_foreign_process_is_not_believed(place: Place) -> None:
    _postmaster(place).kill()
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        file = place.data / "postmaster.pid"
        lines = file.read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n", encoding="utf-8")
        assert _row_is_there()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


@pytest.mark.parametrize("rest", ["", "12", "not a number\n", "1\n/somewhere\n"])
def test_a_damaged_pid_file_is_no_obstacle_while_the_server_runs(place: Place, rest: str) -> None:
    (place.data / "postmaster.pid").write_text(rest, encoding="utf-8")
    assert _row_is_there()


def test_a_cut_pid_file_is_no_obstacle_after_a_crash(place: Place) -> None:
    _postmaster(place).kill()
    (place.data / "postmaster.pid").write_text("4", encoding="utf-8")
    assert _row_is_there()


def test_a_folder_left_by_a_killed_first_start_is_made_anew(tmp_path: Path) -> None:
    starting = subprocess.Popen(
        [sys.executable, "-c", "from vapenvila.web.site import embedded_postgres as e; e.prepare()"],
        env={**os.environ, "VAPENVILA_HOME": str(tmp_path)},
        start_new_session=True,
    )
    time.sleep(0.35)
    os.killpg(starting.pid, signal.SIGKILL)
    starting.wait()
    with _home(tmp_path):
        assert embedded_postgres.prepare()


def test_a_path_too_long_for_a_socket_gets_a_short_one(tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 20) / "home with blanks"
    folder.mkdir(parents=True)
    with _home(folder):
        assert len(embedded_postgres.prepare()) < 100


def test_upper_case_knows_swedish_letters(place: Place) -> None:
    with _connected() as connection:
        assert connection.execute("SELECT upper('åäö')").fetchone() == ("ÅÄÖ",)
