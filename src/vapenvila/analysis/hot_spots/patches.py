"""Hot cells that touch, joined: what a map is talked about by, with the events each holds and how sure their number is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from vapenvila.analysis.checked_events import Events
from vapenvila.analysis.hot_spots.grid import Grid
from vapenvila.analysis.hot_spots.sentences import say
from vapenvila.analysis.result_form import JsonValue
from vapenvila.analysis.small_counts.exact_interval import garwood_limits
from vapenvila.analysis.wording import Language, number


@dataclass(frozen=True, slots=True)
class Patch:
    """`x`, `y`: middle of its cells. `cells`: (their numbers in the grid's order). `rate`: events per km² and year, with
    exact limits; chosen by looking, so on average too high."""

    x: float
    y: float
    cells: tuple[int, ...]
    km2: float
    events: int
    rate: float
    low: float
    high: float

    def as_json(self) -> dict[str, JsonValue]:
        """As JSON values."""
        return {
            "x": self.x,
            "y": self.y,
            "km2": self.km2,
            "events": self.events,
            "rate": self.rate,
            "interval": [self.low, self.high],
            "cells": list(self.cells),
        }


def patches_of(
    grid: Grid, hot: NDArray[np.bool_], events: Events, metres: float, level: float
) -> tuple[Patch, ...]:
    """Patches of hot cells that share a side or a corner, the one with most events first."""
    counts, (x, y) = grid.counts(events.x, events.y), grid.centres
    labels, found = ndimage.label(
        grid.spread_out(hot.astype(np.float64), empty=0.0) > 0, structure=np.ones((3, 3))
    )
    of_cell = labels[grid.inside]
    years = events.years
    made = []
    for label in range(1, found + 1):
        cells = np.flatnonzero(of_cell == label)
        held, km2 = int(counts[cells].sum()), len(cells) * (grid.side * metres / 1000.0) ** 2
        low, high = (float(limit[0]) / (km2 * years) for limit in garwood_limits([held], level))
        middle = (float(x[cells].mean()), float(y[cells].mean()))
        made.append(Patch(*middle, tuple(cells.tolist()), km2, held, held / (km2 * years), low, high))
    return tuple(sorted(made, key=lambda patch: (-patch.events, patch.cells)))


def patches_said(patches: tuple[Patch, ...], n: int, km2: float, language: Language) -> str:
    """How much of the area is hot and how many of the events lie there."""
    if not patches:
        return say("no_patches", language)
    events, hot = sum(patch.events for patch in patches), sum(patch.km2 for patch in patches)
    return say(
        "patches",
        language,
        patches=len(patches),
        km2=number(hot, language),
        area=number(100.0 * hot / km2, language, 1),
        events=events,
        share=number(100.0 * events / n, language, 0),
    )
