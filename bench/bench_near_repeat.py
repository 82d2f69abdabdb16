"""Knox's table of 12 cells with 999 permutations beside a NumPy loop and pointpats, which gives one cell at a time.

python -m bench.bench_near_repeat     (VAPENVILA_PEERS=…/bin/python with pointpats for that peer)
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from bench.side_by_side import Measured, measure, measure_elsewhere, peak_mb, write
from vapenvila.analysis.near_repeat import knox_table

DISTANCES, DAYS = [0, 100, 200, 400, 800], [0, 7, 14, 28]
DRAWS = 999
PEERS = Path(__file__).parent / "near_repeat_peers.py"
Floats = NDArray[np.float64]


def events(n: int) -> tuple[Floats, NDArray[np.int64]]:
    """Places in metres and whole days: hot spots, background and one event in ten soon after another nearby."""
    rng = np.random.default_rng(1)
    hubs = rng.uniform(0, 20_000, (max(20, n // 60), 2))
    heavy = rng.pareto(1.5, len(hubs)) + 0.2
    near = hubs[rng.choice(len(hubs), n, p=heavy / heavy.sum())] + rng.normal(0, 300, (n, 2))
    places = np.where((rng.random(n) < 0.7)[:, None], near, rng.uniform(0, 20_000, (n, 2)))
    times = rng.uniform(0, 1826, n)
    later = np.flatnonzero(rng.random(n) < 0.1)
    parents = rng.integers(0, n, len(later))
    places[later] = places[parents] + rng.normal(0, 100, (len(later), 2))
    times[later] = times[parents] + rng.exponential(10, len(later))
    rounded: Floats = np.round(places, 1).astype(np.float64)
    return rounded, np.floor(times % 1826).astype(np.int64)


def ours(places: Floats, times: NDArray[np.int64]) -> Mapping[str, object]:
    """The whole table."""
    table = knox_table(
        places[:, 0],
        places[:, 1],
        times,
        distances=DISTANCES,
        days=DAYS,
        closed="right",
        permutations=DRAWS,
        seed=1,
    )
    return {"pairs in all cells": sum(cell.observed for cell in table.cells)}


def loop(places: Floats, times: NDArray[np.int64], draws: int) -> Mapping[str, object]:
    """Pairs from a k-d tree, one permutation after another, counted with NumPy."""
    rng = np.random.default_rng(1)
    i, j = cKDTree(places).query_pairs(DISTANCES[-1], output_type="ndarray").T
    band = np.searchsorted(DISTANCES[1:], np.hypot(*(places[i] - places[j]).T))
    seen = 0
    for draw in range(draws + 1):
        dealt = times if draw == 0 else rng.permutation(times)
        cell = np.searchsorted(DAYS[1:], np.abs(dealt[i] - dealt[j]))
        counts = np.bincount(band * len(DAYS) + cell, minlength=len(DAYS) * (len(DISTANCES) - 1))
        if draw == 0:
            seen = int(counts.reshape(-1, len(DAYS))[:, :-1].sum())
    return {"pairs in all cells": seen}


def main() -> None:
    """Measure every size and write the table."""
    found: list[Measured] = []
    for n in (1_000, 10_000, 50_000):
        places, times = events(n)
        job = f"12 cells, 999 permutations, {n:,} events"
        found.append(measure(job, "vapenvila", lambda p=places, t=times: ours(p, t)))  # type: ignore[misc]  # bound at once
        if n <= 10_000:
            found.append(measure(job, "NumPy loop", lambda p=places, t=times: loop(p, t, DRAWS), 1))  # type: ignore[misc]
        if n == 10_000:
            found += measure_elsewhere(job, PEERS, places=places, times=times)
    notes = [
        "Ours and the loop: the whole table; pointpats: one cell (200 m, 14 days).",
        "Aim at 10,000 events: ≤ 0.4 s, at 50,000: ≤ 4 s.",
        f"Peak memory {peak_mb():.0f} MB, the loop's pairs and numba's compiler included.",
    ]
    write("near-repeats", "Near repeats", found, notes)


if __name__ == "__main__":
    main()
