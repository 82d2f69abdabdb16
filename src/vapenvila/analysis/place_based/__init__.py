"""Before and after in places with the programme and places like them without it."""

from vapenvila.analysis.place_based.changes import Area
from vapenvila.analysis.place_based.displacement_difference import (
    PlaceError,
    displacement_by_period,
    displacement_difference,
)
from vapenvila.analysis.place_based.result import DisplacementDifference

__all__ = [
    "Area",
    "DisplacementDifference",
    "PlaceError",
    "displacement_by_period",
    "displacement_difference",
]
