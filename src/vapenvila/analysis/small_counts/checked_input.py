"""Input of the small-count methods, checked: what cannot be used is refused with a sentence."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.input_error import InputError


class CountError(InputError):
    """Counts, exposures or a level that the method cannot use; the sentence says which and what is allowed."""


def checked_counts(values: ArrayLike, name: str, *, at_least: int = 1) -> NDArray[np.int64]:
    """Whole numbers of at least 0, one-dimensional, as (n,) int64."""
    given = np.asarray(values)
    if given.ndim != 1:
        raise CountError(f"{name} must be a plain list of counts; it has {given.ndim} dimensions.")
    if len(given) < at_least:
        needed = "one count is" if at_least == 1 else f"{at_least} counts are"
        raise CountError(f"{name} holds {len(given)} counts; at least {needed} needed.")
    if not np.issubdtype(given.dtype, np.number) or np.issubdtype(given.dtype, np.complexfloating):
        raise CountError(f"{name} must hold numbers; it holds {given.dtype}.")
    numbers = given.astype(np.float64)
    for wrong, what in (
        (~np.isfinite(numbers), "is missing or not a number; leave such months out or give 0"),
        (numbers < 0, "is below 0; a count cannot be negative"),
        (numbers != np.floor(numbers), "is not a whole number"),
    ):
        if wrong.any():
            place = int(np.argmax(wrong))
            shown = f": {numbers[place]:g}" if math.isfinite(numbers[place]) else ""
            raise CountError(f"{name}, position {place + 1}{shown} {what}.")
    return numbers.astype(np.int64)


def checked_count(value: float, name: str) -> int:
    """One whole number of at least 0."""
    if not math.isfinite(value):
        raise CountError(f"{name} is missing or not a number.")
    if value < 0:
        raise CountError(f"{name} is {value:g}; a count cannot be negative.")
    if value != math.floor(value):
        raise CountError(f"{name} is {value:g}; a count is a whole number.")
    return int(value)


def checked_exposure(value: float, name: str) -> float:
    """Time or population at risk: a number above 0."""
    if not math.isfinite(value):
        raise CountError(f"{name} is missing or not a number; it must be above 0.")
    if not value > 0:
        raise CountError(f"{name} is {value:g}; it must be above 0.")
    return float(value)


def checked_level(level: float) -> float:
    """Confidence level between 0 and 1, both excluded."""
    if not 0.0 < level < 1.0:
        raise CountError(f"The level is {level:g}; give a share between 0 and 1, such as 0.95.")
    return float(level)
