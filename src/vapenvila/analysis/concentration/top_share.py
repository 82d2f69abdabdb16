"""Which share of the events lies in the units that have most, and what chance and evenness alone would put there."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from vapenvila.analysis.concentration.counts import Spread

Floats = NDArray[np.float64]

_NEGLIGIBLE = 1e-12


@dataclass(frozen=True, slots=True)
class TopShare:
    """The units with most events. `units`: which share of all units. `share`: of the events. `low`, `high`: interval.

    `by_chance`: share expected if every event fell on any unit alike. `least`: share in the most even spread there can
    be of so many whole events. Neither is reached by looking for the top afterwards: the top is chosen by the counts
    themselves, so with few events the share is large even where nothing is concentrated.
    """

    units: float
    share: float
    low: float
    high: float
    by_chance: float
    least: float


def share_in_top(value: Floats, units: Floats, top: float) -> Floats:
    """(…,) share of the events in the `top` share of units; between whole units in proportion. nan without events."""
    n = units.sum(axis=-1, keepdims=True)
    above = np.cumsum(units[..., ::-1], axis=-1)
    held = np.cumsum((units * value)[..., ::-1], axis=-1)
    inside = np.minimum(above, top * n)
    taken = np.diff(inside, axis=-1, prepend=0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((taken * value[::-1]).sum(axis=-1) / held[..., -1])


def spread_by_chance(spread: Spread) -> tuple[Floats, Floats]:
    """Values and expected units with each if every event fell on any unit alike (binomial)."""
    n, events = spread.n, spread.events
    most = int(stats.binom.isf(_NEGLIGIBLE / n, events, 1.0 / n)) + 1
    value = np.arange(min(events, most) + 1, dtype=np.float64)
    return value, n * stats.binom.pmf(value, events, 1.0 / n)


def most_even_spread(spread: Spread) -> tuple[Floats, Floats]:
    """Values and units of the most even spread of so many whole events."""
    each, over = divmod(spread.events, spread.n)
    return np.array([each, each + 1.0]), np.array([spread.n - over, over], dtype=np.float64)


def units_with_half(spread: Spread) -> float:
    """The smallest share of units that together have half of the events."""
    held = np.cumsum((spread.value * spread.units)[::-1])
    units = np.cumsum(spread.units[::-1])
    half = spread.events / 2.0
    return float(np.interp(half, np.append(0.0, held), np.append(0.0, units)) / spread.n)
