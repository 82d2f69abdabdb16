"""What is still to come: draws of the final figures, with the uncertainty of the delays, of the level and of chance.

Reports yet to come are Poisson at a level that is itself unknown (gamma, so that the mixture is negative binomial), spread
beyond that by as much as was seen; reports that go out are binomial, spread likewise. Every draw has its own delays.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.nowcast.delays import Delays, Steps
from vapenvila.analysis.nowcast.triangle import Floats, ReportingTriangle

MOST_WEIGHT = 1.0
"""The level of earlier periods never weighs more than one full period: a real fall or rise must stay visible."""
LEAST_KNOWN = 0.5
_ALMOST_NONE = 1e-9


@dataclass(frozen=True, slots=True)
class Level:
    """Gamma distribution of a period's level, in reports a period that ever come in; `rate` is its weight in periods."""

    shape: float
    rate: float


def usual_level(triangle: ReportingTriangle, delays: Delays) -> Level:
    """Mean and spread of the window's periods at least half known, leaving out the newest."""
    ages = np.minimum(triangle.ages, triangle.longest)
    share = delays.came_in[ages]
    used = (triangle.ages >= 1) & (triangle.ages <= delays.window) & (share >= LEAST_KNOWN)
    used &= ~np.isnan(triangle.known).all(axis=1)
    levels = triangle.came_in[used, -1] / share[used]
    mean = float(levels.mean()) if len(levels) else 0.0
    beyond = float(levels.var(ddof=1)) - mean if len(levels) > 1 else 0.0
    rate = min(MOST_WEIGHT, mean / beyond) if beyond > 0 else MOST_WEIGHT
    rate = max(rate, _ALMOST_NONE)
    return Level(max(mean * rate, 0.5 * rate), rate)


def draw_finals(
    triangle: ReportingTriangle,
    delays: Delays,
    rows: NDArray[np.int64],
    draws: int,
    rng: np.random.Generator,
) -> NDArray[np.int64]:
    """(len(rows), draws) final figures of the periods `rows`, given from the oldest to the newest."""
    level = usual_level(triangle, delays)
    ages = triangle.ages[rows]
    came = triangle.came_in[rows, ages]
    shares = _drawn_shares(delays.late, draws, rng)
    known_share = np.concatenate(
        [np.cumprod((1.0 - shares)[::-1], axis=0)[::-1], np.ones((1, draws))]
    )  # (D + 1, draws)
    levels = rng.standard_gamma(level.shape + came[:, None], (len(rows), draws))
    levels /= level.rate + known_share[ages]
    held = np.repeat(triangle.known[rows, ages].astype(np.int64)[:, None], draws, axis=1)
    for j in range(1, triangle.longest + 1):
        open_rows = slice(int(np.searchsorted(-ages, -j, side="right")), None)
        if ages[-1] >= j:
            continue
        out = _going(held[open_rows], delays.out, j - 1, rng)
        arriving = levels[open_rows] * (shares[j - 1] * known_share[j])
        held[open_rows] += _coming(arriving, _drawn_spread(delays.late, j - 1, draws, rng), rng) - out
    return held


def _drawn_shares(late: Steps, draws: int, rng: np.random.Generator) -> Floats:
    """(D, draws) of the reports that came in up to j, the share that came at j; one report more, shared by all delays."""
    delay = np.arange(1, len(late.moved) + 1)[:, None]
    each = 1.0 / (len(late.moved) + 1)
    a = late.moved[:, None] / late.spread[:, None] + each
    b = late.exposed[:, None] / late.spread[:, None] + each * delay
    return rng.beta(np.broadcast_to(a, (len(delay), draws)), np.broadcast_to(b, (len(delay), draws)))


def _drawn_spread(steps: Steps, place: int, draws: int, rng: np.random.Generator) -> Floats | float:
    """(draws,) spread, uncertain as a variance learnt from so few periods is; never below that of chance."""
    if steps.spread[place] == 1.0:
        return 1.0
    free = steps.freedom[place]
    spread: Floats = np.maximum(1.0, steps.spread[place] * free / rng.chisquare(free, draws))
    return spread


def _coming(expected: Floats, spread: Floats | float, rng: np.random.Generator) -> NDArray[np.int64]:
    """Counts with mean `expected` and `spread` times its variance."""
    if isinstance(spread, float):
        return rng.poisson(expected)
    beyond = np.maximum(spread - 1.0, _ALMOST_NONE)
    return rng.poisson(rng.standard_gamma(expected / beyond) * beyond)


def _going(
    held: NDArray[np.int64], out: Steps, place: int, rng: np.random.Generator
) -> NDArray[np.int64] | int:
    """How many of those held go out at this delay; where none ever went, none will."""
    moved, spread = out.moved[place], out.spread[place]
    if moved == 0:
        return 0
    usual = out.exposed[place] / max(1, out.rows[place])
    exposed = out.exposed[place] / spread
    rate = rng.beta(moved / spread, max(exposed - moved / spread, _ALMOST_NONE), held.shape[1])
    alike = (spread - 1.0) / max(usual - 1.0, 1.0)
    if 0.0 < alike < 1.0:
        size = 1.0 / alike - 1.0
        a = np.broadcast_to(np.maximum(rate * size, _ALMOST_NONE), held.shape)
        rate = rng.beta(a, np.maximum(size - a, _ALMOST_NONE))
    return rng.binomial(held, rate)
