"""One table of what the library promises of its speed, read from the results of the parts: `python -m bench summary`.

Each row is a job of the promise, with the fastest peer measured in the same run, the ratio (peer ÷ ours) by the clock and
of the processor, and whether the aim is kept: by the clock, as people wait by it. What has not been measured stands as such.
Where other programs kept the machine busy during the part, the verdict says so.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.kept import RESULTS, keep
from bench.summary.aims import AIMS, Aim

BUSY = 1.5  # load of the machine beyond the part's own
SLOW_ON_PURPOSE = ("plain recursion", "greedy")


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds by the clock and of the processor that somebody took for a job."""

    job: str
    who: str
    seconds: float
    processor: float


@dataclass(frozen=True, slots=True)
class Part:
    """What a part measured, and the load of other programs meanwhile."""

    found: Sequence[Timed]
    load: float = 0.0

    @property
    def busy(self) -> str:
        """What to add to a verdict."""
        return f" (machine busy: load of others {self.load:.1f})" if self.load > BUSY else ""


def read(part: str) -> Part:
    """What a part measured; nothing where it has not run. Results that do not say their own load are taken to have 1."""
    file = RESULTS / f"{part}.json"
    if not file.exists():
        return Part(())
    values = json.loads(file.read_text(encoding="utf-8"))
    load = values.get("load", 0.0) - values.get("own_load", 1.0)
    if "rows" in values:
        rows = [one for one in values["rows"] if "median" in one]
        found = [
            Timed(f"{one['job']} {one['units']} × {one['periods']}", one["who"], one["median"], one["cpu"])
            for one in rows
        ]
        return Part(found, load)
    measured = values["measured"]
    return Part([Timed(one["job"], one["who"], one["seconds"], one["processor"]) for one in measured], load)


def grown() -> Mapping[str, str]:
    """Job of the part `growth` → what ten times the input cost, in words."""
    file = RESULTS / "growth.json"
    if not file.exists():
        return {}
    return {
        one["job"]: f"{one['seconds']:.1f}×, memory {one['memory']:.1f}×"
        for one in json.loads(file.read_text(encoding="utf-8"))["factors"]
    }


def row(aim: Aim, part: Part, growth: Mapping[str, str]) -> str:
    """A row of the table."""
    aims = [f"≥ {aim.ratio:.3g}×" if aim.ratio else "", f"≤ {aim.seconds:g} s" if aim.seconds else ""]
    wanted = ", ".join(one for one in aims if one) or "none here"
    ours = next((one for one in part.found if one.job == aim.job and one.who.startswith(aim.ours)), None)
    if ours is None:
        return f"| {aim.says} | not measured | | | | | | {wanted} | | {aim.elsewhere} |"
    peer = fastest_peer(aim, part.found)
    who = f"{peer.who}: {peer.seconds:.4f}" if peer else "none measured in this run"
    by_clock = f"{peer.seconds / max(ours.seconds, 1e-9):.1f}×" if peer else ""
    processor = f"{peer.processor / max(ours.processor, 1e-9):.1f}×" if peer else ""
    return (
        f"| {aim.says} | {ours.seconds:.4f} | {ours.processor:.4f} | {who} | {by_clock} | {processor} "
        f"| {growth.get(aim.growth, '')} | {wanted} | {judged(aim, ours, peer, part.busy)} | {aim.elsewhere} |"
    )


def fastest_peer(aim: Aim, found: Sequence[Timed]) -> Timed | None:
    """Of those whose name begins as the aim says."""
    peers = [
        one
        for one in found
        if one.job == aim.job
        and one.who.startswith(aim.peer)
        and not one.who.startswith(("vapenvila", *SLOW_ON_PURPOSE))
    ]
    return min(peers, key=lambda one: one.seconds, default=None)


def judged(aim: Aim, ours: Timed, peer: Timed | None, busy: str) -> str:
    """Met or not, by the clock; nothing where nothing is aimed at."""
    if aim.ratio is None and aim.seconds is None:
        return ""
    if aim.ratio is not None and peer is None:
        return "no peer measured"
    slower = aim.ratio is not None and peer is not None and peer.seconds < aim.ratio * ours.seconds
    longer = aim.seconds is not None and ours.seconds > aim.seconds
    return ("not met" if slower or longer else "met") + busy


def main() -> None:
    """Write the table."""
    parts, growth = {aim.part: read(aim.part) for aim in AIMS}, grown()
    lines = [
        "# Speed: what is aimed at, and what was measured",
        "",
        "Written by `python -m bench summary` from the results of the parts, each measured with its peers in one run. Ratio: "
        "seconds of the fastest peer named ÷ ours, by the clock, by which the aims are judged, and of the processor. "
        f"“Machine busy”: other programs' load was over {BUSY} meanwhile. Growth: what ten times the input takes, in seconds "
        "by the clock and in memory, from `python -m bench growth`. First calls stand in [first-calls](first-calls.md).",
        "",
        "| Job | Ours, s | cpu | Peer, s | Ratio | cpu | Growth | Aim | | Measured apart |",
        "| --- | ---: | ---: | --- | ---: | ---: | --- | --- | --- | --- |",
        *(row(aim, parts[aim.part], growth) for aim in AIMS),
    ]
    keep("README", "\n".join(lines))
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
