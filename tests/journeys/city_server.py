"""A whole demo as people start it: its own database, web and worker, with the made-up town in it."""

import json
import os
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 400


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class CityServer:
    """`vapenvila demo --json` in a VAPENVILA_HOME of its own. Start it, kill it, start it again."""

    def __init__(self, home: Path, *, size: str = "town", port: int | None = None, **env: str) -> None:
        self.home, self.size, self.port = home, size, port or free_port()
        self.address = f"http://localhost:{self.port}"
        outside = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO_", "VAPENVILA_STARTER"))}
        self.env = {
            **outside,
            "VAPENVILA_HOME": str(home),
            "VAPENVILA_DEMO": "1",
            "PYTHONPATH": str(ROOT / "src"),
            "COLUMNS": "200",
            **env,
        }
        self.process: subprocess.Popen[str] | None = None
        self.people: list[dict[str, str]] = []
        self.password = ""
        self._sessions: dict[str, list[str]] = {}

    def begin(self) -> subprocess.Popen[str]:
        """Start the demo without waiting for it."""
        command = ["demo", "--json", "--size", self.size, "--port", str(self.port)]
        with (self.home.parent / f"{self.home.name}.notes").open("a") as notes:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "vapenvila", *command],
                env=self.env,
                stdout=subprocess.PIPE,
                stderr=notes,
                text=True,
                start_new_session=True,
            )
        return self.process

    def start(self, patience: float = START_SECONDS) -> "CityServer":
        """Start the demo and wait until it has said where it is and who may sign in."""
        process = self.begin()
        said: Queue[str] = Queue()
        threading.Thread(target=lambda: said.put(process.stdout.readline() if process.stdout else "")).start()
        try:
            line = said.get(timeout=patience)
        except Empty:
            line = ""
        if not line:
            self.kill()
            raise AssertionError(f"The demo did not start: {self.notes()}")
        told = json.loads(line)
        self.people, self.password, self._sessions = told["people"], told["password"], {}
        return self

    def notes(self) -> str:
        """What the demo said on standard error, and its children in their logs."""
        files = [self.home.parent / f"{self.home.name}.notes", *sorted((self.home / "log").glob("*.log"))]
        return "\n".join(f"--- {file.name}\n{file.read_text()[-3000:]}" for file in files if file.exists())

    def stop(self) -> int:
        """Ctrl-C; gives the exit code."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(2)
        code = self.process.wait(60)
        self._close()
        return code

    def kill(self) -> None:
        """kill -9 of the demo itself; its children notice by themselves."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                self.process.kill()
            self.process.wait()
            self._close()

    def processes(self) -> list[psutil.Process]:
        """Every process that was started with this VAPENVILA_HOME, the database's too."""
        found = []
        for process in psutil.process_iter():
            with suppress(psutil.Error, OSError):
                if process.environ().get("VAPENVILA_HOME") == str(self.home):
                    found.append(process)
        return found

    def kill_everything(self) -> None:
        """As a power cut would: demo, web, worker and database at once."""
        for process in self.processes():
            with suppress(psutil.Error):
                process.kill()
        self.kill()

    def _close(self) -> None:
        if self.process is not None and self.process.stdout is not None:
            self.process.stdout.close()
        self.process = None

    def run(self, *arguments: str, patience: float = 900, **options: Any) -> subprocess.CompletedProcess[str]:
        """A command line against this city, from outside."""
        return subprocess.run(
            [sys.executable, *arguments],
            env=self.env, capture_output=True, text=True, timeout=patience, check=False, cwd=ROOT, **options,
        )  # fmt: skip

    def email(self, role: str) -> str:
        """Whom to sign in as."""
        return next(person["email"] for person in self.people if person["role"] == role)

    def session(self, who: str) -> str:
        """A fresh session of the person with this role or e-mail, as sign-in would have left it."""
        if not self._sessions.get(who):
            made = self.run("-m", "tests.journeys.open_sessions", who)
            assert made.returncode == 0, made.stderr
            self._sessions.update(json.loads(made.stdout))
        return self._sessions[who].pop()
