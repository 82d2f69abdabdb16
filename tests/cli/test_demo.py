"""The demo as a process: stops cleanly, comes back after any kill, and says what stands in its way."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.journeys.city_server import CityServer, free_port
from tests.ready_homes import Ready, ReadyHomes
from vapenvila.cli.demo_processes import page_answers

pytestmark = pytest.mark.xdist_group("processes")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CityServer]:
    home = tmp_path_factory.mktemp("demo") / "home"
    home.mkdir()
    server = CityServer(home)
    server.start()
    yield server
    server.stop()


def _wait_until_gone(city: CityServer, seconds: float = 25) -> None:
    until = time.monotonic() + seconds
    while left := [p for p in city.processes() if p.name() != "postgres" and p.status() != "zombie"]:
        assert time.monotonic() < until, left
        time.sleep(0.2)


def _child(city: CityServer, command: str) -> psutil.Process:
    return next(p for p in city.processes() if p.cmdline()[2:4] == ["vapenvila", command])


def _running(city: CityServer) -> CityServer:
    if city.process is None or city.process.poll() is not None:
        city.start()
    return city


def _answers_within(city: CityServer, seconds: float) -> None:
    until = time.monotonic() + seconds
    while not page_answers(city.port):
        assert time.monotonic() < until, city.notes()
        time.sleep(0.2)


def test_a_killed_demo_leaves_no_process_behind_and_starts_again(city: CityServer) -> None:
    _running(city).kill()
    _wait_until_gone(city)
    city.start()
    _answers_within(city, 20)


def test_a_new_demo_does_not_wait_for_the_children_of_a_killed_one(city: CityServer) -> None:
    _running(city).kill()
    city.start()
    _answers_within(city, 20)


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_killed_child_is_started_again(city: CityServer, command: str) -> None:
    before = _child(_running(city), command)
    before.kill()
    until = time.monotonic() + 20
    while True:
        try:
            if _child(city, command).pid != before.pid:
                break
        except (StopIteration, psutil.Error):
            pass
        assert time.monotonic() < until, city.notes()
        time.sleep(0.3)
    _answers_within(city, 20)


def test_a_killed_database_comes_back_under_the_running_pages(city: CityServer) -> None:
    number = (
        int((_running(city).home / "postgres" / "postmaster.pid").read_text().split()[0])
        if (city.home / "postgres").exists()
        else _postmaster_elsewhere(city)
    )
    psutil.Process(number).kill()
    time.sleep(1)
    _answers_within(city, 30)


def _postmaster_elsewhere(city: CityServer) -> int:
    """As root below a closed folder the data lie elsewhere: the oldest postgres that inherited our home."""
    return min(p.pid for p in city.processes() if p.name() == "postgres")


def test_ctrl_c_stops_everything(city: CityServer) -> None:
    assert _running(city).stop() == 0
    _wait_until_gone(city, 5)
    assert [p for p in city.processes() if p.name() == "postgres"] == []
    assert not page_answers(city.port)


def test_a_second_demo_from_the_same_folder_is_refused_with_a_sentence(city: CityServer) -> None:
    _running(city)
    second = city.run("-m", "vapenvila", "demo", "--port", str(free_port()))
    assert second.returncode == 2
    assert "already running" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_taken_port_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        city = CityServer(tmp_path, port=taken.getsockname()[1])
        refused = city.run("-m", "vapenvila", "demo", "--port", str(city.port))
    assert refused.returncode == 2
    assert f"Port {city.port} is taken by another program" in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("step", ["Making the tables", "Making up the city"])
def test_a_demo_killed_while_it_is_built_is_built_by_the_next_start(
    tmp_path: Path, ready_homes: ReadyHomes, step: str
) -> None:
    home = tmp_path / "home"
    if step == "Making the tables":
        home.mkdir()
    else:
        ready_homes.copy(Ready.MIGRATED, home)
    city = CityServer(home)
    process = city.begin()
    notes = tmp_path / "home.notes"
    until = time.monotonic() + 180
    while step not in notes.read_text():
        assert time.monotonic() < until, notes.read_text()
        time.sleep(0.02)
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGKILL)
    city.kill()
    try:
        city.start()
        assert len(city.people) == 11
    finally:
        assert city.stop() == 0
