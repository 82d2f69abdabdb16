"""A worker killed in the middle of a job: the next one takes over, and the work is done exactly once."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.xdist_group("processes")


class Workplace:
    """A database of its own, and workers that can be killed."""

    def __init__(self, home: Path) -> None:
        self.env = {
            **os.environ,
            "VAPENVILA_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "tests.slow_work.settings",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        self.workers: list[subprocess.Popen[bytes]] = []

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def worker(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "vapenvila", "worker"],
            env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.workers.append(process)
        return process

    def look(self, programme: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.run("-m", "tests.slow_work.order", "look", programme))
        return found

    def wait_until(self, programme: str, true: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            found = self.look(programme)
            if true(found):
                return found
        raise AssertionError(f"did not happen within a minute; it stands at {found}")


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    place = Workplace(tmp_path)
    place.run("-m", "vapenvila", "migrate")
    yield place
    for worker in place.workers:
        if worker.poll() is None:
            worker.terminate()
            worker.wait(30)
    place.run("-c", "from vapenvila.web.site import embedded_postgres as e; e.stop()")


def test_a_worker_killed_in_the_middle_is_taken_over_and_nothing_is_done_twice(workplace: Workplace) -> None:
    programme = json.loads(workplace.run("-m", "tests.slow_work.order", "order"))["programme"]
    first = workplace.worker()
    halfway = workplace.wait_until(programme, lambda found: 10 < found["percent"] < 80)
    first.kill()
    assert halfway["state"] == "running"
    assert halfway["areas"] == 0  # nothing half in
    assert workplace.look(programme)["areas"] == 0
    workplace.worker()
    workplace.wait_until(programme, lambda found: found["jobs"] == ["succeeded", "succeeded"])
    after = workplace.look(programme)
    assert (after["state"], after["percent"], after["areas"]) == ("done", 100, 30)
    assert after["told"] == "30 areas"
