"""Do events follow one another? A self-exciting model of one series, with the share that follows and its interval.

Events come at a background that may step from period to period, and each is followed by others, η in the mean, after delays
with an exponential distribution (A. G. Hawkes (1971), "Spectra of some self-exciting and mutually exciting point processes",
Biometrika 58, 83–90; for crime: G. O. Mohler et al. (2011), "Self-exciting point process modeling of crime", Journal of the
American Statistical Association 106, 100–108).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from vapenvila.analysis.self_exciting.fitting import best_fit, share_limit
from vapenvila.analysis.self_exciting.goodness import Residuals, residuals
from vapenvila.analysis.self_exciting.linear_intensity import Floats
from vapenvila.analysis.self_exciting.result import Drawn, Followed
from vapenvila.analysis.self_exciting.series import MOST_SHARE, Fit, Series
from vapenvila.analysis.self_exciting.simulate import draw_events
from vapenvila.analysis.self_exciting.window import Background, SelfExcitingError, Window, window_of

FEWEST = 50  # events; below, intervals hold almost every share (docs/methods/self-exciting.md)
DELAYS = (1.0, 30.0)
STEPS: tuple[Background, ...] = ("none", "year", "half-year", "quarter")
_ROOM = 20  # times as many events as there are is where a draw stops


def self_exciting(
    times: ArrayLike,
    *,
    first: str | float | None = None,
    last: str | float | None = None,
    background: Background | Literal["auto"] = "auto",
    breaks: Sequence[str | float] = (),
    delays: tuple[float, float] = DELAYS,
    level: float = 0.95,
    draws: int = 199,
    rng: np.random.Generator | None = None,
    seed: int | None = None,
) -> Followed:
    """Fit the model to events in the window from `first` to `last` (days, both included).

    `times`: (n,) dates, moments or numbers of days; whole days are spread over the day at random. `background`: how often
    its level may change; auto takes of all ways the one with the greatest evidence. `breaks`: days on which it may change
    besides, such as the start of a programme. `delays`: mean days that are looked for, shortest and longest. `draws`:
    made-up series from the fitted model and as many from one in which nothing follows. Randomness comes from `rng`, or
    from `seed`.

    Raises SelfExcitingError for fewer than 50 events, events outside the window, or settings that cannot be.
    """
    ways = STEPS if background == "auto" else (background,)
    windows = [window_of(times, first=first, last=last, background=way, breaks=breaks) for way in ways]
    _check(windows[0], delays, level, draws)
    dice = rng if rng is not None else np.random.default_rng(seed)
    days = windows[0].spread(windows[0].days, dice)
    tried = [(best_fit(one.series(days, delays)), one) for one in windows]
    fit, window = max(tried, key=lambda pair: pair[0].reached)
    series = window.series(days, delays)
    without = best_fit(series, 0.0)
    gain = _gain(fit, without)
    floor = fit.reached - 0.5 * float(stats.chi2.ppf(level, 1))
    drawn = _draws(window, series, fit, without, draws, dice)
    return Followed(
        fit=fit,
        window=window,
        interval=(
            share_limit(series, fit, 0.0, floor),
            share_limit(series, fit, MOST_SHARE, floor),
        ),
        level=level,
        gain=gain,
        p_value=(1.0 + float((drawn.gains >= gain - 1e-9).sum())) / (1.0 + draws),
        residuals=residuals(series, fit),
        drawn=drawn,
        delays=delays,
        seed=seed,
    )


def _check(window: Window, delays: tuple[float, float], level: float, draws: int) -> None:
    n = len(window.days)
    if n < FEWEST:
        raise SelfExcitingError(
            f"{n} events are too few to tell whether they follow one another; at least {FEWEST} are needed. Take a longer "
            "period, or more kinds of events."
        )
    window.check(delays, level)
    if draws < 99:
        raise SelfExcitingError(f"{draws} draws cannot tell 5 % well enough; give at least 99, better 199.")


def _draws(
    window: Window, series: Series, fit: Fit, without: Fit, draws: int, rng: np.random.Generator
) -> Drawn:
    """The model fitted to series drawn from it, and to series drawn from a background without followers."""
    again = [_redrawn(window, series, fit, rng) for _ in range(draws)]
    fits = [best_fit(one, near=fit) for one in again]
    left: list[Residuals] = [residuals(one, found) for one, found in zip(again, fits, strict=True)]
    near = replace(without, share=max(fit.share, 0.1), delay=fit.delay)
    chance = [_redrawn(window, series, without, rng) for _ in range(draws)]
    return Drawn(
        shares=np.array([found.share for found in fits]),
        delays=np.array([found.delay for found in fits]),
        gaps=np.array([one.gaps for one in left]),
        drift=np.array([one.drift for one in left]),
        gains=np.array([_gain(best_fit(one, near=near), best_fit(one, 0.0, near)) for one in chance]),
    )


def _gain(fit: Fit, without: Fit) -> float:
    """Twice the gain in log-likelihood over a background alone."""
    return max(0.0, 2.0 * (fit.reached - without.reached))


def _redrawn(window: Window, series: Series, fit: Fit, rng: np.random.Generator) -> Series:
    """A series the fitted model brings; days are all that is known of it where they are all that is known of ours."""
    days: Floats = np.empty(0)
    while len(days) < 2:
        chosen = int(rng.integers(2**32))
        most = _ROOM * len(series.times)
        days = draw_events(chosen, window.edges, fit.background, fit.share, fit.delay, most)
    return window.series(window.spread(days, rng), series.delays)
