"""Towns like the one seen: drawn from the fitted model around the places it has, and dealt out so that nothing follows.

Drawn from a smoothed map, background events would lie more loosely than the real ones, and draws would show too little of
what real hot spots do to the share. So each event is kept as background with its chance to be that, at its own place, and
only its time is drawn (thinning: J. Zhuang, Y. Ogata, D. Vere-Jones (2002), "Stochastic declustering of space-time earthquake
occurrences", Journal of the American Statistical Association 97, 369–380); then followers are drawn, and theirs.
"""

import numpy as np

from vapenvila.analysis.checked_events import Floats
from vapenvila.analysis.space_time_trigger.fitting import Fit, Placed
from vapenvila.analysis.space_time_trigger.town import Town

_ROOM = 20  # times as many events as there are is where a draw stops
_FEWEST = 3


def drawn_from(
    town: Town, events: Placed, shares: Floats, fit: Fit, rng: np.random.Generator
) -> tuple[Placed, Floats]:
    """Background events at their places at times drawn by `shares`, (days,), and what follows them by the fit."""
    while True:
        kept = rng.random(len(events.x)) < fit.from_background
        times = drawn_times(shares, int(kept.sum()), rng)
        x, y, times = with_followers(events.x[kept], events.y[kept], times, town.window.end, fit, rng)
        if len(x) >= _FEWEST:
            return town.placed(x, y, town.window.spread(times, rng))


def dealt_out(town: Town, events: Placed, rng: np.random.Generator) -> Placed:
    """The same places and the same times, which have nothing to do with each other; the background stays as it is."""
    dealt = rng.permutation(len(events.x))
    times = town.window.spread(events.times, rng)
    order = np.argsort(times, kind="stable")
    return Placed(
        events.x[dealt],
        events.y[dealt],
        times[order],
        events.end,
        events.by_place[dealt],
        events.by_day[order],
    )


def drawn_times(shares: Floats, n: int, rng: np.random.Generator) -> Floats:
    """(n,) moments of days drawn by their shares, (days,)."""
    return rng.choice(len(shares), n, p=shares) + rng.random(n)


def with_followers(
    x: Floats, y: Floats, times: Floats, end: float, fit: Fit, rng: np.random.Generator
) -> tuple[Floats, Floats, Floats]:
    """The events given and all that follow them before `end`, one generation after the other."""
    born = [(x, y, times)]
    most = _ROOM * max(len(x), _FEWEST)
    while len(born[-1][0]) and sum(len(one[0]) for one in born) < most:
        x, y, times = born[-1]
        parent = np.repeat(np.arange(len(x)), rng.poisson(fit.followers, len(x)))
        later = times[parent] + rng.exponential(fit.delay, len(parent))
        away = rng.normal(0.0, fit.spread, (2, len(parent)))
        inside = later < end
        born.append(((x[parent] + away[0])[inside], (y[parent] + away[1])[inside], later[inside]))
    east, north, when = (np.concatenate([one[k] for one in born]) for k in range(3))
    return east, north, when
