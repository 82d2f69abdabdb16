"""How often each estimator's interval holds the known effect of made-up towns, and how often it finds one where none is.

python -m bench.bench_coverage [--histories N] [--processes N] [--seed N] [--only WORDS]

Every history has a seed of its own, so that the table is the same whatever the number of processes. Results go to
bench/results/coverage.md and coverage.json.
"""

import argparse
import json
import os
import platform
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from itertools import starmap
from pathlib import Path

import numpy as np

from bench.coverage_histories import JUDGES, Told, World
from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.small_counts.binomial_limits import binomial_limits
from vapenvila.cli.progress import progress

RESULTS = Path(__file__).parent / "results"
ANSWERS = (0.0, 0.35)
RATIOS = (1.0, 0.65)
AT_ONCE = 25

ABOUT = (
    "Nominal level 95 %. Bias of ratios is that of their logarithm, else in events (a month, where the estimator is).",
    "In brackets the exact 95 % limits of the share over so many histories. Where the true ratio is 1, an effect found is a",
    "false one. Answers per event: 0 gives Poisson counts, 0.35 lets their variance over a long time be 2.4 times the mean.",
    "What the figures mean stands on the page of each method.",
)

Task = tuple[str, World, tuple[int, int], int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One estimator in one world. `bias`: mean of estimate less truth; `bias_error`: its Monte Carlo error. `held`,
    `refused`: shares with their exact 95 % limits; `held` None for tests. `impossible`: histories it could not judge."""

    estimator: str
    answers: float
    ratio: float
    histories: int
    impossible: int
    bias: float
    bias_error: float
    held: tuple[float, float, float] | None
    refused: tuple[float, float, float]


def judged(task: Task) -> list[Told | None]:
    """The histories `first` up to `end` of an estimator in a world; None where the estimator says it cannot."""
    name, world, seed, first, end = task
    said: list[Told | None] = []
    for history in range(first, end):
        try:
            said.append(JUDGES[name](world, np.random.default_rng([*seed, history])))
        except InputError:
            said.append(None)
    return said


def tasks(names: Iterable[str], histories: int, seed: int) -> list[Task]:
    """The work in pieces of some histories. The seed of a history depends on its estimator, world and number alone."""
    order = list(JUDGES)
    return [
        (name, World(answers, ratio), (seed, order.index(name) * 10 + place), first, min(first + AT_ONCE, histories))
        for name in names
        for place, (answers, ratio) in enumerate((a, r) for a in ANSWERS for r in RATIOS)
        for first in range(0, histories, AT_ONCE)
    ]  # fmt: skip


def done(work: list[Task], processes: int) -> Iterator[list[Told | None]]:
    """What became of each piece, in order."""
    if processes == 1:
        yield from map(judged, work)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(judged, work)


def measured(names: Iterable[str], *, histories: int, seed: int = 1, processes: int = 1) -> list[Row]:
    """A row for each estimator and world."""
    work = tasks(names, histories, seed)
    found: dict[tuple[str, World], list[Told | None]] = {}
    with progress("histories") as tell:
        for number, (task, said) in enumerate(zip(work, done(work, processes), strict=True)):
            found.setdefault(task[:2], []).extend(said)
            tell(task[0], number + 1, len(work))
    return list(starmap(_row, found.items()))


def _row(which: tuple[str, World], said: list[Told | None]) -> Row:
    known = [one for one in said if one is not None]
    off = np.array([one.off for one in known if np.isfinite(one.off)])
    held = [one.held for one in known if one.held is not None]
    return Row(
        estimator=which[0],
        answers=which[1].answers,
        ratio=which[1].ratio,
        histories=len(said),
        impossible=len(said) - len(known),
        bias=float(off.mean()),
        bias_error=float(off.std(ddof=1) / np.sqrt(len(off))),
        held=_share(held) if held else None,
        refused=_share([one.refused for one in known]),
    )


def _share(which: list[bool]) -> tuple[float, float, float]:
    low, high = binomial_limits(sum(which), len(which), 0.95)
    return sum(which) / len(which), float(low), float(high)


def table(rows: list[Row]) -> list[str]:
    """The rows as Markdown."""
    said = [
        "| Estimator | answers per event | true ratio | bias | interval holds | finds an effect | not judged |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        held = "" if row.held is None else _percent(row.held)
        said.append(
            f"| {row.estimator} | {row.answers:g} | {row.ratio:g} | {row.bias:+.3f} ± {1.96 * row.bias_error:.3f} | {held} | "
            f"{_percent(row.refused)} | {row.impossible or ''} |"
        )
    return said


def _percent(share: tuple[float, float, float]) -> str:
    value, low, high = (100.0 * one for one in share)
    return f"{value:.1f} % ({low:.1f}–{high:.1f})"


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--histories", type=int, default=500)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    begun = time.perf_counter()
    names = [name for name in JUDGES if options.only in name]
    rows = measured(names, histories=options.histories, seed=options.seed, processes=options.processes)
    took = (
        f"{options.histories} histories each, seed {options.seed}, {time.perf_counter() - begun:.0f} s in "
        f"{options.processes} processes, Python {platform.python_version()}."
    )
    if options.only:
        print("\n".join(table(rows)))
    else:
        write(rows, took)


def write(rows: list[Row], took: str) -> None:
    """The table into bench/results, as Markdown and JSON."""
    lines = ["# Does the interval hold the known effect?", "", *ABOUT, "", took, "", *table(rows)]
    (RESULTS / "coverage.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    values = {"took": took, "rows": [asdict(row) for row in rows]}
    (RESULTS / "coverage.json").write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
