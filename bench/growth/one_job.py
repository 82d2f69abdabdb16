"""One job of one size in this process: `python -m bench.growth.one_job JOB SIZE` prints JSON for the table.

Memory is the most this process has held, and the rise while this size was made ready and called over what was held when
everything had been loaded, compiled and called with a tiny input. Linux forgets the earlier peak, so that what compiling took
does not hide the rise; elsewhere it may.
"""

import contextlib
import ctypes
import gc
import json
import resource
import statistics
import sys
import time
from pathlib import Path

from bench.growth.jobs import JOBS

REPEATS, ENOUGH = 3, 5.0  # a call that takes longer than this many seconds is made once


def held_mb() -> float:
    """The most memory this process has held, in MB. ru_maxrss, where the system has nothing better, counts what the process
    held that started this one."""
    status = Path("/proc/self/status")
    if status.exists():
        most = [line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM")]
        return int(most[0].split()[1]) / 1024
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def forget_the_peak() -> None:
    """From here on the most that is held is counted anew, what was freed given back before, where the system allows it
    (proc(5), clear_refs; malloc_trim(3))."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def main(name: str, size: int) -> None:
    """Load, call with the tiny input, make this one, then time."""
    job = JOBS[name]
    job.ready(job.tiny)()
    peak = held_mb()
    forget_the_peak()
    before = held_mb()
    call = job.ready(size)
    spent: list[tuple[float, float]] = []
    while not spent or (len(spent) < REPEATS and spent[0][0] < ENOUGH):
        wall, processor = time.perf_counter(), time.process_time()
        call()
        spent.append((time.perf_counter() - wall, time.process_time() - processor))
    found = {"seconds": statistics.median(wall for wall, _ in spent)}
    found["processor"] = statistics.median(processor for _, processor in spent)
    print(json.dumps({**found, "rise_mb": held_mb() - before, "peak_mb": max(peak, held_mb())}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
