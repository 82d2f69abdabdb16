"""`python -m bench [pages|import|city|wall|trail …]`: runs the measurements and writes their tables into bench/results/."""

import subprocess
import sys

PARTS = {
    "first-calls": ["-m", "bench.bench_first_calls"],
    "callin": ["-m", "bench.bench_callin"],
    "network": ["-m", "bench.bench_network"],
    "concentration": ["-m", "bench.bench_concentration"],
    "blocks": ["-m", "bench.bench_blocks"],
    "wedge": ["-m", "bench.bench_wedge"],
    "pages": ["-m", "bench.bench_pages"],
    "import": ["bench/bench_import.py"],
    "city": ["bench/bench_city.py"],
    "effect": ["bench/bench_effect.py"],
    "coverage": ["-m", "bench.coverage"],
    "wall": ["-m", "bench.bench_wall"],
    "trail": ["-m", "bench.bench_trail"],
    "near-repeats": ["-m", "bench.bench_near_repeat"],
    "self-exciting": ["-m", "bench.bench_self_exciting"],
    "space-time-trigger": ["-m", "bench.bench_space_time_trigger"],
    "nowcast": ["-m", "bench.bench_nowcast"],
    "power": ["-m", "bench.bench_power"],
    "hot-spots": ["-m", "bench.bench_hot_spots"],
    "persons": ["-m", "bench.bench_persons"],
    "police-room": ["-m", "bench.bench_police_room"],
    "summary": ["-m", "bench.summary"],
}


def main(wanted: list[str]) -> int:
    """Run those named, or all; the last exit code that was not 0."""
    worst = 0
    for name, command in PARTS.items():
        if not wanted or name in wanted:
            worst = subprocess.run([sys.executable, *command], check=False).returncode or worst
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
