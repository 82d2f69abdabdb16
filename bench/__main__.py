"""`python -m bench [PART …]`: runs the measurements and writes their tables into bench/results/. A part is a folder here.

Without a name: all parts but `pages` and `coverage`, which take long and are asked for by name. A part that fails, or takes
longer than 15 minutes, does not stop the others; the end says how long each took. Linear algebra runs on one thread with
ours and the peers alike, as the matrices are small.
"""

import os
import signal
import subprocess
import sys
import time

PARTS = {
    "first-calls": "bench.first_calls",
    "near-repeats": "bench.near_repeats",
    "effect": "bench.effect",
    "growth": "bench.growth",
    "power": "bench.power",
    "concentration": "bench.concentration",
    "self-exciting": "bench.self_exciting",
    "space-time-trigger": "bench.space_time_trigger",
    "network": "bench.network",
    "callin": "bench.call_in",
    "blocks": "bench.blocks",
    "wedge": "bench.wedge",
    "nowcast": "bench.nowcast",
    "hot-spots": "bench.hot_spots",
    "city": "bench.city",
    "wall": "bench.wall",
    "trail": "bench.trail",
    "persons": "bench.persons",
    "police-room": "bench.police_room",
    "import": "bench.incident_import",
    "pages": "bench.pages",
    "coverage": "bench.coverage",
    "summary": "bench.summary",
}
APART = ("pages", "coverage")
PATIENCE = 900  # seconds for a part of the whole


def run(name: str, *, patience: float | None) -> str:
    """Run one part; how it ended and how long it took."""
    begun = time.perf_counter()
    part = subprocess.Popen(
        [sys.executable, "-m", PARTS[name]], env={"OPENBLAS_NUM_THREADS": "1", **os.environ}
    )
    try:
        code = part.wait(patience)
        ending = f"failed ({code})" if code else "done"
    except subprocess.TimeoutExpired:
        ending = "failed (took too long)"
        part.send_signal(signal.SIGINT)  # so that it can end the servers it has started
        part.wait()
    return f"{name}: {ending}, {time.perf_counter() - begun:.0f} s"


def main(wanted: list[str]) -> int:
    """Run those named, or all but those apart; 1 where one failed, 2 where a name is not known."""
    unknown = [name for name in wanted if name not in PARTS]
    if unknown:
        print(f"There is no part {', '.join(unknown)}. Parts: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    chosen = [name for name in PARTS if name in wanted or (not wanted and name not in APART)]
    lines = [run(name, patience=None if wanted else PATIENCE) for name in chosen]
    print(*lines, sep="\n")
    return int(any("failed" in line for line in lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
