"""Seconds and peak memory to make up a city of each size; each size in a process of its own.

python bench/bench_city.py [repeats]
"""

import resource
import statistics
import subprocess
import sys
import time


def measure(size: str) -> None:
    """Make one city and print seconds, memory before and after in MB, and what was made."""
    from vapenvila.analysis.made_up_city import Size, make_city  # noqa: PLC0415  # the import is measured apart

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    city = make_city(Size(size), seed=1)
    seconds = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    rows = f"{len(city.incidents)} {len(city.people)} {len(city.groups)} {len(city.ties)}"
    print(f"{seconds} {before / unit} {after / unit} {rows}")


def main() -> None:
    """Measure every size and print a table of medians."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    print(
        f"{'size':8}{'seconds':>9}{'peak MB':>9}{'own MB':>9}{'incidents':>11}{'people':>9}{'groups':>8}{'ties':>9}"
    )
    for size in ("town", "city", "region"):
        runs = [
            subprocess.run(
                [sys.executable, __file__, "--one", size], check=True, capture_output=True, text=True
            ).stdout.split()
            for _ in range(repeats)
        ]
        seconds, before, after = (statistics.median(float(run[i]) for run in runs) for i in range(3))
        incidents, people, groups, ties = (int(number) for number in runs[0][3:])
        print(
            f"{size:8}{seconds:9.3f}{after:9.0f}{after - before:9.0f}"
            f"{incidents:11,}{people:9,}{groups:8,}{ties:9,}"
        )


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "--one":
        measure(sys.argv[2])
    else:
        main()
