"""Space-time K, kernel density and Gi* beside scipy and esda.

python -m bench.hot_spots     (VAPENVILA_PEERS=…/bin/python with esda for that peer)
"""

from collections.abc import Mapping
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from bench.near_repeats.made_up_events import events
from bench.side_by_side import Measured, measure, measure_elsewhere, peak_mb, write
from vapenvila.analysis.hot_spots import density_map, gi_of_events
from vapenvila.analysis.hot_spots.grid import grid_over
from vapenvila.analysis.space_time_k import space_time_k
from vapenvila.analysis.study_window import box_around

SIDE, WIDTH = 250.0, 400.0
Floats = NDArray[np.float64]


def k(places: Floats, times: NDArray[np.int64], edge: Literal["none", "translation"]) -> Mapping[str, object]:
    """Sixteen cells, 999 permutations."""
    found = space_time_k(
        places[:, 0],
        places[:, 1],
        times,
        distances=[100, 200, 400, 800],
        days=[7, 14, 28, 56],
        space_edge=edge,
        time_edge=edge,
        seed=1,
    )
    return {"D0 of the nearest": round(found.cells[0].excess or 0.0, 4)}


def kernel(places: Floats, times: NDArray[np.int64]) -> Mapping[str, object]:
    """Density, limits and 999 throws of chance."""
    found = density_map(places[:, 0], places[:, 1], times, cell=SIDE, bandwidth=WIDTH, seed=1)
    return {"cells": len(found.density), "hot": int(found.hot.sum())}


def scipys(places: Floats) -> Mapping[str, object]:
    """One map without edges, limits or chance."""
    spread = float(np.linalg.det(np.cov(places.T)) ** 0.25)
    grid = grid_over(box_around(*places.T), SIDE, *places.T)
    found = stats.gaussian_kde(places.T, bw_method=WIDTH / spread)(np.stack(grid.centres))
    return {"cells": len(found)}


def gi(places: Floats, times: NDArray[np.int64]) -> Mapping[str, object]:
    """Gi* of all cells with 999 permutations."""
    found = gi_of_events(places[:, 0], places[:, 1], times, cell=SIDE, seed=1)
    return {"largest Gi*": round(float(found.test.gi.max()), 6), "hot": int(found.test.hot.sum())}


def peers(job: str, places: Floats) -> list[Measured]:
    """What esda took for the same grid, in its own Python."""
    grid = grid_over(box_around(*places.T), SIDE, *places.T)
    return measure_elsewhere(job, "hot_spots", counts=grid.spread_out(grid.counts(*places.T)))


def main() -> None:
    """Measure every size and write the table."""
    found: list[Measured] = []
    for n in (10_000, 50_000):
        places, times = events(n)
        for edge in ("none", "translation"):
            job = f"space-time K, 16 cells, 999 permutations, edges {edge}, {n:,} events"
            found.append(measure(job, "vapenvila", lambda p=places, t=times, e=edge: k(p, t, e), 1))  # type: ignore[misc]  # bound at once
    k_memory = peak_mb()
    places, times = events(10_000)
    job = "kernel density, 10,000 events"
    found.append(measure(job, "vapenvila, limits and 999 throws", lambda: kernel(places, times), 1))
    found.append(measure(job, "scipy gaussian_kde, one map", lambda: scipys(places), 1))
    job = "Gi*, queen, 999 permutations, 10,000 events"
    found.append(measure(job, "vapenvila", lambda: gi(places, times)))
    found += peers(job, places)
    notes = [
        f"Peak memory {k_memory:.0f} MB after the space-time K of 50,000 events, numba's compiler included.",
        "esda permutes around each cell's own count, one process; ours exchanges all counts.",
    ]
    write("hot-spots", "Space-time K and hot spots", found, notes)


if __name__ == "__main__":
    main()
