"""The one form in which every result is written as JSON (see the command line's conventions)."""

import math
from collections.abc import Mapping, Sequence

JsonValue = str | int | float | bool | None | Sequence["JsonValue"] | Mapping[str, "JsonValue"]

VERSION = "1"
"""Version of the methods; changes when a number they give changes."""


def as_json(
    *,
    method: str,
    estimate: float | None,
    estimate_name: str,
    interval: tuple[float | None, float | None] | None,
    level: float | None,
    p_value: float | None,
    n: int,
    warnings: Sequence[str],
    details: Mapping[str, JsonValue],
    period: tuple[str, str] | None = None,
    seed: int | None = None,
) -> dict[str, JsonValue]:
    """Result as plain JSON values. A bound that does not exist is null, never nan or infinity.

    `period`: first and last time of the data, both included, as ISO dates or as they were given. `seed`: of the
    random numbers, None where there are none.
    """
    for number in (estimate, p_value, *(interval or ())):
        if number is not None and not math.isfinite(number):
            raise AssertionError(f"{method} gave {number}, which is not a number to show.")
    return {
        "method": method,
        "estimate": estimate,
        "estimate_name": estimate_name,
        "interval": None if interval is None else list(interval),
        "level": level,
        "p_value": p_value,
        "n": n,
        "period": None if period is None else list(period),
        "seed": seed,
        "version": VERSION,
        "warnings": list(warnings),
        "details": dict(details),
    }
