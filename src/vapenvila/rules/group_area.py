"""Whether an area drawn for a group can be: closed rings that do not cross themselves, where the programme works."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.incident_facts import Box

MOST_CORNERS = 5_000  # of all rings together; a drawn area has a dozen, a part of the city some hundreds
CROSSINGS_LOOKED_FOR_UP_TO = 400  # corners of a ring; official boundaries are longer and do not cross

Position = Sequence[float]


def possible_area(geometry: Any, *, box: Box | None) -> Decision:
    """Whether this GeoJSON can be a group's area. Any: it comes from a drawing or a file."""
    polygons = polygons_of(geometry)
    if not polygons:
        return refuse(say("Draw an area: at least three corners."))
    rings = [ring for polygon in polygons for ring in polygon]
    if sum(len(ring) for ring in rings) > MOST_CORNERS:
        return refuse(say("The area has too many corners. Draw it more simply."))
    for ring in rings:
        decision = _possible_ring(ring, box)
        if not decision:
            return decision
    return allow(say("The area may be said."))


def polygons_of(geometry: Any) -> list[list[list[Position]]]:
    """The polygons of a GeoJSON Polygon or MultiPolygon, each a list of rings; nothing for anything else."""
    match geometry:
        case {"type": "Polygon", "coordinates": [*rings]}:
            polygons = [rings]
        case {"type": "MultiPolygon", "coordinates": [*polygons]}:
            pass
        case _:
            return []
    return polygons if all(_well_formed(polygon) for polygon in polygons) else []


def _well_formed(polygon: Any) -> bool:
    return isinstance(polygon, list) and bool(polygon) and all(_is_ring(ring) for ring in polygon)


def _is_ring(ring: Any) -> bool:
    return isinstance(ring, list) and all(
        isinstance(place, list | tuple)
        and len(place) >= 2
        and all(isinstance(number, int | float) and not isinstance(number, bool) for number in place[:2])
        for place in ring
    )


def _possible_ring(ring: list[Position], box: Box | None) -> Decision:
    corners = {(float(place[0]), float(place[1])) for place in ring}
    if len(ring) < 4 or len(corners) < 3:
        return refuse(say("Draw an area: at least three corners."))
    if tuple(ring[0][:2]) != tuple(ring[-1][:2]):
        return refuse(say("The outline is not closed: it must end where it begins."))
    if not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in corners):
        return refuse(say("A corner is not on earth. Latitude is at most 90, longitude at most 180 degrees."))
    if box is not None and not all(box.holds(y, x) for x, y in corners):
        return refuse(say("A corner lies far outside the programme's area. Check latitude and longitude."))
    if len(ring) <= CROSSINGS_LOOKED_FOR_UP_TO and any(_crossings(ring)):
        return refuse(say("The outline crosses itself. Move a corner so that it does not."))
    return allow(say("The area may be said."))


def _crossings(ring: list[Position]) -> Iterator[bool]:
    """For each two sides that do not meet at a corner: whether they cross."""
    sides = list(pairwise(ring))
    for first in range(len(sides)):
        for second in range(first + 2, len(sides)):
            if first == 0 and second == len(sides) - 1:
                continue  # the last side ends where the first begins
            yield _cross(*sides[first], *sides[second])


def _cross(a: Position, b: Position, c: Position, d: Position) -> bool:
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Position, b: Position, c: Position) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
