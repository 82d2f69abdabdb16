"""Did places with a programme change otherwise than places like them, and did events move around the corner?

The weighted displacement difference of A. P. Wheeler, J. H. Ratcliffe (2018), "A simple weighted displacement difference
test to evaluate place based crime interventions", Crime Science 7:11, with periods of unequal length as in Wheeler's
later note: counts are divided by the length of their period.
"""

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.place_based.changes import Area, doubted, together
from vapenvila.analysis.place_based.result import DisplacementDifference
from vapenvila.analysis.small_counts import CountError, compare_periods
from vapenvila.analysis.small_counts.checked_input import (
    checked_count,
    checked_counts,
    checked_exposure,
    checked_level,
)
from vapenvila.analysis.small_counts.dispersion import Dispersion, as_dispersion, estimated_dispersion


class PlaceError(InputError):
    """Counts or weights that cannot be compared; the sentence says which."""


Dispersed = float | Mapping[str, Dispersion] | None


def displacement_difference(
    treated: tuple[float, float],
    control: tuple[float, float],
    *,
    treated_ring: tuple[float, float] | None = None,
    control_ring: tuple[float, float] | None = None,
    time_weights: tuple[float, float] = (1.0, 1.0),
    level: float = 0.95,
    dispersion: Dispersed = None,
) -> DisplacementDifference:
    """Compare (before, after) counts of an area with a programme and one without; rings are the areas around them.

    `time_weights`: length of the time before and after in one unit; the estimate is per that unit. `dispersion`: how much
    more counts vary than independent ones, one number of at least 1 or for each area (`treated`, `control`, `treated_ring`,
    `control_ring`) as estimated. Raises PlaceError for counts it cannot use and for one ring without the other.
    """
    if (treated_ring is None) != (control_ring is None):
        raise PlaceError("Give the area around both the programme and the comparison, or around neither.")
    given = {
        "treated": treated,
        "control": control,
        "treated_ring": treated_ring,
        "control_ring": control_ring,
    }
    try:
        weights = (
            checked_exposure(time_weights[0], "The weight of the time before"),
            checked_exposure(time_weights[1], "The weight of the time after"),
        )
        share = checked_level(level)
        areas = {
            name: _area(pair, weights, name, _dispersion(dispersion, name))
            for name, pair in given.items()
            if pair is not None
        }
    except CountError as problem:
        raise PlaceError(str(problem)) from None
    return _compared(areas, weights, share)


def displacement_by_period(
    series: Mapping[str, ArrayLike], start: int, *, level: float = 0.95
) -> DisplacementDifference:
    """The same from (T,) counts of periods of equal length by area, named as `dispersion` above, those from place `start` on
    after; the dispersion of each area is estimated. The estimate is per period. Raises PlaceError."""
    lengths = {len(np.asarray(counts)) for counts in series.values()}
    if not {"treated", "control"} <= set(series) or len(lengths) != 1:
        raise PlaceError("Give the counts with the programme and of the comparison for the same periods.")
    try:
        known = {name: estimated_dispersion(counts, start) for name, counts in series.items()}
        whole = {name: checked_counts(counts, "The counts") for name, counts in series.items()}
    except CountError as problem:
        raise PlaceError(str(problem)) from None
    pairs = {name: (float(y[:start].sum()), float(y[start:].sum())) for name, y in whole.items()}
    return displacement_difference(
        pairs["treated"],
        pairs["control"],
        treated_ring=pairs.get("treated_ring"),
        control_ring=pairs.get("control_ring"),
        time_weights=(float(start), float(lengths.pop() - start)),
        level=level,
        dispersion=known,
    )


def _dispersion(given: Dispersed, name: str) -> Dispersion | None:
    return given.get(name) if isinstance(given, Mapping) else as_dispersion(given)


def _compared(areas: dict[str, Area], weights: tuple[float, float], level: float) -> DisplacementDifference:
    treated, control = areas["treated"], areas["control"]
    rings = areas.get("treated_ring"), areas.get("control_ring")
    local, parts = treated.change - control.change, [together([treated.doubt, control.doubt])]
    around = None
    if rings[0] is not None and rings[1] is not None:
        around = rings[0].change - rings[1].change
        parts.append(together([rings[0].doubt, rings[1].doubt]))
    estimate, doubt = local + (around or 0.0), together(parts)
    reach, error = doubt.half_width(level), doubt.error
    ratios = [
        compare_periods(area.before, area.after, *weights, level=level, dispersion=area.dispersion)
        for area in (treated, control)
    ]
    return DisplacementDifference(
        treated=treated,
        control=control,
        treated_ring=rings[0],
        control_ring=rings[1],
        time_weights=weights,
        estimate=estimate,
        error=error,
        z=estimate / error if error > 0.0 else None,
        low=estimate - reach,
        high=estimate + reach,
        level=level,
        p_value=doubt.p_value(estimate) if error > 0.0 else None,
        local=local,
        local_error=parts[0].error,
        around=around,
        around_error=None if around is None else parts[1].error,
        ratio_treated=ratios[0],
        ratio_control=ratios[1],
        ratio_of_ratios=_ratio_of_ratios(treated, control, level),
    )


_SAID = {
    "treated": "treated",
    "control": "control",
    "treated_ring": "treated displacement",
    "control_ring": "control displacement",
}


def _area(
    pair: tuple[float, float], weights: tuple[float, float], name: str, dispersion: Dispersion | None
) -> Area:
    if len(pair) != 2:
        raise PlaceError(f"The {_SAID[name]} place has {len(pair)} counts; give two, before and after.")
    before = checked_count(pair[0], f"The {_SAID[name]} count before")
    after = checked_count(pair[1], f"The {_SAID[name]} count after")
    return Area(
        before=before,
        after=after,
        change=after / weights[1] - before / weights[0],
        doubt=doubted(after / weights[1] ** 2 + before / weights[0] ** 2, dispersion),
        dispersion=dispersion,
    )


def _ratio_of_ratios(treated: Area, control: Area, level: float) -> tuple[float, float, float] | None:
    """(T₁/T₀)/(C₁/C₀) with limits from the standard error √(1/T₁ + 1/T₀ + 1/C₁ + 1/C₀) of its logarithm; each area's part of
    the variance is multiplied by its dispersion where one is known."""
    counts = [treated.after, treated.before, control.after, control.before]
    if min(counts) == 0:
        return None
    logarithm = math.log(counts[0] * counts[3] / (counts[1] * counts[2]))
    half = together([treated.of_logarithm, control.of_logarithm]).half_width(level)
    return math.exp(logarithm), math.exp(logarithm - half), math.exp(logarithm + half)
