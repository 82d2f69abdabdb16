"""Measures calls side by side in one run and writes a table: what each took, and how that stands to ours.

A peer that is not installed here is measured where `VAPENVILA_PEERS` names a Python that has it, else left out by name.
Times are the median of repeats, by the clock on the wall and of the processor: on a busy machine the latter tells more.
"""

import json
import os
import platform
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RESULTS = Path(__file__).parent / "results"


@dataclass
class Measured:
    """One job of one size done by one method. `first`: seconds of the first call, compilation and loading included."""

    job: str
    who: str
    first: float
    seconds: float
    processor: float
    answer: Mapping[str, object] = field(default_factory=dict)


def measure(job: str, who: str, call: Callable[[], Mapping[str, object]], repeats: int = 3) -> Measured:
    """The first call apart, then the median of `repeats`."""
    begun = time.perf_counter()
    answer = call()
    first = time.perf_counter() - begun
    walls, processors = [], []
    for _ in range(repeats):
        wall, processor = time.perf_counter(), time.process_time()
        answer = call()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return Measured(job, who, first, statistics.median(walls), statistics.median(processors), answer)


def measure_elsewhere(job: str, script: Path, **arrays: NDArray[np.generic]) -> list[Measured]:
    """What the peers of `script` took in the Python that VAPENVILA_PEERS names; nothing where it names none."""
    python = os.environ.get("VAPENVILA_PEERS", "")
    if not python:
        return []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "given.npz"
        np.savez(file, allow_pickle=False, **arrays)
        done = subprocess.run(
            [python, "-W", "ignore", script, file], check=True, capture_output=True, text=True
        )
    return [
        Measured(job, one["who"], one["seconds"], one["seconds"], one["processor"], one["answer"])
        for one in json.loads(done.stdout)
    ]


def peak_mb() -> float:
    """Most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def write(name: str, title: str, found: Sequence[Measured], notes: Sequence[str]) -> None:
    """The table into bench/results, as Markdown and JSON. Ours is the first of each job."""
    ours = {one.job: one for one in reversed(found) if one.who.startswith("vapenvila")}
    lines = [f"# {title}", "", *notes, ""]
    load = os.getloadavg()[0]
    lines += [f"Load {load:.1f} on {os.cpu_count()} cores, Python {platform.python_version()}.", ""]
    lines += [
        "| Job | Who | seconds | of the processor | first call | against ours | answer |",
        "|---|---|--:|--:|--:|--:|---|",
    ]
    for one in found:
        own = ours.get(one.job)
        ratio = f"{one.processor / own.processor:.2f}×" if own and own.processor > 0 else ""
        answer = ", ".join(f"{key} {value}" for key, value in one.answer.items())
        lines.append(
            f"| {one.job} | {one.who} | {one.seconds:.4f} | {one.processor:.4f} | {one.first:.3f} | {ratio} | {answer} |"
        )
    (RESULTS / f"{name}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    values = {"title": title, "load": load, "notes": list(notes), "measured": [asdict(one) for one in found]}
    (RESULTS / f"{name}.json").write_text(
        json.dumps(values, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    print("\n".join(lines))
