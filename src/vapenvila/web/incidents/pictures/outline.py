"""The areas as a drawing made on the server: what the map shows without JavaScript or without WebGL."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from vapenvila.web.incidents.pictures.places import AreaLine, middle, rings

WIDTH = 800.0
MARGIN = 8.0
SHADES = 4

Place = Callable[[Sequence[float]], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Shape:
    """One area: its outline as an SVG path, its shade, and where its number stands."""

    line: AreaLine
    path: str
    shade: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Outline:
    """The drawing."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


def outline(lines: Sequence[AreaLine]) -> Outline | None:
    """Flat drawing of all areas with a shape, north up; None when there is none."""
    drawn = [line for line in lines if line.area and rings(line.area.geometry)]
    corners = [point for line in drawn if line.area for ring in rings(line.area.geometry) for point in ring]
    if not corners:
        return None
    west, east = min(p[0] for p in corners), max(p[0] for p in corners)
    south, north = min(p[1] for p in corners), max(p[1] for p in corners)
    narrower = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / max((east - west) * narrower, 1e-9)

    def place(point: Sequence[float]) -> tuple[float, float]:
        return MARGIN + (point[0] - west) * narrower * scale, MARGIN + (north - point[1]) * scale

    most = max((line.tally.incidents for line in drawn), default=0) or 1
    height = int(2 * MARGIN + (north - south) * scale)
    return Outline(int(WIDTH), height, tuple(_shapes(drawn, place, most)))


def _shapes(lines: Iterable[AreaLine], place: Place, most: int) -> Iterable[Shape]:
    for line in lines:
        if line.area is None:
            continue
        path = " ".join(_ring(ring, place) for ring in rings(line.area.geometry))
        x, y = place(middle(line.area.geometry) or rings(line.area.geometry)[0][0])
        yield Shape(line, path, shade(line.tally.incidents, most), round(x, 1), round(y, 1))


def shade(incidents: int, most: int) -> int:
    """0 for none, otherwise 1 to SHADES in equal steps up to the most."""
    return -(-SHADES * incidents // most)


def _ring(ring: Sequence[Sequence[float]], place: Place) -> str:
    return "M" + "L".join("{:.1f},{:.1f}".format(*place(point)) for point in ring) + "Z"
