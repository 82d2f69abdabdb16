"""What every method raises for input it cannot use."""

import math

import numpy as np


class InputError(ValueError):
    """Data or settings a method cannot use; the sentence says which and what is allowed. Any other error is ours."""


def said_number(value: float) -> str:
    """The number as a sentence names it; what is none, or has no end, is called so."""
    return f"{value:g}" if math.isfinite(value) else "missing or not a number"


def is_nothing(name: object) -> bool:
    """Whether a name, as it comes from a table, is an empty cell or no finite number and so names nobody."""
    return name is None or (isinstance(name, (float, np.floating)) and not math.isfinite(name))
