"""Import end to end: rows a second from file to PostgreSQL, and the peak memory of the importing process.

    python -m bench import            (or python -m bench.incident_import [--rows 1000000] [--nypd FILE] [--home FOLDER])

Starts an embedded database of its own with an empty programme, and undoes each import afterwards. Each file is imported by
the command line in a process of its own, so that the peak is its own. Writes bench/results/import.md.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.incident_import.command import PROGRAMME, STOP, empty_programme, timed
from bench.incident_import.made_up_file import MAPPING, made_up_file
from bench.kept import keep


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


def main(arguments: list[str] | None = None) -> None:
    """Measure, print, and write bench/results/import.md."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--home", type=Path)
    beside = Path(os.environ.get("VAPENVILA_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
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
    keep("import", f"# Import end to end\n\n{load}\n\n{table}")


if __name__ == "__main__":
    main()
