"""How long the data-protection officer waits for a search of a trail of a million events.

    python -m bench.trail [--events 1000000] [--repeats 20]

The same searches over a short trail (10,000 events) and a long one, each in a made-up town of its own. Whole page in one
process, without network; nothing is kept of a trail. Writes bench/results/trail.md and .json.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.journeys.city_server import ROOT, CityServer

from bench.kept import keep

SHORT = 10_000
TARGET_MS = 1000  # a page under one second on a modest server


def searched(events: int, repeats: int) -> dict[str, Any]:
    """One town, its trail filled with so many events, every search."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        server = CityServer(home, size="town", PYTHONPATH=f"{ROOT / 'src'}{os.pathsep}{ROOT}")
        server.start(patience=600)
        try:
            made = server.run("-m", "bench.trail.measure", str(events), str(repeats), patience=3600)
        finally:
            server.stop()
    if made.returncode:
        raise SystemExit(made.stderr[-3000:])
    found: dict[str, Any] = json.loads(made.stdout)
    return found


def as_markdown(run: dict[str, Any]) -> str:
    """The table people read."""
    short, long = run["short"]["searches"], run["long"]["searches"]
    lines = [
        f"# Searching a trail of {run['events']:,} events",
        "",
        f"Median of {run['repeats']} openings of the whole page, in one process. Load of the machine before:"
        f" {run['load_before']:.1f}, at the end: {run['long']['load_during']:.1f}, on {run['cores']} cores."
        f" Python {run['python']}, {run['made_at']}. Target: every search under {TARGET_MS} ms.",
        f"Beside it the same searches in a trail of {SHORT:,} events.",
        *_busy(run),
        "",
        f"| Search | Lines | {SHORT:,} events, ms | {run['events']:,} events, ms | of it database, ms | Worst, ms | Target |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for name, row in long.items():
        verdict = "met" if row["worst_ms"] <= TARGET_MS else "not met"
        lines.append(
            f"| {name} | {row['lines']} | {short[name]['ms']:.0f} | {row['ms']:.0f} | {row['database_ms']:.0f} |"
            f" {row['worst_ms']:.0f} | {verdict} |"
        )
    return "\n".join(lines) + "\n"


def _busy(run: dict[str, Any]) -> list[str]:
    if run["load_before"] <= run["cores"] / 2:
        return []
    return [
        "",
        "**Other programs kept the machine busy during this run**: on a quiet machine the times are shorter.",
    ]


def main(words: list[str]) -> int:
    """Measure, write both files, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=20)
    asked = parser.parse_args(words)
    before = os.getloadavg()[0]
    run = {
        "events": asked.events, "repeats": asked.repeats, "load_before": before, "cores": os.cpu_count(),
        "python": platform.python_version(), "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "short": searched(SHORT, asked.repeats), "long": searched(asked.events, asked.repeats),
    }  # fmt: skip
    keep("trail", as_markdown(run), run)
    sys.stdout.write(as_markdown(run))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
