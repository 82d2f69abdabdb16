"""The whole server killed in the middle of an import's commit: nothing half in, and the next start finishes it, once."""

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bench.incident_import.made_up_file import made_up_file

from tests.journeys.city_server import ROOT, CityServer
from tests.onlooker import onlooker
from tests.ready_homes import Ready, ReadyHomes

pytestmark = pytest.mark.xdist_group("processes")
ROWS = 40_000


@pytest.fixture
def city(tmp_path: Path, ready_homes: ReadyHomes) -> Iterator[CityServer]:
    server = CityServer(
        ready_homes.copy(Ready.TOWN, tmp_path / "home"),
        DJANGO_SETTINGS_MODULE="vapenvila.web.site.settings",
        PYTHONPATH=f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    )
    server.start()
    yield server
    assert server.stop() == 0


def _do(city: CityServer, act: str, what: object) -> dict[str, Any]:
    done = city.run("-m", "tests.slow_work.order_import", act, str(what))
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _wait(city: CityServer, batch: str, true: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    until = time.monotonic() + 120
    with onlooker("tests.slow_work.order_import", city.env) as place:
        while not true(found := place.look(batch)):
            assert time.monotonic() < until, (found, city.notes())
            time.sleep(0.1)
    return found


def test_a_commit_cut_off_by_a_power_cut_leaves_nothing_and_is_finished_once(
    city: CityServer, tmp_path: Path
) -> None:
    file = tmp_path / "incidents.csv"
    made_up_file(file, ROWS)
    batch = _do(city, "check", file)["batch"]
    before = _wait(city, batch, lambda found: found["state"] == "checked")["register"]
    cut = _do(city, "commit", batch)
    assert cut["state"] == "committing", "the commit was over before it could be cut: give the test more rows"
    city.kill_everything()
    assert _do(city, "look", batch)["register"] == before
    city.start()
    after = _wait(city, batch, lambda found: found["state"] == "committed")
    assert after["created"] > 0
    assert after["register"] == before + after["created"]
