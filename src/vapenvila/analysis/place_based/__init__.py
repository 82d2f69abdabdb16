"""Before and after in places with the programme and places like them without it."""

from vapenvila.analysis.place_based.displacement_difference import (
    Area,
    DisplacementDifference,
    PlaceError,
    displacement_difference,
)

__all__ = ["Area", "DisplacementDifference", "PlaceError", "displacement_difference"]
