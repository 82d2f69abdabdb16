"""Seconds and peak memory to make up a city of each size; each size in a process of its own.

python -m bench.city [repeats]
python -m bench.city --coverage      (how small-count methods fare where incidents bring one another)
"""

import dataclasses
import resource
import statistics
import subprocess
import sys
import time
from datetime import timedelta


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


def coverage() -> None:
    """Over many made-up cities: how often the exact rate ratio holds the truth, and months are called unusual."""
    import numpy as np  # noqa: PLC0415  # like the rest, so that the measuring process stays bare

    from vapenvila.analysis.made_up_city import Effect, Size, make_city, settings_for  # noqa: PLC0415
    from vapenvila.analysis.small_counts import compare_periods, monthly_counts, unusual_count  # noqa: PLC0415

    for size, cities in ((Size.TOWN, 600), (Size.CITY, 300)):
        settings = dataclasses.replace(settings_for(size), effect=Effect(rate_ratio=0.65, equal_dose=True))
        held, alarms = 0, 0
        for seed in range(cities):
            city = make_city(size, seed, settings=settings)
            truth = city.truth.incidents
            day = truth.occurred_at[truth.group_related].astype("datetime64[D]")
            start = np.datetime64(city.truth.start, "D")
            before = int(np.sum((day < start) & (day >= start - np.timedelta64(730, "D"))))
            after_days = (city.last_day - city.truth.start).days + 1
            ratio = compare_periods(before, int(np.sum(day >= start)), 730, after_days)
            true = city.truth.rate_ratio * np.exp(2.0 * settings.yearly_trend)
            held += ratio.low <= true <= ratio.high
            last = city.truth.start - timedelta(days=1)
            months = monthly_counts(day, city.first_day, last).counts[1:-1]
            alarms += unusual_count(months[-25:-1], months[-1]).unusual
        print(f"{size}: 95 % interval holds the true ratio in {held / cities:.1%}", end="; ")
        print(f"steady months called unusual {alarms / cities:.1%} (of {cities} cities)")


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
    if sys.argv[1:] == ["--coverage"]:
        coverage()
    elif len(sys.argv) == 3 and sys.argv[1] == "--one":
        measure(sys.argv[2])
    else:
        main()
