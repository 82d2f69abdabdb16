"""How dense are the incidents where, how sure is that, and where is it more than chance on the whole area brings?

Gaussian kernel, divided by the kernel's share inside the window (P. J. Diggle (1985), "A kernel method for smoothing point
process data", Applied Statistics 34, 138–147). The sum at a cell is a weighted sum of events, so its limits are those of
P. M. Fay and E. J. Feuer (1997) (see `small_counts.weighted_counts`): they stand where a bootstrap has nothing to draw from.
Chance: events thrown evenly over the window, the largest studentised value anywhere of each throw.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.checked_events import (
    EventError,
    Events,
    Floats,
    checked_draws,
    checked_events,
    checked_level,
)
from vapenvila.analysis.hot_spots.accuracy import Accuracy
from vapenvila.analysis.hot_spots.bandwidth import Choice, chosen_bandwidth
from vapenvila.analysis.hot_spots.grid import Grid, grid_over
from vapenvila.analysis.hot_spots.kernel_sums import EvenSpread, even_spread, kernel_sums
from vapenvila.analysis.hot_spots.patches import Patch, patches_of, patches_said
from vapenvila.analysis.hot_spots.sentences import say, weakness
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.small_counts.weighted_counts import gamma_limits
from vapenvila.analysis.study_window import StudyWindow, box_around
from vapenvila.analysis.wording import Language, check_language, number, percent

FEWEST = 5


@dataclass(frozen=True, slots=True, eq=False)
class DensityMap:
    """Cells in the grid's order. `density`, `low`, `high`: (cells,) incidents per km² and year. `p_value`: (cells,) share
    of throws of chance with so large a value anywhere. `bandwidth`: in the unit given.

    `even`: what an even spread would give. `accuracy`: on later events, empty where there are none.
    """

    grid: Grid
    density: Floats
    low: Floats
    high: Floats
    p_value: Floats
    bandwidth: float
    chosen_by: str
    even: float
    patches: tuple[Patch, ...]
    cell_km2: float
    n: int
    period: tuple[str, str]
    level: float
    simulations: int
    seed: int | None
    window: str
    accuracy: tuple[Accuracy, ...] = ()

    @property
    def hot(self) -> NDArray[np.bool_]:
        """(cells,) where p is at most 1 − level."""
        return _hot(self.p_value, self.level)

    @property
    def values(self) -> Floats:
        """(cells,) what cells are ordered by when the map is judged."""
        return self.density

    @property
    def top(self) -> int:
        """The densest cell."""
        return int(np.argmax(self.density))

    def summary(self, language: Language = "en") -> str:
        """Where it is denser than chance brings, and how dense the densest cell is."""
        chosen, top = check_language(language), self.top
        densities = {
            "density": self.density[top],
            "low": self.low[top],
            "high": self.high[top],
            "even": self.even,
        }
        dense = say(
            "density",
            chosen,
            n=self.n,
            first=self.period[0],
            last=self.period[1],
            level=percent(self.level, chosen),
            **{name: number(float(value), chosen) for name, value in densities.items()},
        )
        return f"{dense} {patches_said(self.patches, self.n, self.cell_km2 * len(self.density), chosen)}"

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the map."""
        chosen = check_language(language)
        how = "bandwidth_given" if self.chosen_by == "given" else f"bandwidth_{self.chosen_by}"
        said = [
            *weakness(self.n, chosen),
            say(how, chosen, bandwidth=number(self.bandwidth, chosen, 0)),
            say("window_box" if self.window == "box" else "window_outline", chosen),
            say("independent", chosen),
        ]
        if self.grid.side > self.bandwidth:
            said.append(say("coarse", chosen, side=number(self.grid.side, chosen, 0)))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values. The estimate is the density of the densest cell."""
        top, (x, y) = self.top, self.grid.centres
        return as_json(
            method="kernel_density",
            estimate=float(self.density[top]),
            estimate_name="incidents per km2 and year in the densest cell",
            interval=(float(self.low[top]), float(self.high[top])),
            level=self.level,
            p_value=float(self.p_value[top]),
            n=self.n,
            period=self.period,
            seed=self.seed,
            warnings=self.warnings(language),
            details={
                "bandwidth": self.bandwidth,
                "bandwidth_chosen_by": self.chosen_by,
                "even": self.even,
                "window": self.window,
                "simulations": self.simulations,
                "hot_km2": float(self.hot.sum() * self.cell_km2),
                "km2": float(len(self.hot) * self.cell_km2),
                "patches": [patch.as_json() for patch in self.patches],
                "accuracy": [one.as_json() for one in self.accuracy],
                "cells": {
                    "side": self.grid.side,
                    "x": x.tolist(),
                    "y": y.tolist(),
                    "density": self.density.tolist(),
                    "low": self.low.tolist(),
                    "high": self.high.tolist(),
                    "p": self.p_value.tolist(),
                },
            },
        )


def density_map(
    x: ArrayLike,
    y: ArrayLike,
    times: ArrayLike,
    *,
    cell: float,
    bandwidth: float | Choice = "likelihood",
    window: StudyWindow | None = None,
    metres: float = 1.0,
    simulations: int = 999,
    level: float = 0.95,
    rng: np.random.Generator | None = None,
    seed: int | None = None,
) -> DensityMap:
    """A map of cells. `x`, `y`: (n,) places in one flat unit, `metres` of them long. `times`: (n,) days, or dates.

    `cell`: side of a cell. `bandwidth`: standard deviation of the kernel, or how to choose it. `window`: what was watched,
    else the box around the events. `simulations` ≥ 19 throws of chance. Raises EventError for what it cannot use.
    """
    events, watched = checked_places(x, y, times, window, metres)
    dice = rng or np.random.default_rng(seed)
    h = _width(events, watched, bandwidth, dice)
    grid = grid_over(watched, cell, events.x, events.y)
    even = even_spread(watched, grid, h)
    density, low, high = _with_limits(events, grid, even, h, checked_level(level))
    p = _p_values(density, even, events.n, simulations, dice)
    per = (metres / 1000.0) ** 2 * events.years
    return DensityMap(
        grid=grid,
        density=density / per,
        low=low / per,
        high=high / per,
        p_value=p,
        bandwidth=h,
        chosen_by=bandwidth if isinstance(bandwidth, str) else "given",
        even=events.n / (watched.area * per),
        patches=patches_of(grid, _hot(p, level), events, metres, level),
        cell_km2=(cell * metres / 1000.0) ** 2,
        n=events.n,
        period=events.period,
        level=level,
        simulations=simulations,
        seed=seed,
        window="box" if watched.is_box else "outline",
    )


def checked_places(
    x: ArrayLike, y: ArrayLike, times: ArrayLike, window: StudyWindow | None, metres: float
) -> tuple[Events, StudyWindow]:
    """Events inside their window, at least five of them over some time. Raises EventError."""
    events = checked_events(x, y, times)
    if events.n < FEWEST:
        raise EventError(f"{events.n} events make no map; at least {FEWEST} are needed, better a hundred.")
    if events.length <= 0:
        raise EventError("All events have the same time: events a year cannot be told.")
    if not (np.isfinite(metres) and metres > 0):
        raise EventError(f"A unit is {metres:g} metres long; it must be above 0, such as 1 or 0.3048.")
    watched = window or box_around(events.x, events.y)
    watched.check_holds(events.x, events.y)
    return events, watched


def _hot(p: Floats, level: float) -> NDArray[np.bool_]:
    return np.asarray(p <= 1.0 - level + 1e-12)


def _width(events: Events, window: StudyWindow, bandwidth: float | Choice, rng: np.random.Generator) -> float:
    if isinstance(bandwidth, str):
        return chosen_bandwidth(events.x, events.y, window, bandwidth, rng)
    return float(bandwidth)


def _with_limits(
    events: Events, grid: Grid, even: EvenSpread, h: float, level: float
) -> tuple[Floats, Floats, Floats]:
    """Events by square of the unit, corrected at the edge, with Fay and Feuer's limits."""
    density = kernel_sums(events.x, events.y, grid, h) / even.mass
    squares = kernel_sums(events.x, events.y, grid, h, power=2) / even.mass**2
    low, high = gamma_limits(density, squares, 1.0 / (2.0 * np.pi * h * h * even.mass), level)
    return density, low, high


def _p_values(
    density: Floats, even: EvenSpread, n: int, simulations: int, rng: np.random.Generator
) -> Floats:
    """(cells,) share of throws whose largest value anywhere is at least the cell's, the data themselves among them."""
    checked_draws(simulations, "simulations")
    largest = np.sort(even.largest(n, simulations, rng))
    as_large = simulations - np.searchsorted(largest, even.studentised(density, n) - 1e-9, side="left")
    return np.asarray((1 + as_large) / (1 + simulations))
