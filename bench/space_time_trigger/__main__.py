"""The model of triggered events in space and time: how often its interval holds a known share, what fools it, its growth.

OPENBLAS_NUM_THREADS=1 python -m bench.space_time_trigger [towns]     (33 or more; 500 is a night's work on two cores)

Without a number the growth alone is measured, and what the towns said last stays in the table.

Each town's answer is written down as it comes (var/triggered-towns.jsonl), so that a run that was broken off goes on where
it was: delete that file when the method changes.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from bench.kept import RESULTS
from bench.side_by_side import Measured, measure, peak_mb, write
from bench.space_time_trigger.made_up_towns import DAYS, made_up_town
from vapenvila.analysis.self_exciting.window import window_of
from vapenvila.analysis.space_time_trigger import space_time_trigger
from vapenvila.analysis.space_time_trigger.background_times import day_terms
from vapenvila.analysis.space_time_trigger.fitting import Limits, Placed, best_fit
from vapenvila.analysis.space_time_trigger.town import Town
from vapenvila.analysis.space_time_trigger.trigger_sums import triggered

PROCESSES = 2
DRAWS = 199
FLARE_DAYS = 60.0
KEPT = Path(os.environ.get("VAPENVILA_HOME", "var")) / "triggered-towns.jsonl"


@dataclass(frozen=True)
class Setting:
    """Towns of about `n` events with a share that follows another. `most`: towns that are enough. `flare_days`: each hot spot
    burns for so long only."""

    n: int
    share: float
    most: int = 1_000
    flare_days: float = 0.0


SETTINGS = (
    Setting(1_000, 0.0),
    Setting(1_000, 0.10),
    Setting(1_000, 0.30),
    Setting(1_000, 0.03, 50),
    Setting(500, 0.10, 50),
    Setting(1_000, 0.0, 20, FLARE_DAYS),
)
SIZES = (1_000, 10_000, 50_000)
BANDWIDTH = 400.0


@dataclass(frozen=True)
class Found:
    """One town: its true number of followers among n, and what the model says."""

    n: int
    followers: int
    fitted: float
    estimate: float
    low: float
    high: float
    p_value: float
    told: bool


def ask(job: tuple[Setting, int]) -> tuple[Setting, int, Found]:
    """What the model finds in the town of this number."""
    one, town = job
    dice = np.random.default_rng([one.n, round(100 * one.share), round(one.flare_days), town])
    made = made_up_town(one.n, one.share, dice, flare_days=one.flare_days)
    found = space_time_trigger(made.x, made.y, made.days, first=0, last=DAYS - 1, draws=DRAWS, seed=town)
    low, high = found.interval
    answer = Found(
        len(made.x), made.followers, found.fit.share, found.share, low, high, found.p_value, found.told
    )
    return one, town, answer


def asked(towns: int) -> dict[Setting, list[Found]]:
    """What it finds in so many towns of each setting, all settings in step; those written down are not asked again."""
    wanted = [(one, town) for town in range(1, towns + 1) for one in SETTINGS if town <= one.most]
    kept = {}
    if KEPT.exists():
        for line in KEPT.read_text(encoding="utf-8").splitlines():
            values = json.loads(line)
            kept[Setting(**values["setting"]), values["town"]] = Found(**values["found"])
    left = [job for job in wanted if job not in kept]
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(PROCESSES) as processes, KEPT.open("a", encoding="utf-8") as file:
        for one, town, found in processes.map(ask, left):
            kept[one, town] = found
            print(
                json.dumps({"setting": asdict(one), "town": town, "found": asdict(found)}),
                file=file,
                flush=True,
            )
    return {one: [kept[one, town] for setting, town in wanted if setting == one] for one in SETTINGS}


def said(one: Setting, found: list[Found]) -> str:
    """How often the interval holds the share the towns were drawn with, and each town's own; and where estimates lie."""
    n, share = one.n, one.share
    own = sum(town.low <= town.followers / town.n <= town.high for town in found)
    above = sum(town.low > share for town in found)
    below = sum(town.high < share for town in found)
    middle = {name: np.mean([getattr(town, name) for town in found]) for name in ("fitted", "estimate")}
    true = sum(town.followers for town in found) / sum(town.n for town in found)
    wide = np.mean([town.high - town.low for town in found])
    fooled = (
        f" What fools it: hot spots that burn for {one.flare_days:.0f} days each." if one.flare_days else ""
    )
    return (
        f"{len(found)} towns of {n:,} events, share {share:.2f} (drawn {true:.3f}): {len(found) - above - below} of "
        f"{len(found)} intervals hold it ({above} lie above, {below} below), {own} the share of that very town; {wide:.3f} "
        "wide in the mean; estimates "
        f"{middle['estimate']:.3f} in the mean, as fitted {middle['fitted']:.3f}; told from none in "
        f"{sum(town.told for town in found)}, p ≤ 0.05 in {sum(town.p_value <= 0.05 for town in found)}.{fooled}"
    )


def placed(n: int, rng: np.random.Generator) -> tuple[Placed, Town]:
    """About n events at one pace: ten times as many last ten times as long."""
    days = DAYS * n // 1_000
    made = made_up_town(n, 0.2, rng, days=days)
    window = window_of(made.days, first=0, last=days - 1)
    terms = day_terms("level", days, 0.0)
    town = Town(window, BANDWIDTH, 1e8, terms, Limits((1.0, 30.0), (40.0, 800.0)))
    order = window.order
    return town.placed(made.x[order], made.y[order], window.spread(window.days, rng))[0], town


def growth(n: int) -> list[Measured]:
    """Background, one sum of what triggers, and a whole fit, at about n events."""
    events, town = placed(n, np.random.default_rng(1))
    memory = peak_mb()
    jobs = {
        "background": lambda: town.placed(events.x, events.y, events.times),
        "one likelihood": lambda: triggered(events.x, events.y, events.times, events.end, 10.0, 150.0),
        "fit": lambda: best_fit(events, town.limits),
    }
    found = [
        measure(f"{name}, {n:,} events", "vapenvila", lambda job=job: _nothing_of(job()))  # type: ignore[misc]  # bound at once
        for name, job in jobs.items()
    ]
    found[-1].answer = {"share": f"{best_fit(events, town.limits).share:.3f}", "peak MB": f"{peak_mb():.0f}"}
    found[0].answer = {"peak MB before": f"{memory:.0f}"}
    return found


def _nothing_of(_: object) -> dict[str, object]:
    return {}


def grown() -> list[Measured]:
    """Each size in a process of its own, so that its peak of memory is its own."""
    found = []
    for n in SIZES:
        done = subprocess.run(
            [sys.executable, "-m", "bench.space_time_trigger", "growth", str(n)],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        found += [Measured(**one) for one in json.loads(done.stdout)]
    return found


def main(towns: int) -> None:
    """Measure growth, ask the towns where any are asked for, and write the table."""
    write(
        "space-time-trigger",
        "Triggered events in space and time",
        grown(),
        told(towns) if towns else kept_notes(),
    )


def told(towns: int) -> list[str]:
    """What so many towns of each kind say of the interval."""
    notes = [
        f"{towns} towns of each kind were asked for; {DAYS} days, 15 hot spots, 40 addresses, a trend, a season and weekends;"
        f" followers in the mean 10 days later and 150 m away along either axis; {DRAWS} draws each, seeds from 1."
    ]
    return notes + [said(one, answers) for one, answers in asked(towns).items()]


def kept_notes() -> list[str]:
    """What the towns that were last asked said."""
    file = RESULTS / "space-time-trigger.json"
    return list(json.loads(file.read_text(encoding="utf-8"))["notes"]) if file.exists() else []


def _print_growth(measured: Iterable[Measured]) -> None:
    print(json.dumps([vars(one) for one in measured]))


if __name__ == "__main__":
    if sys.argv[1:2] == ["growth"]:
        _print_growth(growth(int(sys.argv[2])))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
