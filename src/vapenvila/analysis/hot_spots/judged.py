"""A map held against what happened after it was made."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from numpy.typing import ArrayLike

from vapenvila.analysis.checked_events import EventError, checked_numbers
from vapenvila.analysis.hot_spots.accuracy import AREAS, Accuracy, accuracy
from vapenvila.analysis.hot_spots.density_map import DensityMap
from vapenvila.analysis.hot_spots.gi_map import GiMap
from vapenvila.analysis.hot_spots.sentences import say
from vapenvila.analysis.wording import Language, number

Map = TypeVar("Map", DensityMap, GiMap)


def judged_on(made: Map, x: ArrayLike, y: ArrayLike, *, areas: Sequence[float] = AREAS) -> Map:
    """The same map with its accuracy on later events at `x`, `y`: (m,). Raises EventError for a map without a grid."""
    if made.grid is None:
        raise EventError("Areas counted beforehand have no grid, so later events cannot be placed in them.")
    later = made.grid.counts(checked_numbers(x, "x"), checked_numbers(y, "y"))
    return replace(made, accuracy=accuracy(made.values, later, areas=areas, level=made.level))


def accuracy_said(one: Accuracy, language: Language) -> str:
    """One sentence for one share of the area."""
    return say(
        "accuracy",
        language,
        cells=one.cells,
        area=number(100.0 * one.area, language, 1),
        hits=one.hits,
        events=one.events,
        index=number(one.index, language, 1),
        low=number(one.index_limits[0], language, 1),
        high=number(one.index_limits[1], language, 1),
        efficiency=number(100.0 * one.efficiency, language, 0),
    )
