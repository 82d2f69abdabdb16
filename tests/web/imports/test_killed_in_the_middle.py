"""The worker is killed in the middle of a commit: nothing half in, and the next worker imports the file exactly once."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
ROWS = 80_000
pytestmark = pytest.mark.xdist_group("processes")


class Workplace:
    """A database of its own, and workers that can be killed."""

    def __init__(self, home: Path) -> None:
        self.env = {
            **os.environ,
            "VAPENVILA_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "vapenvila.web.site.settings",
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
            timeout=180,
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
        found: dict[str, Any] = json.loads(
            self.run("-m", "tests.web.imports.import_process", "look", programme)
        )
        return found

    def wait_until(self, programme: str, true: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        until = time.monotonic() + 180
        while time.monotonic() < until:
            found = self.look(programme)
            if true(found):
                return found
        raise AssertionError(f"did not happen within three minutes; it stands at {found}")


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    place = Workplace(tmp_path / "home")
    place.run("-m", "vapenvila", "migrate")
    yield place
    for worker in place.workers:
        if worker.poll() is None:
            worker.terminate()
            worker.wait(30)
    place.run("-c", "from vapenvila.web.site import embedded_postgres as e; e.stop()")


def test_a_worker_killed_in_the_middle_of_a_commit_leaves_nothing_and_the_next_imports_once(
    workplace: Workplace, tmp_path: Path
) -> None:
    file = tmp_path / "rows.csv"
    lines = (f"{n},2024-01-{n % 28 + 1:02d} 21:30,55.6,13.0" for n in range(ROWS))
    file.write_text("id,when,lat,lon\n" + "\n".join(lines) + "\n")
    programme = json.loads(workplace.run("-m", "tests.web.imports.import_process", "order", str(file)))[
        "programme"
    ]
    first = workplace.worker()
    halfway = workplace.wait_until(
        programme, lambda found: found["job"] != "waiting" and found["percent"] >= 50
    )
    first.kill()
    assert halfway["job"] == "running"  # was killed while it worked, not after
    assert workplace.look(programme)["tables"] == [0, 0, 0, 0]
    workplace.worker()
    after = workplace.wait_until(programme, lambda found: found["job"] == "done")
    assert (after["batch"], after["created"]) == ("committed", ROWS)
    assert after["tables"] == [ROWS] * 4
