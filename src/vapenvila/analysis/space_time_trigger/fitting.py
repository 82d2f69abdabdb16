"""The best fit of the model to events whose background is known up to its size.

With background and followers each scaled to all n events, λᵢ = (1 − f) aᵢ + f cᵢ: at the best, the followers expected and the
background together are n, so that f is the share of events that follow another, and its likelihood is concave.
"""

from dataclasses import dataclass

import numba
import numpy as np

from vapenvila.analysis.checked_events import Floats
from vapenvila.analysis.space_time_trigger.climbing import highest
from vapenvila.analysis.space_time_trigger.trigger_sums import triggered

MOST = 0.99  # followers of one event, beyond which events would follow one another for ever
_DELAYS_TRIED, _SPREADS_TRIED = 3, 3


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """`n` events in order of time. `x`, `y`: (n,) in one flat unit; `times`: (n,) days from the window's first midnight,
    rising; `end`: days in the window. `by_place`, `by_day`: (n,) background at each, as densities over plane and window."""

    x: Floats
    y: Floats
    times: Floats
    end: float
    by_place: Floats
    by_day: Floats

    @property
    def base(self) -> Floats:
        """(n,) background at each event, as a density over plane and window."""
        return self.by_place * self.by_day


@dataclass(frozen=True, slots=True)
class Limits:
    """Shortest and longest that are looked for. `delays`: mean days to a follower. `spreads`: of its place along an axis."""

    delays: tuple[float, float]
    spreads: tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """`share`: of the events, that follow another. `followers`: of one event in the mean, in the end. `gain`: twice the
    gain in log-likelihood over a background alone. `from_background`: (n,) chance of each event to come from it."""

    share: float
    followers: float
    delay: float
    spread: float
    reached: float
    gain: float
    from_background: Floats


@numba.njit(cache=True, nogil=True)
def best_share(whole: Floats, following: Floats, most: float) -> tuple[float, float]:
    """f in [0, most] that makes Σ log((1 − f) whole + f following) largest, and what it then is. `whole` > 0."""
    low, high, share = 0.0, most, 0.0
    for _ in range(100):
        uphill, bend = 0.0, 0.0
        for i in range(len(whole)):
            part = (following[i] - whole[i]) / (whole[i] + share * (following[i] - whole[i]))
            uphill += part
            bend += part * part
        if uphill > 0.0:
            low = share
        else:
            high = share
        if (share == 0.0 and uphill <= 0.0) or (share == most and uphill >= 0.0) or bend == 0.0:
            break
        moved = share + uphill / bend
        if moved >= high:
            moved = most if high == most else 0.5 * (low + high)
        elif moved <= low:
            moved = 0.5 * (low + high)
        if abs(moved - share) < 1e-10:
            break
        share = moved
    return share, np.log(whole + share * (following - whole)).sum()


@numba.njit(cache=True, nogil=True)
def best_at(
    x: Floats, y: Floats, times: Floats, end: float, whole: Floats, log_delay: float, log_spread: float
) -> tuple[float, float, float, float, Floats]:
    """Σ log λ at the best share with this delay and spread; its derivatives by the logarithms of both; the share; λ, (n,).
    `whole`: (n,) the background scaled to all events."""
    n = len(x)
    past, by_delay, by_spread, mass, mass_slope = triggered(
        x, y, times, end, np.exp(log_delay), np.exp(log_spread)
    )
    scale = n / mass
    share, reached = best_share(whole, scale * past, MOST * mass / n)
    level = (1.0 - share) * whole + share * scale * past
    later = share * scale * ((by_delay - past * mass_slope / mass) / level).sum()
    wider = share * scale * (by_spread / level).sum()
    return reached, later, wider, share, level


def best_fit(events: Placed, limits: Limits) -> Fit:
    """The best over all mean delays and spreads that are looked for: a coarse grid, then a climb from its best."""
    low, high = np.log(np.array([limits.delays, limits.spreads])).T
    whole = len(events.x) * events.base
    when, shape = (events.x, events.y, events.times, events.end), (_DELAYS_TRIED, _SPREADS_TRIED)

    def look(at: Floats) -> tuple[float, Floats]:
        reached, by_delay, by_spread, _, _ = best_at(*when, whole, at[0], at[1])
        return reached, np.array([by_delay, by_spread])

    grid = [low + (high - low) * (np.array(step) + 0.5) / shape for step in np.ndindex(shape)]
    at = highest(look, grid[int(np.argmax([look(one)[0] for one in grid]))], low, high)
    reached, _, _, share, level = best_at(*when, whole, at[0], at[1])
    delay = float(np.exp(at[0]))
    mass = -np.expm1((events.times - events.end) / delay).sum()
    return Fit(
        share=share,
        followers=share * len(events.x) / float(mass),
        delay=delay,
        spread=float(np.exp(at[1])),
        reached=reached - len(events.x),
        gain=max(0.0, 2.0 * (reached - float(np.log(whole).sum()))),
        from_background=(1.0 - share) * whole / level,
    )
