"""What the wall costs: the same pages and questions with and without row-level security, in one run, in turns.

    python -m bench.wall [--size city] [--rounds 40] [--repeats 300]

Makes a city with a database of its own, fills its rooms and its door, and gives that database a role that passes the wall.
Nothing kept is shown: every opening asks the wall. A ratio is the median with the wall over the median without;
its spread is the 95 % bootstrap interval over the rounds. Writes bench/results/wall.md and .json.
"""

import argparse
import json
import os
import platform
import random
import statistics
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.journeys.city_server import ROOT, CityServer

from bench.kept import keep
from bench.wall.two_roles import WITH, WITHOUT

TARGET = 1.15
DRAWS = 2000


def ratio(with_wall: list[float], without: list[float], draw: random.Random) -> tuple[float, float, float]:
    """Ratio of the medians and its 95 % interval (percentile bootstrap over rounds, both arms drawn alike)."""
    n = len(with_wall)
    drawn = []
    for _ in range(DRAWS):
        places = [draw.randrange(n) for _ in range(n)]
        drawn.append(
            statistics.median(with_wall[p] for p in places) / statistics.median(without[p] for p in places)
        )
    drawn.sort()
    middle = statistics.median(with_wall) / statistics.median(without)
    return middle, drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS)]


def measured(size: str, rounds: int, repeats: int) -> dict[str, Any]:
    """Start a city, stop its web and worker once it is there, measure in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        server = CityServer(home, size=size, PYTHONPATH=f"{ROOT / 'src'}{os.pathsep}{ROOT}")
        server.start(patience=1200)
        try:
            made = server.run("-m", "bench.wall.measure", str(rounds), str(repeats), patience=3600)
        finally:
            server.stop()
    if made.returncode:
        raise SystemExit(made.stderr[-3000:])
    found: dict[str, Any] = json.loads(made.stdout)
    return found


def summed_up(found: dict[str, Any]) -> dict[str, Any]:
    """Rows of both tables: medians, ratio, interval."""
    draw = random.Random(1)
    pages = []
    for name, one in found["pages"].items():
        arms = one["arms"]
        whole = {arm: [opening["ms"] for opening in openings] for arm, openings in arms.items()}
        base = {arm: [opening["database_ms"] for opening in openings] for arm, openings in arms.items()}
        pages.append(
            {
                "page": name,
                "queries": arms[WITH][0]["queries"],
                "with_ms": statistics.median(whole[WITH]),
                "without_ms": statistics.median(whole[WITHOUT]),
                "ratio": ratio(whole[WITH], whole[WITHOUT], draw),
                "database_with_ms": statistics.median(base[WITH]),
                "database_without_ms": statistics.median(base[WITHOUT]),
                "database_ratio": ratio(base[WITH], base[WITHOUT], draw),
                "same_page": one["same_page"],
            }
        )
    return {
        "pages": pages,
        "questions": [_in_sql(name, one, draw) for name, one in found["questions"].items()],
        "writes": [_in_sql(name, one, draw) for name, one in found["writes"].items()],
    }


def _in_sql(name: str, one: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    return {
        "question": name,
        "kind": one.get("kind", "ROOM"),
        "rows": one["rows"],
        "same_rows": one["same_rows"],
        "with_ms": statistics.median(one["arms"][WITH]),
        "without_ms": statistics.median(one["arms"][WITHOUT]),
        "ratio": ratio(one["arms"][WITH], one["arms"][WITHOUT], draw),
    }


def as_markdown(run: dict[str, Any]) -> str:
    """The tables people read."""
    lines = [
        "# What the wall costs",
        "",
        f"City of size {run['size']}; {run['rounds']} rounds a page, {run['repeats']} a question, both arms in turns in one"
        f" process. Load of the machine before: {run['load_before']:.1f}, at the end: {run['load_during']:.1f}, on"
        f" {run['cores']} cores. Python {run['python']}, {run['made_at']}.",
        "Ratio = median with row-level security / median without (95 % bootstrap interval)."
        f" Target: at most {TARGET:.2f} for a page. Nothing kept is shown: each opening asks the wall.",
        *_busy(run),
        "",
        "| Page | Queries | With, ms | Without, ms | Ratio | In the database: with, ms | without, ms | Ratio | Target |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for row in run["pages"]:
        lines.append(
            f"| {row['page']}{'' if row['same_page'] else ' ¹'} | {row['queries']} | {row['with_ms']:.1f} |"
            f" {row['without_ms']:.1f} | {_said(row['ratio'])} | {row['database_with_ms']:.1f} |"
            f" {row['database_without_ms']:.1f} | {_said(row['database_ratio'])} | {_verdict(row['ratio'])} |"
        )
    lines += ["", "¹ The two arms did not draw the same number of bytes."]
    for heading, rows in (("Question in SQL", run["questions"]), ("Writing in SQL", run["writes"])):
        lines += [
            "",
            f"| {heading} | Kind | Rows | With, ms | Without, ms | Ratio |",
            "| --- | --- | ---: | ---: | ---: | ---: |",
        ]
        for row in rows:
            lines.append(
                f"| {row['question']} | {row['kind']} | {row['rows']}{'' if row['same_rows'] else ' (not the same)'} |"
                f" {row['with_ms']:.2f} | {row['without_ms']:.2f} | {_said(row['ratio'])} |"
            )
    lines += [
        "",
        "A question pays a fixed few hundredths of a millisecond (the settings are read once a query, because the policies"
        " ask `(SELECT vapenvila_room())`), and the door's policy compares two columns of every row. It shows in questions"
        " that take a fraction of a millisecond, and is lost in a page. Writing with the wall asks of every new row whether"
        " its writer sees what it points at (decision 0011); without, neither policy nor trigger asks.",
    ]
    return "\n".join(lines) + "\n"


def _busy(run: dict[str, Any]) -> list[str]:
    if run["load_before"] <= run["cores"] / 2:
        return []
    return [
        "",
        "**Other programs kept the machine busy during this run**: read the ratios, not the milliseconds. The arms take"
        " turns, so both are slowed alike, but the intervals are wide. Measure again on a quiet machine.",
    ]


def _said(three: tuple[float, float, float]) -> str:
    return f"{three[0]:.2f} ({three[1]:.2f}–{three[2]:.2f})"


def _verdict(three: tuple[float, float, float]) -> str:
    if three[2] <= TARGET:
        return "met"
    return "not met" if three[1] > TARGET else "cannot be told" if three[0] > TARGET else "met, not surely"


def main(words: list[str]) -> int:
    """Measure, write both files, print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", choices=["town", "city", "region"], default="city")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--repeats", type=int, default=300)
    asked = parser.parse_args(words)
    before = os.getloadavg()[0]
    found = measured(asked.size, asked.rounds, asked.repeats)
    run = {
        "size": asked.size, "rounds": asked.rounds, "repeats": asked.repeats, "load_before": before,
        "load_during": found["load_during"], "cores": os.cpu_count(), "python": platform.python_version(),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"), **summed_up(found),
    }  # fmt: skip
    keep("wall", as_markdown(run), run)
    sys.stdout.write(as_markdown(run))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
