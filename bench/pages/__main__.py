"""How long every page takes: alone, and for 20 people at once, beside a bare Django view in the same run.

    python -m bench.pages [--size region] [--users 20] [--seconds 90] [--think 1.0] [--home FOLDER] [--first 5]

Starts a demo of its own (database, web and worker of the machine as it is) with the made-up city of this size. Each of the
20 people opens pages in a random order and reads each for `--think` seconds on average (exponential). Server and
visitors share the machine's cores. Writes bench/results/pages-<size>.md and .json.
"""

import argparse
import os
import platform
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.journeys.city_server import ROOT, CityServer

from bench.kept import keep
from bench.pages.visitor import Answer, Visitor, pages, room_pages

ALONE = 10  # times each page is opened alone
FIRST = 5  # times each page is made anew
BARE = "/bare/"
SLUGS = {"town": "vinterhamn", "city": "vinterhamn", "region": "vinterlandet"}
TARGET_MS, TARGET_COST = 200, 4.0


def percentile(values: list[float], share: float) -> float:
    """The smallest value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def alone(visitor: Visitor, addresses: dict[str, str]) -> dict[str, list[Answer]]:
    """Each page several times, one after another, the bare view in between; the first opening warms up."""
    for path in addresses.values():
        visitor.get(path)
    taken: dict[str, list[Answer]] = defaultdict(list)
    for _ in range(ALONE):
        for name, path in {"bare view": BARE, **addresses}.items():
            taken[name].append(visitor.get(path))
    return taken


def first_openings(visitor: Visitor, addresses: dict[str, str], times: int) -> dict[str, list[Answer]]:
    """Each page as after a change: under an address nobody has opened yet, so that it is made and none kept is given."""
    taken: dict[str, list[Answer]] = defaultdict(list)
    for time_of_it in range(times):
        for name, path in {"bare view": BARE, **addresses}.items():
            taken[name].append(visitor.get(f"{path}{'&' if '?' in path else '?'}anew={time_of_it}"))
    return taken


def together(
    server: CityServer, addresses: dict[str, str], *, users: int, seconds: float, think: float
) -> dict[str, list[float]]:
    """Milliseconds of each page while so many people open pages at once."""
    taken: dict[str, list[float]] = defaultdict(list)
    visitors = [Visitor(server.port, server.session("coordinator")) for _ in range(users)]
    until = time.monotonic() + seconds

    def visit(visitor: Visitor, draw: random.Random) -> None:
        time.sleep(draw.random() * think)
        while time.monotonic() < until:
            name, path = draw.choice([("bare view", BARE), *addresses.items()])
            answer = visitor.get(path)
            taken[name].append(answer.seconds * 1000 if answer.status == 200 else float("inf"))
            time.sleep(draw.expovariate(1 / think) if think else 0)

    threads = [
        threading.Thread(target=visit, args=(visitor, random.Random(i))) for i, visitor in enumerate(visitors)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def measure(arguments: argparse.Namespace) -> dict[str, Any]:
    """One run: start, warm up, alone, together, stop."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(arguments.home or folder) / "home"
        home.mkdir(parents=True, exist_ok=True)
        server = CityServer(
            home,
            size=arguments.size,
            DJANGO_SETTINGS_MODULE="bench.pages.settings",
            PYTHONPATH=f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        )
        began = time.monotonic()
        server.start(patience=1200)
        started = time.monotonic() - began
        try:
            visitor = Visitor(server.port, server.session("coordinator"))
            addresses = pages(visitor, SLUGS[arguments.size])
            inside = Visitor(server.port, server.session("police_analyst"))
            of_room = room_pages(inside, SLUGS[arguments.size])
            single = alone(inside, of_room) | alone(visitor, addresses)
            first = first_openings(inside, of_room, arguments.first)
            first |= first_openings(visitor, addresses, arguments.first)
            many = together(
                server, addresses, users=arguments.users, seconds=arguments.seconds, think=arguments.think
            )
        finally:
            server.stop()
    bare = statistics.median(a.server_ms for a in single["bare view"])
    rows = []
    for name, answers in single.items():
        times = many.get(name, [])
        rows.append(
            {
                "page": name,
                "status": answers[0].status,
                "queries": sorted({a.queries for a in answers}),
                "kilobytes": round(answers[0].size / 1024, 1),
                "server_ms": round(statistics.median(a.server_ms for a in answers), 1),
                "cpu_ms": round(statistics.median(a.cpu_ms for a in answers), 1),
                "cost": round(statistics.median(a.server_ms for a in answers) / bare, 1),
                "first_ms": round(statistics.median(a.server_ms for a in first[name]), 1),
                "first_cpu_ms": round(statistics.median(a.cpu_ms for a in first[name]), 1),
                "first_queries": sorted({a.queries for a in first[name]}),
                "opened": len(times),
                "p50_ms": round(percentile(times, 0.5), 1) if times else None,
                "p95_ms": round(percentile(times, 0.95), 1) if times else None,
            }
        )
    everything = [t for times in many.values() for t in times]
    return {
        "size": arguments.size, "users": arguments.users, "think_seconds": arguments.think,
        "seconds": arguments.seconds, "cores": os.cpu_count(), "load_before": arguments.load,
        "python": platform.python_version(), "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "first_start_seconds": round(started, 1), "first": arguments.first, "requests": len(everything),
        "p50_ms": round(percentile(everything, 0.5), 1), "p95_ms": round(percentile(everything, 0.95), 1),
        "pages": rows,
    }  # fmt: skip


def as_markdown(found: dict[str, Any]) -> str:
    """The table people read."""
    lines = [
        f"# Pages at size {found['size']}, {found['users']} people at once",
        "",
        f"{found['requests']} pages in {found['seconds']:.0f} s on {found['cores']} cores shared by server, database and"
        f" visitors; each person reads {found['think_seconds']} s between two pages (on average). Load of the machine before"
        f" the run: {found['load_before']:.1f}. Python {found['python']}, {found['made_at']}.",
        f"All pages: p50 {found['p50_ms']} ms, p95 {found['p95_ms']} ms (target p95 ≤ {TARGET_MS} ms)."
        f" Cost = server time alone, relative to the bare view with one query (target ≤ {TARGET_COST:.0f})."
        f" First opening = server time of a page made anew, as after a change (median of {found['first']}).",
        *_busy(found),
        "",
        "| Page | Queries | kB | Server alone, ms | of it Python, ms | Cost | First opening, ms | p50 ms | p95 ms | Target |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for row in found["pages"]:
        met = row["status"] == 200 and (row["p95_ms"] or 0) <= TARGET_MS
        cheap = row["cost"] <= TARGET_COST
        verdict = {
            (True, True): "met",
            (True, False): "p95 met, cost not",
            (False, True): "cost met, p95 not",
        }
        lines.append(
            f"| {row['page']} | {'–'.join(map(str, row['queries']))} | {row['kilobytes']} | {row['server_ms']} |"
            f" {row['cpu_ms']} |"
            f" {row['cost']} | {row['first_ms']} | {_or_dash(row['p50_ms'])} | {_or_dash(row['p95_ms'])} |"
            f" {verdict.get((met, cheap), 'not met')} |"
        )
    return "\n".join(lines) + "\n"


def _or_dash(milliseconds: float | None) -> str:
    """Pages of a room are opened alone only."""
    return "–" if milliseconds is None else str(milliseconds)


def _busy(found: dict[str, Any]) -> list[str]:
    if found["load_before"] <= found["cores"] / 2:
        return []
    return [
        "",
        "**Other programs kept the machine busy during this run**, as the bare view's own times show: read queries and cost,"
        " not the milliseconds, and measure again on a quiet machine.",
    ]


def main(words: list[str]) -> int:
    """Measure, write both files, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", choices=list(SLUGS), default="region")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=90)
    parser.add_argument("--home", help="Folder that keeps the city for the next run.")
    parser.add_argument("--first", type=int, default=FIRST, help="Times each page is made anew.")
    parser.add_argument("--think", type=float, default=1.0)
    arguments = parser.parse_args(words)
    arguments.load = os.getloadavg()[0]
    found = measure(arguments)
    keep(f"pages-{arguments.size}", as_markdown(found), found)
    sys.stdout.write(as_markdown(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
