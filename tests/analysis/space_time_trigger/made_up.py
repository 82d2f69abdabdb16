"""A small made-up town for tests: hot spots and single addresses, followers of a known share, known by day."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
DAYS = 500
DELAY, SPREAD = 6.0, 60.0


@dataclass(frozen=True)
class MadeUp:
    """(n,) places in metres and days, and how many of them follow another."""

    x: Floats
    y: Floats
    days: Floats
    followers: int


def made_up(seed: int, background: int, followers_of_one: float) -> MadeUp:
    """So many events that follow none, and what follows them, drawn one event at a time."""
    rng = np.random.default_rng(seed)
    spots, doors = rng.uniform(500, 4500, (8, 2)), rng.uniform(0, 5000, (10, 2))
    events: list[tuple[float, float, float]] = []
    for _ in range(background):
        kind = rng.random()
        if kind < 0.5:
            x, y = spots[rng.integers(8)] + rng.normal(0.0, 150.0, 2)
        else:
            x, y = doors[rng.integers(10)] if kind < 0.6 else rng.uniform(0, 5000, 2)
        events.append((x, y, rng.uniform(0, DAYS)))
    at = 0
    while at < len(events):
        x, y, t = events[at]
        for _ in range(rng.poisson(followers_of_one)):
            later = t + rng.exponential(DELAY)
            if later < DAYS:
                events.append((x + rng.normal(0.0, SPREAD), y + rng.normal(0.0, SPREAD), later))
        at += 1
    places = np.array(events)
    return MadeUp(places[:, 0], places[:, 1], np.floor(places[:, 2]), len(events) - background)
