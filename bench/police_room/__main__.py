"""The network of ties in rooms of the police: how long its pages take, what memory, and how smoothly the drawing moves.

    python -m bench police-room          (or python -m bench.police_room [--rooms 2000:6000 20000:60000])

Starts an embedded database and a web server of its own, fills rooms with invented persons and ties, and opens the pages as an
analyst of the room does: signed in, through every middleware and view. Every opening is on record. The largest drawing
that a page shows is that of a third room; it is moved in a browser. Writes bench/results/police-room.md and .json.
"""
# ruff: noqa: PLC0415 — models are importable after setup only

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
from tests.journeys.city_server import ROOT, free_port

from bench.incident_import.command import STOP, empty_programme, timed
from bench.kept import keep
from bench.pages.visitor import Visitor
from bench.police_room.frames import HEAD, Frames, frames_of
from bench.police_room.rooms import PoliceRoom, police_room, session_of

ROOMS = ("2000:6000", "20000:60000")
MOVED = (2_000, 6_000)  # people and lines, as many as one page draws
OPENINGS = 7
AIMS = {2_000: 0.5, 20_000: 2.0}  # seconds for the whole network


def pages(room: PoliceRoom) -> dict[str, str]:
    """Name → address."""
    here = f"/p/{room.slug}/memberships/network/"
    return {
        "whole network": here,
        "around somebody, 1 tie away": f"{here}around/{room.start}/?steps=1",
        "around somebody, 2 ties away": f"{here}around/{room.start}/?steps=2",
        "around somebody, 3 ties away": f"{here}around/{room.start}/?steps=3",
        "a community": f"{here}around/{room.start}/?community=1",
    }


@contextmanager
def served() -> Iterator[tuple[int, psutil.Process]]:
    """One web process on a free port; its port, and the starting process above it."""
    port = free_port()
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.pages.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    command = [sys.executable, "-m", "vapenvila", "serve", "--port", str(port), "--processes", "1"]
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    try:
        _until_it_answers(port, process)
        yield port, psutil.Process(process.pid)
    finally:
        process.send_signal(2)
        process.wait(30)


def _until_it_answers(port: int, process: "subprocess.Popen[bytes]", patience: float = 120) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until and process.poll() is None:
        try:
            if Visitor(port, "").get("/bare/").status:
                return
        except OSError:
            time.sleep(0.2)
    sys.exit("The server did not start.")


def memory_mb(server: psutil.Process) -> int:
    """The most that the web process has held so far."""
    lines = [
        line
        for process in server.children(recursive=True)
        for line in Path(f"/proc/{process.pid}/status").read_text().splitlines()
        if line.startswith("VmHWM")
    ]
    return max((int(line.split()[1]) // 1024 for line in lines), default=0)


def opened(visitor: Visitor, path: str) -> dict[str, Any]:
    """One page: seconds at the server, the first time and in the middle of the others; what it asked and sent."""
    answers = [visitor.get(path) for _ in range(OPENINGS)]
    return {
        "status": answers[0].status,
        "first_s": round(answers[0].server_ms / 1000, 2),
        "s": round(statistics.median(a.server_ms for a in answers[1:]) / 1000, 2),
        "queries": answers[-1].queries,
        "kilobytes": round(answers[-1].size / 1024),
    }


def measure(sizes: list[tuple[int, int]]) -> list[dict[str, Any]]:
    """Each room on servers that were started for it."""
    found = []
    for people, ties in sizes:
        room = police_room(people, ties)
        at_once = _first_of_all(room)
        with served() as (port, server):
            time.sleep(5)  # the web process warms up beside the first requests
            visitor = Visitor(port, session_of(room))
            rows = {name: opened(visitor, path) for name, path in pages(room).items()}
            found.append(
                {
                    "people": people,
                    "ties": room.ties,
                    "ties_a_second": round(room.rows_a_second),
                    "memory_mb": memory_mb(server),
                    "at_once_s": at_once,
                    "pages": rows,
                }
            )
    return found


def _first_of_all(room: PoliceRoom) -> float:
    """Seconds for the whole network as the first page of a server that has just begun to answer, the way there included."""
    with served() as (port, _server):
        return round(Visitor(port, session_of(room)).get(pages(room)["whole network"]).seconds, 2)


def moved() -> dict[str, Any]:
    """Frames of the largest drawing, and the load at that moment."""
    room = police_room(*MOVED, close=True)
    with served() as (port, _server):
        time.sleep(5)
        load = os.getloadavg()[0]
        address = f"http://localhost:{port}{pages(room)['around somebody, 3 ties away']}"
        frames = frames_of(address, session_of(room))
    return {"load": load, "frames": [asdict(one) for one in frames]}


def as_markdown(found: dict[str, Any]) -> str:
    """The tables people read."""
    lines = [
        "# The network of ties in a room of the police",
        "",
        f"Load of the machine before the run: {found['load']:.1f} on {found['cores']} cores shared by server, database and"
        f" visitor. Python {found['python']}, {found['made_at']}. First: the page opened for the first time on a server"
        f" that has run for some seconds; then the middle of {OPENINGS - 1} more. Nothing of a room is kept between them."
        " At once: the whole network as the first page of a server that has answered nothing but one request for nothing,"
        " in a room that was filled just before.",
    ]
    for room in found["rooms"]:
        aim = AIMS.get(room["people"])
        aimed = f", aim for the whole network {aim} s" if aim else ""
        lines += [
            "",
            f"## {room['people']:,} people, {room['ties']:,} ties{aimed}",
            "",
            f"Ties written: {room['ties_a_second']:,} rows a second. The web process held {room['memory_mb']} MB at most."
            f" The whole network at once: {room['at_once_s']} s.",
            "",
            "| Page | Status | First, s | Then, s | Queries | kB |",
            "| --- | ---: | ---: | ---: | ---: | ---: |",
        ]
        lines += [
            f"| {name} | {p['status']} | {p['first_s']} | {p['s']} | {p['queries']} | {p['kilobytes']} |"
            for name, p in room["pages"].items()
        ]
    lines += [
        "",
        "## The largest drawing, moved",
        "",
        "In a browser without a graphics card, beside a plain canvas that draws the same anew for each frame (aim: 60"
        f" frames a second). Load of the machine just before: {found['moved']['load']:.1f}.",
        "",
        HEAD,
    ]
    lines += [Frames(**one).row() for one in found["moved"]["frames"]]
    return "\n".join(lines) + "\n"


def main(words: list[str]) -> int:
    """Measure, write both files, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rooms", nargs="+", default=list(ROOMS), help="People and ties of each: 2000:6000")
    arguments = parser.parse_args(words)
    load = os.getloadavg()[0]
    sizes = [(int(people), int(ties)) for people, ties in (one.split(":") for one in arguments.rooms)]
    with tempfile.TemporaryDirectory() as folder:
        empty_programme(Path(folder) / "home")
        timed(["keys", "new", "--json"])
        _set_up()
        rooms, frames = measure(sizes), moved()
        subprocess.run([sys.executable, "-c", STOP], check=False)
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    found: dict[str, Any] = {
        "load": load,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "made_at": made_at,
    }
    found |= {"rooms": rooms, "moved": frames}
    keep("police-room", as_markdown(found), found)
    sys.stdout.write(as_markdown(found))
    return 0


def _set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vapenvila.web.site.settings")
    django.setup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
