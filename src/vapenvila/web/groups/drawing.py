"""Where groups are at home, as a drawing made on the server and as data for the page's own map."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from vapenvila.web.groups.picture import GroupPicture
from vapenvila.web.incidents.pictures.places import middle, rings
from vapenvila.web.partners.models import Programme

WIDTH = 800.0
MARGIN = 8.0
MOST_HEIGHT = 700.0

Place = Callable[[Sequence[float]], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class DrawnArea:
    """One area of a group: its outline as an SVG path, and where its name stands."""

    label: str
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The parts of the city and the group's areas on them, north up."""

    width: int
    height: int
    districts: tuple[tuple[str, str], ...]  # name, path
    areas: tuple[DrawnArea, ...]


def group_outline(
    picture: GroupPicture, identity: UUID, districts: Mapping[UUID, tuple[str, Any]]
) -> Drawing | None:
    """The drawing of one group's areas; None where no area of it is in the picture."""
    group = picture.group(identity)
    if group is None or not group.areas:
        return None
    shapes = [shape for _name, shape in districts.values()]
    place, width, height = frame_of([*shapes, *(said.geometry for said in group.areas)])
    areas = []
    for said in group.areas:
        x, y = place(middle(said.geometry) or rings(said.geometry)[0][0])
        areas.append(DrawnArea(said.label, path_of(said.geometry, place), round(x, 1), round(y, 1)))
    drawn = tuple((name, path_of(shape, place)) for name, shape in districts.values())
    return Drawing(width, height, drawn, tuple(areas))


def map_features(
    programme: Programme,
    picture: GroupPicture,
    identity: UUID | None,
    districts: Mapping[UUID, tuple[str, Any]],
) -> dict[str, Any]:
    """Parts of the city and the group's areas as GeoJSON, and the programme's part of the world."""
    group = picture.group(identity) if identity else None
    corners = (programme.west, programme.south, programme.east, programme.north)
    return {
        "districts": _collection((name, shape) for name, shape in districts.values()),
        "areas": _collection((said.label, said.geometry) for said in (group.areas if group else ())),
        "bounds": [corner for corner in corners if corner is not None] if None not in corners else None,
    }


def _collection(shapes: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "geometry": shape, "properties": {"name": name, "middle": middle(shape)}}
            for name, shape in shapes
        ],
    }


def frame_of(shapes: Iterable[Any]) -> tuple[Place, int, int]:
    """Where a point (longitude, latitude) stands on a drawing that holds all shapes, and how wide and high it is."""
    corners = [point for shape in shapes for ring in rings(shape) for point in ring]
    west, east = min(p[0] for p in corners), max(p[0] for p in corners)
    south, north = min(p[1] for p in corners), max(p[1] for p in corners)
    narrower = math.cos(math.radians((south + north) / 2))
    across, upwards = max((east - west) * narrower, 1e-9), max(north - south, 1e-9)
    scale = min((WIDTH - 2 * MARGIN) / across, (MOST_HEIGHT - 2 * MARGIN) / upwards)

    def place(point: Sequence[float]) -> tuple[float, float]:
        return MARGIN + (point[0] - west) * narrower * scale, MARGIN + (north - point[1]) * scale

    return place, int(2 * MARGIN + across * scale), int(2 * MARGIN + upwards * scale)


def path_of(geometry: Any, place: Place) -> str:
    """The outline as an SVG path."""
    return " ".join(
        "M" + "L".join("{:.1f},{:.1f}".format(*place(point)) for point in ring) + "Z"
        for ring in rings(geometry)
    )
