"""What drives the process: trend, season, and the programme's effect. Times are operational days."""

import math
from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.made_up_city.columns import Numbers
from vapenvila.analysis.made_up_city.settings import Effect

_YEAR = 365.25


@dataclass(frozen=True, slots=True, eq=False)
class Drive:
    """Factors on the rates. `peak_at`: day of the yearly peak; `start_at`: first day of the effect."""

    yearly_trend: float
    season_amplitude: float
    peak_at: float
    start_at: float
    effect: Effect

    def background(self, time: Numbers) -> Numbers:
        """Factor of trend and season, same shape as `time`."""
        season = 1.0 + self.season_amplitude * np.cos(2.0 * np.pi * (time - self.peak_at) / _YEAR)
        return np.asarray(np.exp(self.yearly_trend * time / _YEAR) * season)

    def background_bound(self, horizon: float) -> float:
        """Number the background factor never exceeds up to `horizon`."""
        return max(1.0, math.exp(self.yearly_trend * horizon / _YEAR)) * (1.0 + self.season_amplitude)

    def strength(self, time: Numbers) -> Numbers:
        """How much of the effect is there: 0 before the start, 1 at it, fading with the half-life."""
        since = np.maximum(time - self.start_at, 0.0)
        half_life = self.effect.half_life_days
        kept = np.ones_like(since) if half_life is None else np.exp2(-since / half_life)
        return np.where(time >= self.start_at, kept, 0.0)

    def on_sparks(self, time: Numbers, dose: Numbers) -> Numbers:
        """Factor the programme puts on new quarrels begun by a group with this dose."""
        return np.asarray(self.effect.rate_ratio ** (dose * self.strength(time)))

    def on_retaliation(self, time: Numbers) -> Numbers:
        """Factor the programme puts on answers to earlier incidents."""
        return np.asarray(self.effect.retaliation_ratio ** self.strength(time))
