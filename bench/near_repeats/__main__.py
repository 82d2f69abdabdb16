"""Knox's table of 12 cells with 999 permutations beside a NumPy loop and pointpats, which gives one cell at a time.

python -m bench.near_repeats     (VAPENVILA_PEERS=…/bin/python with pointpats for that peer)
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from bench.near_repeats.made_up_events import Floats, events
from bench.side_by_side import Measured, measure, measure_elsewhere, peak_mb, write
from vapenvila.analysis.near_repeat import knox_table

DISTANCES, DAYS = [0, 100, 200, 400, 800], [0, 7, 14, 28]
DRAWS = 999


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
            found += measure_elsewhere(job, "near_repeats", places=places, times=times)
    notes = [
        "Ours and the loop: the whole table; pointpats: one cell (200 m, 14 days).",
        "Aim at 10,000 events: ≤ 0.4 s, at 50,000: ≤ 4 s.",
        f"Peak memory {peak_mb():.0f} MB, the loop's pairs and numba's compiler included.",
    ]
    write("near-repeats", "Near repeats", found, notes)


if __name__ == "__main__":
    main()
