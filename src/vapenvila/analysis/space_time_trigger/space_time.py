"""How many incidents are triggered by another nearby? A self-exciting model in space and time, with its interval.

λ(t, s) = m u(s) v(t) + Σ θ/d exp(−(t − tᵢ)/d) φ(s − sᵢ; σ) over earlier events i: u the smoothed map of all events, v trend
and season, φ the normal density. G. O. Mohler, M. B. Short, P. J. Brantingham, F. P. Schoenberg, G. E. Tita (2011),
"Self-exciting point process modeling of crime", Journal of the American Statistical Association 106, 100–108; review: A.
Reinhart (2018), "A review of self-exciting spatio-temporal point processes and their applications", Statistical Science 33,
299–318; gun violence: C. Loeffler, S. Flaxman (2018), "Is gun violence contagious? A spatiotemporal test", Journal of
Quantitative Criminology 34, 999–1017.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar, get_args

import numpy as np
from numpy.typing import ArrayLike

from vapenvila.analysis.checked_events import EventError, Events, Floats, checked_events
from vapenvila.analysis.hot_spots.bandwidth import SMALLEST, chosen_bandwidth
from vapenvila.analysis.self_exciting.window import Window, window_of
from vapenvila.analysis.space_time_trigger.background_times import YEAR, Seasons, day_terms, settled
from vapenvila.analysis.space_time_trigger.fitting import Fit, Limits, Placed, best_fit
from vapenvila.analysis.space_time_trigger.redrawn import dealt_out, drawn_from
from vapenvila.analysis.space_time_trigger.reflected import Fits
from vapenvila.analysis.space_time_trigger.result import Triggered
from vapenvila.analysis.space_time_trigger.town import Town
from vapenvila.analysis.study_window import box_around

FEWEST = 100  # events; below, the interval holds almost every share (docs/methods/space-time-trigger.md)
LONGEST = 50.0  # years a window lasts: beyond, no city is the same and a first day is usually a slip
DELAYS = (1.0, 30.0)
SPREADS = (0.1, 1.0)  # bandwidths, where none are given
Made = TypeVar("Made")


def space_time_trigger(
    x: ArrayLike,
    y: ArrayLike,
    times: ArrayLike,
    *,
    first: str | float | None = None,
    last: str | float | None = None,
    bandwidth: float | None = None,
    seasons: Seasons = "auto",
    delays: tuple[float, float] = DELAYS,
    spreads: tuple[float, float] | None = None,
    level: float = 0.95,
    draws: int = 199,
    rng: np.random.Generator | None = None,
    seed: int | None = None,
) -> Triggered:
    """Fit the model to events in the window from `first` to `last` (days, both included).

    `x`, `y`: (n,) places in one flat unit. `times`: (n,) dates, moments or numbers of days; whole days are spread over the
    day at random. `bandwidth`: of the background's kernel; else chosen so that places foretell each other best. `seasons`:
    what changes the background in time; auto: weekday and trend, and from a year on the season. `delays`: mean days,
    `spreads`: standard deviations of a follower's place along either axis, shortest and longest that are looked for; the
    latter a tenth of the bandwidth to all of it where not given. `draws`: towns drawn from the model, and as many in which
    nothing follows. Randomness comes from `rng`, or from `seed`.

    Raises InputError for fewer than 100 events, windows beyond 50 years, events outside them, or settings that cannot be.
    """
    window, events = _checked(x, y, times, first, last, delays, level, draws, seasons)
    dice = rng if rng is not None else np.random.default_rng(seed)
    town = _town(window, events, bandwidth, seasons, delays, spreads, dice)
    days = window.spread(window.days, dice)
    placed, shares = town.placed(events.x[window.order], events.y[window.order], days)
    fit = best_fit(placed, town.limits)
    from_model = _each(lambda at: _again(town, placed, shares, fit, at), dice, draws)
    by_chance = _each(lambda at: best_fit(dealt_out(town, placed, at), town.limits), dice, draws)
    return Triggered(
        fit=fit,
        model=Fits.of(from_model),
        chance=Fits.of(by_chance),
        n=events.n,
        period=window.period,
        whole_days=window.whole_days,
        bandwidth=town.bandwidth,
        seasons=settled(seasons, round(window.end)),
        limits=town.limits,
        same_moment=events.same_moment,
        level=level,
        seed=seed,
    )


def _again(town: Town, placed: Placed, shares: Floats, fit: Fit, rng: np.random.Generator) -> Fit:
    drawn, _ = drawn_from(town, placed, shares, fit, rng)
    return best_fit(drawn, town.limits)


def _each(draw: Callable[[np.random.Generator], Made], rng: np.random.Generator, draws: int) -> list[Made]:
    """One draw from each of so many generators, side by side: the compiled sums let go of Python's lock."""
    seeds = rng.integers(0, 2**63, size=draws)
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(lambda one: draw(np.random.default_rng(one)), seeds))


def _checked(
    x: ArrayLike,
    y: ArrayLike,
    times: ArrayLike,
    first: str | float | None,
    last: str | float | None,
    delays: tuple[float, float],
    level: float,
    draws: int,
    seasons: str,
) -> tuple[Window, Events]:
    events = checked_events(x, y, times)
    if events.n < FEWEST:
        raise EventError(
            f"{events.n} events are too few to tell whether they trigger one another; at least {FEWEST} are needed, better "
            "1,000. Take a longer period, or more kinds of events."
        )
    window = window_of(times, first=first, last=last)
    window.check(delays, level)
    if window.end > LONGEST * YEAR:
        raise EventError(
            f"The window, {window.period[0]} to {window.period[1]}, is {window.end / YEAR:.0f} years long; at most "
            f"{LONGEST:.0f} are looked at. Is a day a slip?"
        )
    if draws < 99:
        raise EventError(f"{draws} draws cannot tell 5 % well enough; give at least 99, better 199.")
    if seasons not in get_args(Seasons):
        raise EventError(f"The background in time is one of {', '.join(get_args(Seasons))}, not {seasons!r}.")
    return window, events


def _town(
    window: Window,
    events: Events,
    bandwidth: float | None,
    seasons: Seasons,
    delays: tuple[float, float],
    spreads: tuple[float, float] | None,
    rng: np.random.Generator,
) -> Town:
    around = box_around(events.x, events.y)
    width = (
        bandwidth
        if bandwidth is not None
        else chosen_bandwidth(events.x, events.y, around, "likelihood", rng)
    )
    longest = max(around.sides)
    if not longest * SMALLEST * 0.999 <= width <= longest:
        raise EventError(
            f"The bandwidth is {width:g}; give one from {longest * SMALLEST:.4g} to {longest:.4g}, the longer side of the "
            "box around the events."
        )
    looked_for = spreads if spreads is not None else (SPREADS[0] * width, SPREADS[1] * width)
    if not 0.0 < looked_for[0] < looked_for[1] or not longest * SMALLEST / 100.0 <= looked_for[0]:
        raise EventError(
            f"The spreads looked for are {looked_for[0]:g} to {looked_for[1]:g}; they must rise from above 0, and be no "
            f"smaller than {longest * SMALLEST / 100.0:.3g}."
        )
    terms = day_terms(settled(seasons, round(window.end)), round(window.end), window.begin)
    return Town(window, width, around.area, terms, Limits(delays, looked_for))
