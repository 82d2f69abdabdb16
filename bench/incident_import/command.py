"""The command line against an embedded database of its own, for parts that measure imports."""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

PROGRAMME = "bench"
STOP = "from vapenvila.web.site import embedded_postgres; embedded_postgres.stop()"


def timed(arguments: list[str]) -> tuple[dict[str, object], float, int]:
    """The command's JSON, its seconds, and the peak memory in MB of the largest process so far."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "vapenvila", *arguments], capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout), seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def empty_programme(home: Path) -> None:
    """A database of its own below this folder, with one programme that holds nothing."""
    os.environ["VAPENVILA_HOME"] = str(home)
    timed(["migrate", "--json"])
    who = ["--administrator", "bench@bench.example", "--json"]
    timed(["programme", "open", PROGRAMME, "--name", "Bench", "--agency", "Bench", *who])
