"""Made-up towns whose share of triggered events is known, with hot spots of many widths, a trend, a season and weekends."""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.checked_events import Floats
from vapenvila.analysis.space_time_trigger.fitting import Fit
from vapenvila.analysis.space_time_trigger.redrawn import drawn_times, with_followers

DAYS = 730
SIDE = 10_000.0  # metres
DELAY, SPREAD = 10.0, 150.0  # mean days to a follower; metres along either axis
SPOTS, ADDRESSES = 15, 40


@dataclass(frozen=True)
class MadeUp:
    """`x`, `y`, `days`: (n,) as a city knows them. `followers`: how many of them follow another."""

    x: Floats
    y: Floats
    days: Floats
    followers: int


def made_up_town(
    n: float, share: float, rng: np.random.Generator, *, flare_days: float = 0.0, days: int = DAYS
) -> MadeUp:
    """About `n` events, of which `share` follow another in the mean, 10 days later and 150 m away along either axis. Half
    of the background lies in 15 hot spots, a tenth at 40 addresses. `flare_days`: each hot spot burns for so long only."""
    background = rng.poisson(n * (1.0 - share))
    x, y, spot = _places(background, rng)
    times = drawn_times(_days(days), background, rng)
    if flare_days:
        begins = rng.uniform(0.0, days - flare_days, SPOTS)
        times = np.where(spot >= 0, begins[spot] + rng.uniform(0.0, flare_days, background), times)
    seen_before_the_end = 1.0 - DELAY / days  # of the followers of an event somewhere in the window
    model = Fit(0.0, share / seen_before_the_end, DELAY, SPREAD, 0.0, 0.0, np.ones(0))
    x, y, times = with_followers(x, y, times, float(days), model, rng)
    return MadeUp(np.round(x), np.round(y), np.floor(times), len(x) - background)


def _places(
    n: int, rng: np.random.Generator
) -> tuple[Floats, Floats, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Half in hot spots 80 to 500 m wide, a tenth at single addresses, the rest anywhere; and each one's hot spot, or −1."""
    kind = rng.random(n)
    spot = rng.choice(SPOTS, n, p=rng.dirichlet(np.full(SPOTS, 2.0)))
    address = rng.integers(ADDRESSES, size=n)
    width = rng.uniform(80.0, 500.0, SPOTS)
    found = []
    for _ in range(2):
        centres, doors = rng.uniform(0.1 * SIDE, 0.9 * SIDE, SPOTS), rng.uniform(0.0, SIDE, ADDRESSES)
        around = centres[spot] + width[spot] * rng.normal(size=n)
        found.append(
            np.where(kind < 0.5, around, np.where(kind < 0.6, doors[address], rng.uniform(0, SIDE, n)))
        )
    return found[0], found[1], np.where(kind < 0.5, spot, -1)


def _days(days: int) -> Floats:
    """Shares of the background by day: it falls by a third, summers have twice the winters, weekends half as much again."""
    at = np.arange(days)
    level = np.exp(-0.4 * at / days + 0.35 * np.sin(2.0 * np.pi * at / 365.25)) * np.where(
        at % 7 >= 5, 1.5, 1.0
    )
    return np.asarray(level / level.sum())
