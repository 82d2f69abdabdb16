"""Made-up events with hot spots and near repeats, for the measurements that need places and days."""

import numpy as np
from numpy.typing import NDArray

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
