"""The child processes of the demo: started, watched, started again, and ended, also those of a demo that was killed."""

import fcntl
import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO, Self

import psutil

from vapenvila.cli.user_error import UserError

SLOWEST_START_SECONDS = 60
MOST_RESTARTS = 5  # within RESTART_WINDOW_SECONDS
RESTART_WINDOW_SECONDS = 60
LOOK_EVERY_SECONDS = 2
ENDING_SECONDS = 12


@contextmanager
def stop_signals() -> Iterator[threading.Event]:
    """An event that Ctrl-C or SIGTERM sets, so that every step can end in order."""
    stopped = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopped.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def page_answers(port: int) -> bool:
    """Whether a server answers on this port without failing."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def answers(port: int, stopped: threading.Event, processes: "DemoProcesses") -> bool:
    """Wait until the pages answer; False when somebody stopped the demo meanwhile."""
    until = time.monotonic() + SLOWEST_START_SECONDS
    while time.monotonic() < until and not stopped.is_set():
        if page_answers(port):
            return True
        stopped.wait(0.2)
        processes.restart_ended()
    if stopped.is_set():
        return False
    raise UserError(f"The pages do not answer after {SLOWEST_START_SECONDS} s. See {processes.log('web')}.")


class DemoProcesses:
    """Web and worker of one demo. Only one demo runs from one VAPENVILA_HOME."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.note = home / "demo-processes.json"
        self.commands: dict[str, list[str]] = {}
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.restarts: list[float] = []
        self._lock: IO[str] | None = None

    def __enter__(self) -> Self:
        self._lock = open(self.home / "demo.lock", "a+", encoding="ascii")
        until = time.monotonic() + ENDING_SECONDS  # one whose make was killed is just ending
        while not _locked(self._lock):
            if time.monotonic() > until or not _is_ending(self._lock):
                self._lock.close()
                raise UserError(
                    f"A demo is already running from {self.home}. Stop it with Ctrl-C, or set another VAPENVILA_HOME."
                )
            time.sleep(0.3)
        self._lock.truncate(0)
        self._lock.write(os.environ.get("VAPENVILA_STARTER", ""))
        self._lock.flush()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        if self._lock is not None:
            self._lock.close()

    def log(self, name: str) -> Path:
        """Where a child writes what it has to say."""
        return self.home / "log" / f"{name}.log"

    def end_leftovers(self) -> None:
        """End children of a demo that was killed. A foreign process that has got an old number is left alone."""
        try:
            noted = json.loads(self.note.read_text(encoding="utf-8"))
            known = [(int(pid), float(created)) for pid, created in noted]
        except (OSError, ValueError, TypeError):
            return
        for pid, created in known:
            with suppress(psutil.Error):
                process = psutil.Process(pid)
                if abs(process.create_time() - created) < 1:
                    _end([process])
        self.note.unlink(missing_ok=True)

    def start(self, name: str, *arguments: str) -> None:
        """Start `vapenvila <arguments>` as a child that ends with us."""
        self.commands[name] = [sys.executable, "-m", "vapenvila", *arguments]
        self._start(name)

    def _start(self, name: str) -> None:
        log = self.log(name)
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as out:
            self.running[name] = subprocess.Popen(
                self.commands[name],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches us alone, and we end them in order
                env={**os.environ, "VAPENVILA_STARTER": str(os.getpid())},
            )
        pairs = [
            (p.pid, psutil.Process(p.pid).create_time()) for p in self.running.values() if p.poll() is None
        ]
        unfinished = self.note.with_suffix(".unfinished")
        unfinished.write_text(json.dumps(pairs), encoding="utf-8")
        unfinished.replace(self.note)

    def restart_ended(self) -> None:
        """Start a child again that ended by itself or was killed; give up when it keeps ending."""
        for name, process in list(self.running.items()):
            if process.poll() is None:
                continue
            now = time.monotonic()
            self.restarts = [t for t in self.restarts if now - t < RESTART_WINDOW_SECONDS] + [now]
            if len(self.restarts) > MOST_RESTARTS:
                raise RuntimeError(f"{name} ends again and again; see {self.log(name)}")
            self._start(name)

    def watch(self, stopped: threading.Event, *, each_round: Callable[[], None]) -> None:
        """Keep the children alive until somebody stops the demo."""
        while not stopped.wait(LOOK_EVERY_SECONDS):
            each_round()
            self.restart_ended()

    def stop(self) -> None:
        """End all children: first asked, after some seconds forced."""
        found = []
        for process in self.running.values():
            if process.poll() is None:
                with suppress(psutil.Error):
                    found.append(psutil.Process(process.pid))
        _end(found)
        for process in self.running.values():
            process.wait()
        self.running.clear()
        self.note.unlink(missing_ok=True)


def _end(processes: list[psutil.Process]) -> None:
    below = []
    for process in processes:
        with suppress(psutil.Error):
            below += process.children(recursive=True)
    for process in processes:
        with suppress(psutil.Error):
            process.terminate()
    for process in psutil.wait_procs([*processes, *below], timeout=15)[1]:
        with suppress(psutil.Error):
            process.kill()


def _locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_ending(file: IO[str]) -> bool:
    """Whether the demo that holds the lock was started by a make that is gone: then it ends by itself."""
    file.seek(0)
    starter = file.read().strip()
    return starter.isdigit() and not psutil.pid_exists(int(starter))
