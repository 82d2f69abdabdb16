"""Whether two drawn shapes have a place in common: a group's home and a part of the city (domain.md 2.1, `scope_area`)."""

from collections.abc import Iterator, Mapping
from typing import Any

Point = tuple[float, float]
Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]  # the outline first, then its holes


def shapes_meet(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two GeoJSON polygons (or several of them, WGS84, degrees) share a point, a border included.

    Degrees are taken as a plane: over the width of a city that moves no answer. ValueError for another kind of shape.
    """
    return any(_polygons_meet(a, b) for a in _polygons(one) for b in _polygons(other))


def _polygons(shape: Mapping[str, Any]) -> Iterator[Polygon]:
    match shape.get("type"):
        case "Polygon":
            yield _rings(shape["coordinates"])
        case "MultiPolygon":
            yield from (_rings(polygon) for polygon in shape["coordinates"])
        case _:
            raise ValueError("a shape is a Polygon or a MultiPolygon")


def _rings(coordinates: Any) -> Polygon:  # Any: GeoJSON as it was drawn
    return tuple(tuple((float(x), float(y)) for x, y, *_height in ring) for ring in coordinates)


def _polygons_meet(one: Polygon, other: Polygon) -> bool:
    if _apart(one[0], other[0]):
        return False
    if _inside(one[0][0], other) or _inside(other[0][0], one):
        return True
    return any(_cross(a, b, c, d) for a, b in _edges(one) for c, d in _edges(other))


def _apart(one: Ring, other: Ring) -> bool:
    """Whether the boxes around two outlines have no point in common."""
    for axis in (0, 1):
        a, b = [point[axis] for point in one], [point[axis] for point in other]
        if max(a) < min(b) or max(b) < min(a):
            return True
    return False


def _edges(polygon: Polygon) -> Iterator[tuple[Point, Point]]:
    for ring in polygon:
        yield from zip(ring, (*ring[1:], ring[0]), strict=True)


def _inside(point: Point, polygon: Polygon) -> bool:
    """Whether an even-odd ray from the point crosses the border an odd number of times; holes count as outside."""
    x, y = point
    crossed = False
    for (ax, ay), (bx, by) in _edges(polygon):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            crossed = not crossed
    return crossed


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the segments a–b and c–d share a point."""
    turns = _turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b)
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    ends = ((a, b, c), (a, b, d), (c, d, a), (c, d, b))
    return any(not turn and _between(*end) for turn, end in zip(turns, ends, strict=True))


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _between(a: Point, b: Point, c: Point) -> bool:
    """Whether c, on the line through a and b, lies between them."""
    return min(a[0], b[0]) <= c[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= c[1] <= max(a[1], b[1])
