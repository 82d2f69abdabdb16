"""Was the map right? How many later events fell in the cells it marked, for so much of the area.

Prediction accuracy index: S. Chainey, L. Tompson and S. Uhlig (2008), "The utility of hotspot mapping for predicting spatial
patterns of crime", Security Journal 21, 4–28. Efficiency against the best there could be with the same cells: J. M. Hunt
(2016), Do crime hot spots move?, dissertation, American University.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.checked_events import EventError, Floats
from vapenvila.analysis.result_form import JsonValue
from vapenvila.analysis.small_counts.binomial_limits import binomial_limits

AREAS = (0.01, 0.05, 0.1)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The cells with the highest values, together `area` of all. `hits` of `events` later events fell there.

    `index`: PAI = (hits / events) / area, with its limits; 1 is what chance gives. `efficiency`: PEI = hits / hits of the
    best choice of so many cells, known only afterwards, with limits.
    """

    area: float
    cells: int
    hits: int
    events: int
    index: float
    index_limits: tuple[float, float]
    efficiency: float
    efficiency_limits: tuple[float, float]

    def as_json(self) -> dict[str, JsonValue]:
        """As JSON values."""
        return {
            "area": self.area,
            "cells": self.cells,
            "hits": self.hits,
            "events": self.events,
            "pai": self.index,
            "pai_interval": list(self.index_limits),
            "pei": self.efficiency,
            "pei_interval": list(self.efficiency_limits),
        }


def accuracy(
    values: Floats, later: Floats, *, areas: Sequence[float] = AREAS, level: float = 0.95
) -> tuple[Accuracy, ...]:
    """For each share of the area. `values`: (cells,) of the map, cells of one size. `later`: (cells,) events after it.

    Limits are Clopper and Pearson's for the share of later events that hit, the map and the best choice held fixed. Cells of
    equal value are taken in the grid's order. Raises EventError when no later event falls in a cell.
    """
    events = int(later.sum())
    if events == 0:
        raise EventError("No later event falls in the area of the map, so it cannot be judged.")
    order = np.argsort(-values, kind="stable")
    caught, best = np.cumsum(later[order]), np.cumsum(-np.sort(-later))
    found = []
    for wanted in areas:
        if not 0.0 < wanted < 1.0:
            raise EventError(f"A share of the area is above 0 and below 1, not {wanted:g}.")
        cells = max(1, int(np.floor(wanted * len(values) + 1e-9)))
        area, hits, most = cells / len(values), int(caught[cells - 1]), float(best[cells - 1])
        low, high = (float(limit) for limit in binomial_limits(hits, events, level))
        found.append(
            Accuracy(
                area=area,
                cells=cells,
                hits=hits,
                events=events,
                index=hits / events / area,
                index_limits=(low / area, high / area),
                efficiency=hits / most,
                efficiency_limits=(low * events / most, min(1.0, high * events / most)),
            )
        )
    return tuple(found)
