"""A home of its own with workers that can be killed, for the tests of work that is taken over."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.onlooker import Onlooker
from vapenvila.web.site import postgres_server
from vapenvila.web.site.postgres_place import place_below

ROOT = Path(__file__).resolve().parents[1]


class Workplace:
    """Processes over one database. `module` is run as a process: `order …` starts work, `look PROGRAMME` tells of it."""

    def __init__(self, home: Path, *, settings: str, module: str, patience: float) -> None:
        self.module, self.patience = module, patience
        self.env = {
            **os.environ,
            "VAPENVILA_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": settings,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        self.workers: list[subprocess.Popen[bytes]] = []
        self.watchers: list[subprocess.Popen[str]] = []
        self._onlooker: Onlooker | None = None

    def run(self, *arguments: str) -> str:
        """What a process of this place writes; it must end well."""
        done = subprocess.run(
            [sys.executable, *arguments],
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
            timeout=self.patience,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def worker(self) -> subprocess.Popen[bytes]:
        """One more worker."""
        process = subprocess.Popen(
            [sys.executable, "-m", "vapenvila", "worker"],
            env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.workers.append(process)
        return process

    def order(self, *arguments: str) -> str:
        """Start work; the programme it is done in."""
        return str(json.loads(self.run("-m", self.module, "order", *arguments))["programme"])

    def watch(self, *arguments: str) -> Callable[[], dict[str, Any]]:
        """Begin to watch the work from a process of its own; call what is given to wait for what it has seen.

        It looks many times a second and says it at once, so that whatever works can be killed while it still works.
        """
        watching = subprocess.Popen(
            [sys.executable, "-m", self.module, "watch", *arguments],
            env=self.env, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

        self.watchers.append(watching)

        def seen() -> dict[str, Any]:
            line = watching.stdout.readline() if watching.stdout else ""
            assert line, "the watch ended without seeing it"
            found: dict[str, Any] = json.loads(line)
            return found

        return seen

    def look(self, programme: str) -> dict[str, Any]:
        """Where the work stands."""
        self._onlooker = self._onlooker or Onlooker(self.module, self.env)
        return self._onlooker.look(programme)

    def end_onlooker(self) -> None:
        """End the process that looks, if there is one."""
        if self._onlooker is not None:
            self._onlooker.end()

    def wait_until(self, programme: str, true: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Where the work stands as soon as this is true of it."""
        until = time.monotonic() + self.patience
        while time.monotonic() < until:
            found = self.look(programme)
            if true(found):
                return found
            time.sleep(0.05)
        raise AssertionError(f"did not happen within {self.patience:.0f} seconds; it stands at {found}")


@contextmanager
def workplace_in(home: Path, *, settings: str, module: str, patience: float = 120) -> Iterator[Workplace]:
    """A place in a home that is migrated; its workers and its database end with the block."""
    place = Workplace(home, settings=settings, module=module, patience=patience)
    try:
        yield place
    finally:
        for worker in place.workers:
            if worker.poll() is None:
                worker.terminate()
                worker.wait(30)
        place.end_onlooker()
        for watching in place.watchers:
            watching.kill()
            watching.communicate()
        postgres_server.stop(place_below(home))
