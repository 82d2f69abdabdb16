"""One table of what the library promises of its speed, read from the results of the parts: `python -m bench summary`.

Each row is a job of the promise, with the fastest peer measured in the same run, the ratio of processor time (peer ÷ ours)
and of time passed, and whether the aim is kept. What has not been measured stands as such. Figures in `elsewhere` were
measured apart, with peers that are not installed here, and are no part of the judgement.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds by the clock and of the processor that somebody took for a job."""

    job: str
    who: str
    seconds: float
    processor: float


@dataclass(frozen=True, slots=True)
class Aim:
    """`part`: name of its results. `job`: as measured. `ours`, `peer`: how the name of who measured begins. At least one of
    `ratio`, the peer's processor time in ours, and `seconds`, of ours by the clock. `larger`: the job ten times as large."""

    says: str
    part: str
    job: str
    ratio: float | None = None
    seconds: float | None = None
    ours: str = "vapenvila"
    peer: str = ""
    larger: str = ""
    elsewhere: str = ""


REACH = "reach, {} people, {} places"
FIT = "fit, {} events"
AIMS = (
    Aim(
        "Knox table of 12 cells, 999 permutations, 10,000 events",
        "near-repeats",
        "12 cells, 999 permutations, 10,000 events",
        7.0,
        0.4,
        larger="12 cells, 999 permutations, 50,000 events",
        elsewhere="pointpats 41 s and 4.4 s for one cell, Davies 96 s, NearRepeat over 600 s",
    ),
    Aim("Negative-binomial series, 500 × 240 months", "effect", "its 500 × 240", 20.0, peer="statsmodels"),
    Aim(
        "Callaway–Sant'Anna, 500 units",
        "effect",
        "did 500 × 24",
        1.0,
        larger="did 5000 × 24",
        elsewhere="csdid 0.38 s",
    ),
    Aim(
        "Synthetic difference-in-differences, 100 × 120",
        "effect",
        "sdid 100 × 120",
        4.0,
        elsewhere="mlsynth 28 s",
    ),
    Aim(
        "Synthetic control, each of 20 units a placebo",
        "effect",
        "scm 20 × 120",
        5.0,
        elsewhere="mlsynth 0.013 s",
    ),
    Aim(
        "Synthetic control, each of 100 units a placebo",
        "effect",
        "scm 100 × 240",
        5.0,
        elsewhere="pysyncon 14 s",
    ),
    Aim(
        "Power of a difference, 36 horizons",
        "power",
        "difference, 36 horizons, 200 histories",
        50.0,
        peer="loop",
        larger="difference, 36 horizons, 2,000 histories",
        elsewhere="crimepy 0.28 s",
    ),
    Aim(
        "Power of a series, 36 months",
        "power",
        "series at 36 months, 200 histories",
        50.0,
        peer="statsmodels",
        larger="series at 36 months, 2,000 histories",
    ),
    Aim(
        "Power before and after, 36 horizons",
        "power",
        "before and after, 36 horizons",
        peer="statsmodels",
        elsewhere="the peer is a normal approximation in closed form, ours is exact; the aim of 50× is against loops",
    ),
    Aim(
        "Gini for few events, 999 draws, 100,000 units",
        "concentration",
        "999 draws, 100,000 units, 10,000 events",
        larger="999 draws, 1,000,000 units, 100,000 events",
        elsewhere="the aim of 100× is for the large size, below",
    ),
    Aim(
        "Gini for few events, 999 draws, 1,000,000 units",
        "concentration",
        "999 draws, 1,000,000 units, 100,000 events",
        100.0,
    ),
    Aim("Self-exciting, 50,000 events", "self-exciting", FIT.format("50,000"), 1.0, 0.083),
    Aim(
        "Self-exciting, 5,000 events", "self-exciting", FIT.format("5,000"), 1.0, larger=FIT.format("50,000")
    ),
    Aim(
        "Self-exciting in space and time, 1,000 events",
        "space-time-trigger",
        FIT.format("1,000"),
        larger=FIT.format("10,000"),
        elsewhere="promised of memory alone: linear in events",
    ),
    Aim(
        "Network of 20,000 people: build, components, cores, PageRank",
        "network",
        "structure, 20,000 people",
        1 / 1.5,
        larger="structure, 200,000 people",
    ),
    Aim(
        "Call-in, 2,000 people, proven",
        "callin",
        REACH.format("2,000", 60),
        seconds=0.2,
        peer="SCIP",
        larger=REACH.format("20,000", 250),
    ),
    Aim(
        "Call-in, 20,000 people, proven",
        "callin",
        REACH.format("20,000", 250),
        seconds=3.0,
        peer="SCIP",
        elsewhere="CP-SAT 9.7 s",
    ),
    Aim(
        "Effect with intervals, one series",
        "effect",
        "its_one 1 × 240",
        larger="its_one 1 × 2400",
        elsewhere="aim 100×: tfp-causalimpact 0.4 s and 890 MB, causalpy 1.9 s",
    ),
)


def timed(part: str) -> list[Timed]:
    """What a part measured; nothing where it has not run."""
    file = RESULTS / f"{part}.json"
    if not file.exists():
        return []
    found = json.loads(file.read_text(encoding="utf-8"))
    if "rows" in found:
        return [
            Timed(f"{one['job']} {one['units']} × {one['periods']}", one["who"], one["median"], one["cpu"])
            for one in found["rows"]
        ]
    return [Timed(one["job"], one["who"], one["seconds"], one["processor"]) for one in found["measured"]]


def row(aim: Aim, found: Sequence[Timed]) -> str:
    """A row of the table."""
    ours = next((one for one in found if one.job == aim.job and one.who.startswith(aim.ours)), None)
    aims = [f"≥ {aim.ratio:.3g}×" if aim.ratio else "", f"≤ {aim.seconds:g} s" if aim.seconds else ""]
    wanted = ", ".join(one for one in aims if one) or "none here"
    if ours is None:
        return f"| {aim.says} | not measured | | | | | {wanted} | | {aim.elsewhere} |"
    peers = [one for one in found if one.job == aim.job and _is_peer(one, aim)]
    best = min(peers, key=lambda one: one.processor, default=None)
    ratio = best.processor / max(ours.processor, 1e-9) if best else None
    larger = next((one for one in found if one.job == aim.larger and one.who.startswith(aim.ours)), None)
    growth = f"{larger.processor / max(ours.processor, 1e-9):.1f}× ({aim.larger})" if larger else ""
    who = f"{best.who}: {best.seconds:.4f}" if best else "none measured in this run"
    shown = f"{ratio:.1f}×" if ratio is not None else ""
    judged = _judged(aim, ours, ratio)
    return (
        f"| {aim.says} | {ours.seconds:.4f} | {ours.processor:.4f} | {who} | {shown} | {growth} | {wanted} | {judged}"
        f" | {aim.elsewhere} |"
    )


def _is_peer(one: Timed, aim: Aim) -> bool:
    slow_on_purpose = one.who.startswith(("plain recursion", "greedy"))
    return not one.who.startswith("vapenvila") and not slow_on_purpose and one.who.startswith(aim.peer)


def _judged(aim: Aim, ours: Timed, ratio: float | None) -> str:
    """Met or not; by the processor, and where other programs kept the machine busy that is said."""
    if aim.ratio is None and aim.seconds is None:
        return ""
    if aim.ratio is not None and ratio is None:
        return "no peer measured"
    if aim.ratio is not None and ratio is not None and ratio < aim.ratio:
        return "not met"
    if aim.seconds is None or ours.seconds <= aim.seconds:
        return "met"
    return "met by the processor, not by the clock" if ours.processor <= aim.seconds else "not met"


def main() -> None:
    """Write the table."""
    results = {aim.part: timed(aim.part) for aim in AIMS}
    lines = [
        "# Speed: what is aimed at, and what was measured",
        "",
        "Written by `python -m bench summary` from the results of the parts, each measured with its peers in one run. Ratio: "
        "processor time of the fastest peer named ÷ ours. Growth: our processor time for the larger job ÷ this one's.",
        "Memory and the load of the machine stand in the part's own table, first calls in that of "
        "`python -m bench first-calls`.",
        "",
        "| Job | Ours, s | cpu | Peer, s | Ratio | Growth | Aim | | Measured apart |",
        "| --- | ---: | ---: | --- | ---: | --- | --- | --- | --- |",
        *(row(aim, results[aim.part]) for aim in AIMS),
    ]
    (RESULTS / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
