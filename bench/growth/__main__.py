"""What ten times the input costs each method, in time and memory; each size in a process of its own.

python -m bench growth     (writes bench/results/growth.md and .json)
"""

import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict, dataclass

from bench.growth.jobs import JOBS, Job
from bench.kept import keep
from bench.side_by_side import load_of_this_part

LINEAR = 12.0  # at most so many times the memory for ten times the input
LEAST_MB = 1.0  # a rise below this is not told from none
PATIENCE = 300


@dataclass(frozen=True, slots=True)
class Taken:
    """What one job of one size took. `rise_mb`: memory over what was held before the call; `peak_mb`: all of it."""

    job: str
    size: int
    seconds: float
    processor: float
    rise_mb: float
    peak_mb: float


def taken(name: str, size: int) -> Taken:
    """Measured in a process of its own. Raises subprocess.SubprocessError where it fails or takes too long."""
    command = [sys.executable, "-W", "ignore", "-m", "bench.growth.one_job", name, str(size)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=PATIENCE)
    return Taken(name, size, **json.loads(done.stdout.splitlines()[-1]))


def factors(small: Taken, large: Taken) -> dict[str, float | str]:
    """How many times the time and the memory. `memory`: of the rise, each counted as 1 MB at least."""
    return {
        "job": small.job,
        "seconds": large.seconds / max(small.seconds, 1e-9),
        "processor": large.processor / max(small.processor, 1e-9),
        "memory": max(large.rise_mb, LEAST_MB) / max(small.rise_mb, LEAST_MB),
    }


def judged(job: Job, small: Taken, large: Taken) -> str:
    """Whether the aims on memory are kept; nothing where there is none."""
    said = []
    if job.most_mb is not None:
        at = small if small.size == job.at else large
        met = "met" if at.peak_mb <= job.most_mb else "not met"
        said.append(f"≤ {job.most_mb:.0f} MB in all at {job.at:,}: {met} ({at.peak_mb:.0f})")
    if job.linear:
        met = "met" if float(factors(small, large)["memory"]) <= LINEAR else "not met"
        said.append(f"memory linear in {job.of}: {met}")
    return "; ".join(said)


def row(job: Job, small: Taken, large: Taken) -> str:
    """A row of the table: both sizes and the factors."""
    times = factors(small, large)
    return (
        f"| {small.job} | {small.size:,} → {large.size:,} {job.of} | {small.seconds:.4f} → {large.seconds:.4f} "
        f"| {times['seconds']:.1f}× | {times['processor']:.1f}× | {small.rise_mb:.0f} → {large.rise_mb:.0f} "
        f"| {times['memory']:.1f}× | {large.peak_mb:.0f} | {judged(job, small, large)} |"
    )


def main(wanted: list[str]) -> int:
    """Measure all jobs, or those named, and write the table; 1 where a job failed, the others stand."""
    pairs, failed = [], []
    for name in wanted or JOBS:
        try:
            small, large = (taken(name, size) for size in JOBS[name].sizes)
        except subprocess.SubprocessError as failure:
            failed.append(f"{name}: {type(failure).__name__}")
            continue
        pairs.append((small, large))
        print(row(JOBS[name], small, large), flush=True)
    if not wanted:
        write(pairs, failed)
    return int(bool(failed))


def write(pairs: list[tuple[Taken, Taken]], failed: list[str]) -> None:
    """The table as Markdown and JSON."""
    load = load_of_this_part()
    lines = [
        "# Growth: what ten times the input costs",
        "",
        "Each size in a process of its own, after everything was loaded, compiled and called with a tiny input. Seconds by "
        "the clock, medians; memory: the rise while the input was made and the call ran, in MB, where less than 1 MB "
        "counts as 1. In all: with Python, NumPy, SciPy, numba, and the input, for the "
        "larger size. Knox: with ten times the events in the same town and years the pairs grow faster than the events.",
        "",
        f"Load {load.mean:.1f}, of which this part's own {load.own:.1f}, on {os.cpu_count()} cores, Python "
        f"{platform.python_version()}.",
        *([f"Failed: {'; '.join(failed)}."] if failed else []),
        "",
        "| Job | Input | Seconds | Factor | Processor | Rise, MB | Factor | In all, MB | Aims on memory |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
        *(row(JOBS[small.job], small, large) for small, large in pairs),
    ]
    values = {"load": load.mean, "own_load": load.own, "failed": failed}
    values |= {"factors": [factors(*pair) for pair in pairs]}
    values |= {"measured": [asdict(one) for pair in pairs for one in pair]}
    keep("growth", "\n".join(lines), values)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
