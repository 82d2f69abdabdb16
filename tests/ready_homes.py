"""Homes of installations that are built once in a run and copied for each test that does not test the building itself.

Making all tables takes a core for half a minute, a copy of them a second. The first building on an empty home is tested in
`cli/test_demo.py` and `cli/test_outside_database.py`, which take no copy.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

from vapenvila.web.site import postgres_server
from vapenvila.web.site.postgres_place import place_below

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_SECONDS = 900


class Ready(StrEnum):
    """How far a home is built."""

    MIGRATED = "migrated"
    TOWN = "town"


# What makes each of them, and what it is made from.
BUILDING = {
    Ready.MIGRATED: "from vapenvila.cli.__main__ import run; raise SystemExit(run(['migrate']))",
    Ready.TOWN: "from vapenvila.cli.open_site import open_site;"
    "open_site('vapenvila.web.site.static_files').gather();"
    "load = open_site('vapenvila.web.demo.load'); load.load_city(load.Size.TOWN)",
}
BEFORE = {Ready.TOWN: Ready.MIGRATED}


class ReadyHomes:
    """The homes of this run, in a folder that all its processes share."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)

    def copy(self, ready: Ready, home: Path) -> Path:
        """A home built so far, of one's own, in this folder, which may not hold anything; its database is not started."""
        _copy(self._built(ready), home)
        return home

    def _built(self, ready: Ready) -> Path:
        home, whole = self.folder / ready, self.folder / f"{ready}.whole"
        with open(self.folder / f"{ready}.lock", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not whole.exists():
                _remove(home)  # one that was not finished
                if ready in BEFORE:
                    self.copy(BEFORE[ready], home)
                _build(home, BUILDING[ready])
                whole.touch()
        return home


def _build(home: Path, code: str) -> None:
    home.mkdir(exist_ok=True)
    outside = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO_", "DATABASE_URL"))}
    env = {
        **outside,
        "VAPENVILA_HOME": str(home),
        "VAPENVILA_DEMO": "1",
        "PYTHONPATH": str(ROOT / "src"),
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False,
        timeout=PATIENCE_SECONDS,
    )  # fmt: skip
    postgres_server.stop(place_below(home))
    assert done.returncode == 0, f"the {home.name} home could not be built: {done.stderr}"


def _copy(source: Path, home: Path) -> None:
    """The data with their owner and rights: as root below closed folders they lie elsewhere than the rest."""
    _copy_folder(source, home)
    there, here = place_below(source).data, place_below(home).data
    assert not (there / "postmaster.pid").exists(), "a running database cannot be copied"
    if not here.exists():
        _copy_folder(there, here)


def _copy_folder(source: Path, to: Path) -> None:
    to.mkdir(parents=True, exist_ok=True)
    assert not any(to.iterdir()), f"{to} holds something already"
    subprocess.run(["cp", "-a", f"{source}/.", str(to)], check=True)


def _remove(home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
    shutil.rmtree(place_below(home).data, ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)
