"""How many units have how many events: all that concentration needs to know."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.input_error import InputError

Floats = NDArray[np.float64]
MOST = 1e9
"""Guard: beyond it the likelihood of the rates is lost in rounding."""


class ConcentrationError(InputError):
    """Counts or settings that concentration cannot be told from; the sentence says why."""


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Units by their number of events. `value`: (v,) different numbers of events, rising. `units`: (v,) units with
    each. `known_units`: whether the units without events are all there."""

    value: Floats
    units: Floats
    known_units: bool

    @property
    def n(self) -> int:
        """Units in all."""
        return round(float(self.units.sum()))

    @property
    def events(self) -> int:
        """Events in all."""
        return round(float(self.value @ self.units))


def spread_of_events(unit_of_event: Sequence[Hashable], units_total: int | None = None) -> Spread:
    """From the unit of each event. `units_total`: units there are, those without events included; without it only units
    with an event are known, and concentration looks smaller than it is. Raises ConcentrationError."""
    counts = np.array(list(Counter(unit_of_event).values()), dtype=np.int64)
    return spread_of_counts(counts, units_total)


def spread_of_counts(counts: ArrayLike, units_total: int | None = None) -> Spread:
    """From (n,) whole numbers of events, one a unit. Raises ConcentrationError."""
    given = np.asarray(counts)
    if given.ndim != 1 or not (np.issubdtype(given.dtype, np.number) or given.size == 0):
        raise ConcentrationError("Counts must be a plain list of numbers, one a unit.")
    numbers = given.astype(np.float64)
    for wrong, what in (
        (~np.isfinite(numbers), "is missing or not a number"),
        (numbers < 0, "is below 0; take corrections off the events before counting"),
        (numbers != np.floor(numbers), "is not a whole number"),
        (numbers > MOST, f"is more than the {MOST:,.0f} that can be told apart"),
    ):
        if wrong.any():
            at = int(np.argmax(wrong))
            shown = f", {numbers[at]:g}," if np.isfinite(numbers[at]) else ""
            raise ConcentrationError(f"The count of unit {at + 1}{shown} {what}.")
    if numbers.sum() == 0:
        raise ConcentrationError("There are no events, so nothing can be concentrated.")
    missing = 0 if units_total is None else units_total - len(numbers)
    if missing < 0:
        raise ConcentrationError(
            f"There are {len(numbers)} units in the data, more than the {units_total} in all."
        )
    value, units = _tallied(numbers)
    if missing:
        value, units = (np.append(0.0, value), np.append(0, units)) if value[0] > 0 else (value, units)
        units[0] += missing
    if units.sum() < 2:
        raise ConcentrationError("There is one unit; concentration compares units with each other.")
    return Spread(
        value, units.astype(np.float64), known_units=units_total is not None or bool((numbers == 0).any())
    )


def _tallied(numbers: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """Different numbers, rising, and how often each comes."""
    if numbers.max() > len(numbers) + 1_000:
        value, units = np.unique(numbers, return_counts=True)
        return value, units.astype(np.int64)
    units = np.bincount(numbers.astype(np.int64))
    there = np.flatnonzero(units)
    return there.astype(np.float64), units[there]
