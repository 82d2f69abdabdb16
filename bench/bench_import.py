"""Import end to end: rows a second from file to PostgreSQL, and the peak memory of the importing process.

    python -m bench import            (or python bench/bench_import.py [--rows 1000000] [--nypd FILE] [--home FOLDER])

Starts an embedded database of its own with an empty programme, and undoes each import afterwards. Each file is imported by
the command line in a process of its own, so that the peak is its own. Writes bench/results/import.md.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
PROGRAMME = "bench"
STOP = "from vapenvila.web.site import embedded_postgres; embedded_postgres.stop()"
MAPPING = """
source_system = "bench"
reference = ["id"]
[kind]
column = "type"
values = { shot = "shooting", blast = "explosion" }
[when]
datetime = "when"
time_zone = "Europe/Stockholm"
[where]
lat = "lat"
lon = "lon"
area = ["district"]
[victims]
dead = "dead"
injured_unknown = "wounded"
"""


def made_up_file(path: Path, rows: int) -> None:
    """A CSV file of invented incidents."""
    rng = random.Random(20)
    with path.open("w", encoding="utf-8") as target:
        target.write("id,when,lat,lon,type,dead,wounded,district\n")
        for number in range(rows):
            day = f"{rng.randint(2000, 2025)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
            clock = f"{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}"
            place = f"{55.5 + rng.random() / 5:.6f},{12.9 + rng.random() / 5:.6f}"
            kind = "shot" if rng.random() < 0.7 else "blast"
            people = f"{int(rng.random() < 0.1)},{rng.randint(0, 2)}"
            target.write(f"B{number},{day} {clock},{place},{kind},{people},D{rng.randint(1, 20)}\n")


def timed(arguments: list[str]) -> tuple[dict[str, object], float, int]:
    """The command's JSON, its seconds, and the peak memory in MB of the largest process so far."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "vapenvila", *arguments], capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout), seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def speed(result: dict[str, object], whole: float) -> str:
    """Seconds and rows a second of the import, and of the whole command with its start."""
    rows, seconds = int(str(result["rows"])), float(str(result["seconds"]))
    return f"{seconds:.1f} s, {rows / seconds:,.0f} rows/s ({whole:.1f} s with the start of the command)"


def bench(name: str, file: Path, profile: str) -> list[str]:
    """Import, import again, undo; one line each."""
    how = ["import", "incidents", str(file), "--profile", profile, "--programme", PROGRAMME, "--json"]
    first, seconds, peak = timed(how)
    rows = int(str(first["rows"]))
    lines = [f"{name}: {rows:,} rows, {first['created']:,} new: {speed(first, seconds)}, peak {peak} MB"]
    again, seconds, peak = timed(how)
    lines.append(f"{name} again: {again['unchanged']:,} unchanged: {speed(again, seconds)}, peak {peak} MB")
    undone, seconds, _ = timed(["import", "undo", str(first["batch"]), "--json"])
    return [*lines, f"{name} undone: {undone['removed']:,} removed: {seconds:.1f} s"]


def empty_programme(home: Path) -> None:
    """A database of its own below this folder, with one programme that holds nothing."""
    os.environ["VAPENVILA_HOME"] = str(home)
    timed(["migrate", "--json"])
    who = ["--administrator", "bench@bench.example", "--json"]
    timed(["programme", "open", PROGRAMME, "--name", "Bench", "--agency", "Bench", *who])


def main(arguments: list[str] | None = None) -> None:
    """Measure, print, and write bench/results/import.md."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--home", type=Path)
    beside = Path(os.environ.get("VAPENVILA_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
    nypd = beside / "A_incidents" / "nyc_nypd_shootings" / "nypd_shootings_2006_2023h1.csv.gz"
    asked.add_argument("--nypd", type=Path, default=nypd)
    given = asked.parse_args(arguments)
    load = f"Load of the machine before the run: {os.getloadavg()[0]:.1f}. Targets: ≥ 5,000 rows/s, ≤ 500 MB."
    with tempfile.TemporaryDirectory() as folder:
        empty_programme(given.home or Path(folder) / "home")
        file, mapping = Path(folder) / "made-up.csv", Path(folder) / "mapping.toml"
        made_up_file(file, given.rows)
        mapping.write_text(MAPPING, encoding="utf-8")
        lines = (
            bench("NYPD", given.nypd, "nypd")
            if given.nypd.exists()
            else ["NYPD left out: the file is not here."]
        )
        lines += bench("Made up", file, str(mapping))
        subprocess.run([sys.executable, "-c", STOP], check=False)
    print("\n".join([load, *lines]))
    table = "\n".join(f"- {line}" for line in lines)
    (RESULTS / "import.md").write_text(f"# Import end to end\n\n{load}\n\n{table}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
