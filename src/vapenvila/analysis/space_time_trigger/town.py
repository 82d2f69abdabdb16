"""The events of a town in their window, and how their background is made: all that does not change from draw to draw."""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.checked_events import Floats
from vapenvila.analysis.self_exciting.window import Window
from vapenvila.analysis.space_time_trigger.background_places import density_by_others
from vapenvila.analysis.space_time_trigger.background_times import day_shares
from vapenvila.analysis.space_time_trigger.fitting import Limits, Placed


@dataclass(frozen=True, slots=True, eq=False)
class Town:
    """`bandwidth`: of the background's kernel. `area`: of the box around the places. `terms`: (days, k) of the background in
    time. `limits`: what is looked for."""

    window: Window
    bandwidth: float
    area: float
    terms: Floats
    limits: Limits

    def placed(self, x: Floats, y: Floats, times: Floats) -> tuple[Placed, Floats]:
        """Events with their background, in order of time, and the share of the background on each day. `times`: (n,) days
        since the window's first midnight; of events known by their day, any moment of it, which is drawn anew elsewhere."""
        order = np.argsort(times, kind="stable")
        x, y, times = x[order], y[order], times[order]
        shares = day_shares(times, self.terms)
        here = density_by_others(x, y, self.bandwidth, self.area)
        today = shares[np.minimum(times.astype(np.int64), len(shares) - 1)]
        return Placed(x, y, times, self.window.end, here, today), shares
