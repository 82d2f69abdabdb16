"""Measures calls side by side in one run and writes a table: what each took, and how that stands to ours.

Peers run in the Python that `VAPENVILA_PEERS` names (several, parted by a colon: each peer where it is first found), else in
this one; those not installed are left out by name. Times are the median of repeats, by the clock on the wall and of the
processor: the former is what people wait for, the latter tells more on a busy machine.
"""

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from bench.kept import keep

ROOT = Path(__file__).parents[1]
PATIENCE = 600  # seconds for all peers of one job
_BEGUN = time.perf_counter()
_loads: list[float] = []


@dataclass
class Measured:
    """One job of one size done by one method. `first`: seconds of the first call, compilation and loading included.
    `left_out`: why it could not be measured; the seconds are then 0."""

    job: str
    who: str
    first: float
    seconds: float
    processor: float
    answer: Mapping[str, object] = field(default_factory=dict)
    left_out: str = ""


@dataclass(frozen=True)
class Load:
    """`mean`: load of the machine over a part. `own`: processors that the part itself kept busy."""

    mean: float
    own: float


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
    _loads.append(os.getloadavg()[0])
    return Measured(job, who, first, statistics.median(walls), statistics.median(processors), answer)


def measure_elsewhere(job: str, part: str, **arrays: object) -> list[Measured]:
    """What the peers of `bench.PART.peers` took for these arrays; of those left out, why. A peer that has a name for its job
    is filed under it: `job` then holds a {} for that."""
    pythons = [one for one in os.environ.get("VAPENVILA_PEERS", "").split(os.pathsep) if one]
    found: dict[tuple[str, str], Measured] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "given.npz"
        np.savez(file, allow_pickle=False, **{name: np.asarray(value) for name, value in arrays.items()})
        for python in pythons or [sys.executable]:
            again = [one.who for one in found.values() if one.left_out == "not installed"]
            if found and not again:
                break
            for one in _asked(python, part, file, again):
                found[one.job, one.who] = one
    _loads.append(os.getloadavg()[0])
    return [Measured(**{**vars(one), "job": job.format(one.job)}) for one in found.values()]


def _asked(python: str, part: str, file: Path, only: Sequence[str]) -> list[Measured]:
    """The lines that one Python told; where it stopped before the end, that too."""
    command = [python, "-W", "ignore", "-m", f"bench.{part}.peers", str(file), *only]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said, tempfile.TemporaryFile("w+") as wrong:
        try:
            code = subprocess.run(
                command,
                stdout=said,
                stderr=wrong,
                env=environment,
                cwd=file.parent,
                timeout=PATIENCE,
                check=False,
            ).returncode
            ending = f"stopped with {code}" if code else ""
        except (subprocess.TimeoutExpired, OSError) as stopped:
            ending = type(stopped).__name__
        said.seek(0)
        found = [_of(json.loads(line)) for line in said if line.startswith("{")]
        if ending:
            wrong.seek(0)
            print(wrong.read()[-2000:], file=sys.stderr)
            found.append(Measured("", f"peers of {part}", 0, 0, 0, left_out=ending))
    return found


def _of(told: Mapping[str, object]) -> Measured:
    if "left_out" in told:
        if told["left_out"] != "not installed":
            print(told, file=sys.stderr)
        return Measured(str(told["job"]), str(told["who"]), 0, 0, 0, left_out=str(told["left_out"]))
    first, seconds, processor = (float(str(told[name])) for name in ("first", "seconds", "processor"))
    answer = told["answer"] if isinstance(told["answer"], dict) else {}
    return Measured(str(told["job"]), str(told["who"]), first, seconds, processor, answer)


def peak_mb() -> float:
    """Most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 * 1024 if sys.platform == "darwin" else 1024
    )


def load_of_this_part() -> Load:
    """Over the time since this part began."""
    spent = sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )
    own = spent / max(time.perf_counter() - _BEGUN, 1e-9)
    return Load(round(statistics.mean(_loads or [os.getloadavg()[0]]), 2), round(own, 2))


def said_of(left_out: Sequence[Measured]) -> list[str]:
    """A line for each reason, with the names that it holds for."""
    reasons = sorted({one.left_out for one in left_out})
    names = {reason: sorted({one.who for one in left_out if one.left_out == reason}) for reason in reasons}
    return [f"Left out, {reason}: {', '.join(names[reason])}." for reason in reasons]


def write(name: str, title: str, rows: Sequence[Measured], notes: Sequence[str]) -> None:
    """The table into bench/results, as Markdown and JSON. Ours is the first of each job."""
    found, left_out = [one for one in rows if not one.left_out], [one for one in rows if one.left_out]
    load, notes = load_of_this_part(), [*notes, *said_of(left_out)]
    lines = [f"# {title}", "", *(f"- {note}" for note in notes), ""]
    lines += [
        f"Load {load.mean:.1f}, of which this part's own {load.own:.1f}, on {os.cpu_count()} cores, Python "
        f"{platform.python_version()}. Against ours: their seconds ÷ ours, by the clock and of the processor.",
        "",
        "| Job | Who | seconds | of the processor | first call | against ours | processor | answer |",
        "|---|---|--:|--:|--:|--:|--:|---|",
        *table(found),
    ]
    values = {"title": title, "load": load.mean, "own_load": load.own, "notes": notes}
    values |= {"measured": [asdict(one) for one in found], "left_out": sorted({one.who for one in left_out})}
    keep(name, "\n".join(lines), values)
    print("\n".join(lines))


def table(found: Sequence[Measured]) -> list[str]:
    """A row for each, with its ratios to ours of the same job."""
    ours = {one.job: one for one in reversed(found) if one.who.startswith("vapenvila")}
    lines = []
    for one in found:
        own = ours.get(one.job)
        by_clock = f"{one.seconds / own.seconds:.2f}×" if own and own.seconds > 0 else ""
        ratio = f"{one.processor / own.processor:.2f}×" if own and own.processor > 0 else ""
        answer = ", ".join(f"{key} {value}" for key, value in one.answer.items())
        lines.append(
            f"| {one.job} | {one.who} | {one.seconds:.4f} | {one.processor:.4f} | {one.first:.3f} | {by_clock} | {ratio} "
            f"| {answer} |"
        )
    return lines
