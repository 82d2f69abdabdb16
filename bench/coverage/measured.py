"""Lets every case judge its histories, in one process or several, and puts together what they said.

Every history has a seed of its own, so that the table is the same whatever the number of processes.
"""

import json
import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from bench.coverage import counts_and_answers, following, groups_and_blocks, towns
from bench.coverage.remarks import remark
from bench.coverage.told import Case, Told, World
from bench.kept import RESULTS, keep
from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.small_counts.binomial_limits import binomial_limits
from vapenvila.cli.progress import progress

CASES = (
    *towns.CASES,
    *counts_and_answers.CASES,
    *following.CASES,
    *groups_and_blocks.CASES,
    *towns.MORE_CASES,
)
AT_ONCE = 25
ALONE = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""Each process keeps to one thread: threads over matrices as small as ours wait for each other more than they work."""

ABOUT = (
    "Nominal level 95 %. Bias of ratios is that of their logarithm, of others in their own unit (events a month, shares).",
    "In brackets the 95 % limits of the share over so many histories. Where the ratio is 1, a share or a change 0, an effect",
    "found is a false one. No chains: Poisson counts; chains: 0.35 answers per event, which lets their variance over a long",
    "time be 2.4 times the mean. Of areas and months the interval is held by a share of them in each history. Seconds are of",
    'the processor, for one row. Where the share lies outside 93 to 97 % the last column says on which side and why; "within',
    'chance" where its limits still reach in. What the figures mean stands on the page of each method.',
)

Share = tuple[float, float, float]
Task = tuple[int, int, int, int]
Heard = list[tuple[Told | None, float]]


@dataclass(frozen=True, slots=True)
class Row:
    """One case. `bias`: mean of estimate less truth; `bias_error`: its Monte Carlo error; None where nothing is estimated.
    `held`, `refused`: shares with their 95 % limits, None where not asked. `impossible`: histories it could not judge.
    `seconds`: of the processor, in all;
    None where they were not taken. `half`: as `held`, a limit that is met counting half."""

    estimator: str
    setting: str
    world: World | None
    histories: int
    impossible: int
    bias: float | None
    bias_error: float | None
    held: Share | None
    refused: Share | None
    seconds: float | None = field(compare=False)
    half: Share | None = None


def judged(task: Task) -> Heard:
    """What a case says of the histories `first` up to `end`, None where it says it cannot; and how long each took."""
    number, seed, first, end = task
    case, said = CASES[number], []
    for history in range(first, end):
        begun = time.process_time()
        try:
            told = case.judge(np.random.default_rng([seed, _place(case), history]))
        except InputError:
            told = None
        said.append((told, time.process_time() - begun))
    return said


def _place(case: Case) -> int:
    """Of the case among all: the estimator's own number, times ten, and its setting's."""
    estimators = list(dict.fromkeys(one.estimator for one in CASES))
    alike = [one for one in CASES if one.estimator == case.estimator]
    return estimators.index(case.estimator) * 10 + alike.index(case)


def tasks(cases: Sequence[Case], histories: int, seed: int) -> list[Task]:
    """The work in pieces of some histories. The seed of a history depends on its case and number alone."""
    return [
        (CASES.index(case), seed, first, min(first + AT_ONCE, histories))
        for case in cases
        for first in range(0, histories, AT_ONCE)
    ]


def done(work: list[Task], processes: int) -> Iterator[Heard]:
    """What became of each piece, in order."""
    if processes == 1:
        yield from map(judged, work)
        return
    for name in ALONE:
        os.environ.setdefault(name, "1")
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(judged, work)


def measured(cases: Sequence[Case], *, histories: int, seed: int = 1, processes: int = 1) -> list[Row]:
    """A row for each case."""
    work = tasks(cases, histories, seed)
    found: dict[int, Heard] = {}
    with progress("histories") as tell:
        for number, (task, heard) in enumerate(zip(work, done(work, processes), strict=True)):
            found.setdefault(task[0], []).extend(heard)
            tell(CASES[task[0]].estimator, number + 1, len(work))
    return [_row(CASES[number], heard) for number, heard in found.items()]


def _row(case: Case, heard: Heard) -> Row:
    known = [told for told, _ in heard if told is not None]
    off = np.array([one.off for one in known if np.isfinite(one.off)])
    return Row(
        estimator=case.estimator,
        setting=case.setting,
        world=case.world,
        histories=len(heard),
        impossible=len(heard) - len(known),
        bias=float(off.mean()) if len(off) else None,
        bias_error=float(off.std(ddof=1) / np.sqrt(len(off))) if len(off) > 1 else None,
        held=_share([one.held for one in known if one.held is not None]),
        refused=_share([float(one.refused) for one in known if one.refused is not None]),
        seconds=sum(seconds for _, seconds in heard),
        half=_share([one.half for one in known if one.half is not None]),
    )


def _share(parts: list[float]) -> Share | None:
    """Mean with its limits: exact where each part is all or nothing, else by the spread of the parts."""
    if not parts:
        return None
    mean, n = float(np.mean(parts)), len(parts)
    if set(parts) <= {0.0, 1.0}:
        low, high = binomial_limits(sum(parts), n, 0.95)
        return mean, float(low), float(high)
    reach = 1.96 * float(np.std(parts, ddof=1)) / n**0.5
    return mean, max(0.0, mean - reach), min(1.0, mean + reach)


def table(rows: list[Row]) -> list[str]:
    """The rows as Markdown."""
    said = [
        "| Estimator | Setting | bias | interval holds | finds an effect | not judged | seconds | outside 93–97 %, and why |",
        "|---|---|--:|--:|--:|--:|--:|---|",
    ]
    for row in rows:
        bias = "" if row.bias is None else f"{row.bias:+.3f} ± {1.96 * (row.bias_error or 0.0):.3f}"
        said.append(
            f"| {row.estimator} | {row.setting} | {bias} | {_percent(row.held)} | {_percent(row.refused)} | "
            f"{row.impossible or ''} | {'' if row.seconds is None else f'{row.seconds:.0f}'} | {_remark(row)} |"
        )
    return said


def _remark(row: Row) -> str:
    said = "" if row.held is None else remark(row.estimator, row.setting, row.held)
    if row.half is None:
        return said
    return f"{said} With limits that are met counted half: {100.0 * row.half[0]:.1f} %.".strip()


def _percent(share: Share | None) -> str:
    if share is None:
        return ""
    value, low, high = (100.0 * one for one in share)
    return f"{value:.1f} % ({low:.1f}–{high:.1f})"


def kept() -> list[Row]:
    """The rows of the table as it stands; none where there is no table."""
    file = RESULTS / "coverage.json"
    if not file.exists():
        return []
    values = json.loads(file.read_text(encoding="utf-8"))["rows"]
    return [_as_row(value) for value in values]


def _as_row(value: dict[str, Any]) -> Row:  # Any: JSON, as written below
    named = [name for name in ("held", "refused", "half") if name in value]
    shares: dict[str, Share | None] = {name: tuple(value[name]) if value[name] else None for name in named}
    return Row(**{**value, **shares, "world": World(**value["world"]) if value["world"] else None})


def with_new(old: list[Row], new: list[Row]) -> list[Row]:
    """The new rows, and those of the old whose case still is one, in the order of the cases."""
    found = {(row.estimator, row.setting): row for row in [*old, *new]}
    places = [(case.estimator, case.setting) for case in CASES]
    return [found[place] for place in places if place in found]


def write(rows: list[Row], took: str) -> None:
    """The table into bench/results, as Markdown and JSON."""
    lines = ["# Does the interval hold the known truth?", "", *ABOUT, "", took, "", *table(rows)]
    values = {"took": took, "rows": [asdict(row) for row in rows]}
    keep("coverage", "\n".join(lines), values)
