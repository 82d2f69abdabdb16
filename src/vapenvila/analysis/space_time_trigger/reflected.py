"""What the fit would be without its own error: reflected in what fits to drawn towns show, and held open towards chance.

Basic bootstrap: A. C. Davison, D. V. Hinkley (1997), Bootstrap Methods and their Application, Cambridge University Press,
section 5.2. A share cannot be below 0, so fits to towns with little or nothing to find pile up there and their spread shows
too little. Hence the interval reaches up at least to what chance alone shows, and down to 0 unless the likelihood gains more
than it does by chance: places and times dealt out anew make that test exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from vapenvila.analysis.checked_events import Floats
from vapenvila.analysis.space_time_trigger.fitting import Fit


@dataclass(frozen=True, slots=True, eq=False)
class Fits:
    """What the model finds in drawn towns, (draws,) each; see `Fit`."""

    shares: Floats
    followers: Floats
    delays: Floats
    spreads: Floats
    gains: Floats

    @classmethod
    def of(cls, fits: Sequence[Fit]) -> Self:
        """The numbers of these fits."""
        named = ("share", "followers", "delay", "spread", "gain")
        return cls(*(np.array([getattr(fit, name) for fit in fits]) for name in named))

    def followers_within(self, days: Floats) -> Floats:
        """(draws, days) followers of one event, in the mean, up to so many days after it."""
        return self.followers[:, None] * -np.expm1(-days / self.delays[:, None])


@dataclass(frozen=True, slots=True, eq=False)
class Reflected:
    """Without its error: `middle`, with limits `low` and `high`; each (…,) like the fit."""

    middle: Floats
    low: Floats
    high: Floats


def reflected(
    fit: Floats, model: Floats, chance: Floats, *, level: float, may_be_none: bool, largest: float = np.inf
) -> Reflected:
    """`fit`: (…,) of the events seen. `model`, `chance`: (draws, …) in towns drawn from it, and where nothing follows.
    `may_be_none`: chance alone gains as much in likelihood. `largest`: that can be."""
    tail = (1.0 - level) / 2.0
    below, middle, above = np.quantile(model, [tail, 0.5, 1.0 - tail], axis=0)
    by_chance = np.quantile(chance, 1.0 - tail, axis=0)
    low = np.zeros_like(fit) if may_be_none else np.maximum(2.0 * fit - above, 0.0)
    high = np.minimum(np.maximum(2.0 * fit - below, by_chance), largest)
    return Reflected(np.clip(2.0 * fit - middle, low, high), low, high)
