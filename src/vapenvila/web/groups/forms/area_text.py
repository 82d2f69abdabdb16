"""An area as lines of coordinates that anybody can type, read aloud and correct."""

import re
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from vapenvila.rules.group_area import polygons_of

Ring = list[list[float]]
# “59.3293, 18.0686”, “59.3293 18.0686” and “59,3293; 18,0686” are all a corner.
_NUMBER = r"-?\d{1,3}(?:[.,]\d+)?"
_CORNER = re.compile(rf"({_NUMBER})(?:\s*[;]\s*|\s*,\s+|\s+)({_NUMBER})")
_TIGHT = re.compile(r"(-?\d{1,3}\.\d+),(-?\d{1,3}\.\d+)")
DECIMALS = 6  # a decimetre


def rings_from_text(text: str) -> list[Ring]:
    """Closed rings of [longitude, latitude]. ValidationError with the line that cannot be read."""
    rings: list[Ring] = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        lines = [
            (number, line.strip()) for number, line in enumerate(block.split("\n"), start=1) if line.strip()
        ]
        corners = [_corner(line, number, len(rings) + 1) for number, line in lines]
        if corners:
            rings.append([*corners, corners[0]] if corners[0] != corners[-1] else corners)
    return rings


def _corner(line: str, number: int, outline: int) -> list[float]:
    found = _CORNER.fullmatch(line) or _TIGHT.fullmatch(line)
    if found is None:
        raise ValidationError(
            gettext(
                "Line %(number)d of outline %(outline)d, “%(line)s”, is not a corner. Write latitude, longitude, for example"
                " 59.3293, 18.0686."
            )
            % {"number": number, "outline": outline, "line": line[:40]}
        )
    latitude, longitude = (float(part.replace(",", ".")) for part in found.groups())
    return [longitude, latitude]


def geometry_of(rings: Sequence[Ring], shapes: Sequence[Any]) -> dict[str, Any]:
    """One GeoJSON geometry of outlines and of the shapes of parts of the city. Any: shapes are GeoJSON as imported."""
    polygons = [[ring] for ring in rings]
    for shape in shapes:
        polygons += [
            [[list(place[:2]) for place in ring] for ring in polygon] for polygon in polygons_of(shape)
        ]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def text_of(geometry: Any) -> str:
    """The outlines of a geometry as lines of coordinates. Holes of official boundaries are left out."""
    blocks = []
    for polygon in polygons_of(geometry):
        corners = polygon[0][:-1] if polygon[0][0] == polygon[0][-1] else polygon[0]
        blocks.append("\n".join(f"{_short(place[1])}, {_short(place[0])}" for place in corners))
    return "\n\n".join(blocks)


def _short(number: float) -> str:
    return f"{number:.{DECIMALS}f}".rstrip("0").rstrip(".")
