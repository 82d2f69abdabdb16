"""Where the incidents gather: hot spots by Gi* on a grid, patch by patch, each with its rate and limits.

Gi* exchanges the counts among the cells and so needs no outline of where people live; see `hot_spots`.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from vapenvila.analysis.hot_spots import GiMap, Patch, gi_of_events
from vapenvila.analysis.hot_spots.density_map import FEWEST
from vapenvila.analysis.problem_analysis.inputs import Floats, IncidentTable, ProblemError

SMALLEST_CELL, LARGEST_CELL = 250.0, 2_000.0
_NEIGHBOURHOOD = 9.0  # cells
_EXPECTED = 5.0
MOST_CELLS: Final = 20_000
FARTHEST: Final = 150_000.0
"""Metres: incidents spread wider than this are no city, or some lie in the wrong place."""
_EARTH = 6_371_008.8


@dataclass(frozen=True, slots=True, eq=False)
class HotSpots:
    """`map`: all cells. `patches`: those with at least `smallest` incidents. `dropped`: hot patches with fewer, not shown.
    `without_place`: incidents left out for having no place. `cell`: side in metres."""

    map: GiMap
    patches: tuple[Patch, ...]
    dropped: int
    without_place: int
    cell: float


def hot_spots(
    incidents: IncidentTable, *, smallest: int, permutations: int, level: float, seed: int
) -> HotSpots:
    """Raises ProblemError without places or dates, for too few or for incidents spread over more than a region."""
    if incidents.x is None or incidents.y is None or incidents.when is None:
        raise ProblemError("Hot spots need the place and the date of each incident.")
    there = np.isfinite(incidents.x) & np.isfinite(incidents.y)
    x, y, when = incidents.x[there], incidents.y[there], incidents.when[there]
    if len(x) < FEWEST:
        raise ProblemError(f"{len(x)} incidents with a place make no map; at least {FEWEST} are needed.")
    if max(np.ptp(x), np.ptp(y)) > FARTHEST:
        raise ProblemError("The incidents lie more than 150 km apart: some place must be wrong.")
    side = cell_side(x, y)
    made = gi_of_events(x, y, when, cell=side, permutations=permutations, level=level, seed=seed)
    shown = tuple(patch for patch in made.patches if patch.events >= smallest)
    return HotSpots(made, shown, len(made.patches) - len(shown), int((~there).sum()), side)


def cell_side(x: Floats, y: Floats) -> float:
    """Side in metres with which a cell and its neighbours expect five incidents, between 250 m and 2 km, in steps of 50 m."""
    area = max(float(np.ptp(x) * np.ptp(y)), 1.0)
    wanted = float(np.sqrt(_EXPECTED / _NEIGHBOURHOOD * area / len(x)))
    fits = float(np.sqrt(area / MOST_CELLS))
    return float(np.ceil(np.clip(max(wanted, fits), SMALLEST_CELL, max(LARGEST_CELL, fits)) / 50.0) * 50.0)


def flat(latitude: Floats, longitude: Floats) -> tuple[Floats, Floats]:
    """(n,) metres east and north of the middle, on a plane that touches the earth there; good to a thousandth within a
    city."""
    known = np.isfinite(latitude) & np.isfinite(longitude)
    if not known.any():
        return np.full(latitude.shape, np.nan), np.full(latitude.shape, np.nan)
    middle = float(np.median(latitude[known])), float(np.median(longitude[known]))
    north = np.where(known, np.radians(latitude - middle[0]) * _EARTH, np.nan)
    east = np.radians(longitude - middle[1]) * _EARTH * np.cos(np.radians(middle[0]))
    return np.where(known, east, np.nan), north
