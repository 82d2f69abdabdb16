"""Times calls of peers in the Python that has them, and tells what they took, one line of JSON for each as it is done.

For the `peers.py` of each part; never run by hand. Knows nothing of vapenvila, which the Python it runs under has not, and
needs NumPy alone. A peer whose module is not installed is told by name and left out; one that fails, with what it said.
"""

import contextlib
import importlib
import io
import json
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

Arrays = dict[str, Any]  # Any: arrays of the file that was given
Call = Callable[[], Mapping[str, object]]


@dataclass(frozen=True)
class Peer:
    """Somebody else's way to a job. `needs`: the modules it stands on. `made_ready`: turns the arrays into a call, that alone
    is timed. `repeats`: times after the first; none where it is slow, then the first is what counts. `job`: where a part has
    more than one. `times`: how often the work that was really done is counted."""

    who: str
    needs: tuple[str, ...]
    made_ready: Callable[[Arrays], Call]
    repeats: int = 3
    job: str = ""
    times: int = 1


def tell(peers: Sequence[Peer]) -> None:
    """Time the peers over the arrays of the file named first; only those named after it, where any are."""
    warnings.simplefilter("ignore")
    file, *wanted = sys.argv[1:]
    given = dict(np.load(file))
    out = sys.stdout
    for one in peers:
        if not wanted or one.who in wanted:
            print(json.dumps({"who": one.who, "job": one.job, **_told(one, given)}), file=out, flush=True)


def _told(one: Peer, given: Arrays) -> dict[str, object]:
    """What it took, or why it was left out."""
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            for module in one.needs:
                importlib.import_module(module)
            return _timed(one, given)
    except ImportError as missing:
        return {"left_out": "not installed", "said": str(missing)[:200]}
    except Exception as failure:  # a peer may fail in any way; the others are still to be measured
        return {"left_out": "failed", "said": f"{type(failure).__name__}: {failure}"[:200]}


def _timed(one: Peer, given: Arrays) -> dict[str, object]:
    call = one.made_ready(given)
    spent = []
    for _ in range(1 + one.repeats):
        wall, processor = time.perf_counter(), time.process_time()
        answer = call()
        spent.append(
            ((time.perf_counter() - wall) * one.times, (time.process_time() - processor) * one.times)
        )
    later = spent[1:] or spent
    return {
        "first": spent[0][0],
        "seconds": statistics.median(wall for wall, _ in later),
        "processor": statistics.median(processor for _, processor in later),
        "answer": {**answer, **_held()},
    }


def _held() -> dict[str, object]:
    """The most memory this process has held, the peers before included, in MB; where the system tells (ru_maxrss would count
    what the process held that started this one)."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    most = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
    return {"process held MB": most[0] // 1024} if most else {}
