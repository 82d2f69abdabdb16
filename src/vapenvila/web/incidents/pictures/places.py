"""Where it happened: points where the place is known, areas where only that is. An area is never shown as a point."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from vapenvila.web.incidents.models import Area, Incident
from vapenvila.web.incidents.pictures.queries import Tally
from vapenvila.web.incidents.queries.filtered import INJURED
from vapenvila.web.incidents.vocabulary import Precision
from vapenvila.web.partners.models import Programme

POINT_PRECISIONS = (Precision.EXACT.value, Precision.BLOCK.value)
MOST_POINTS = 3000
SHOWN_OF_A_POINT = (
    *("number", "kind", "state", "precision"),
    *("occurred_from", "occurred_to", "latitude", "longitude"),
)
AS_POINT = Q(precision__in=POINT_PRECISIONS, latitude__isnull=False)


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An area with its counts; `area` is None for incidents whose area is not known. `area_only` = no point is known."""

    area: Area | None
    tally: Tally
    area_only: int

    @property
    def per_10_000(self) -> float | None:
        """Incidents per 10,000 inhabitants in the period, when the population is known."""
        if self.area is None or not self.area.population:
            return None
        return 10_000 * self.tally.incidents / self.area.population


def area_lines(rows: QuerySet[Incident], programme: Programme) -> list[AreaLine]:
    """Every area that has a shape or an incident, the most incidents first, the unknown area last."""
    counted: dict[UUID | None, Mapping[str, Any]] = {
        row["area_id"]: row
        for row in rows.order_by()
        .values("area_id")
        .annotate(
            n=Count("*"),
            killed=Coalesce(Sum("dead"), 0),
            hurt=Coalesce(Sum(INJURED), 0),
            area_only=Count("pk", filter=~AS_POINT),
        )
    }
    areas: list[Area | None] = list(Area.objects.filter(programme=programme).order_by("name", "version"))
    lines = [
        _line(area, counted.get(area.pk)) for area in areas if area and (area.geometry or area.pk in counted)
    ]
    lines.sort(key=lambda line: -line.tally.incidents)
    return [*lines, _line(None, counted[None])] if None in counted else lines


def _line(area: Area | None, row: Mapping[str, Any] | None) -> AreaLine:
    if row is None:
        return AreaLine(area, Tally(0, 0, 0), 0)
    return AreaLine(area, Tally(row["n"], row["killed"], row["hurt"]), row["area_only"])


def points(rows: QuerySet[Incident]) -> list[Incident]:
    """The newest incidents whose own place is known, one more than MOST_POINTS when there are more."""
    known = rows.filter(AS_POINT).only(*SHOWN_OF_A_POINT)
    return list(known[: MOST_POINTS + 1])


def area_features(lines: Iterable[AreaLine]) -> dict[str, Any]:
    """The areas as GeoJSON, each with its counts and a place for its number."""
    features = [
        {
            "type": "Feature",
            "id": place,
            "geometry": line.area.geometry,
            "properties": {
                "name": line.area.name,
                "incidents": line.tally.incidents,
                "area_only": line.area_only,
                "middle": middle(line.area.geometry),
            },
        }
        for place, line in enumerate(lines)
        if line.area and line.area.geometry
    ]
    return {"type": "FeatureCollection", "features": features}


def rings(geometry: Any) -> list[list[list[float]]]:
    """The outer rings of a polygon or several polygons, as lists of [longitude, latitude]; else nothing."""
    match geometry:
        case {"type": "Polygon", "coordinates": [outer, *_]}:
            return [outer]
        case {"type": "MultiPolygon", "coordinates": parts}:
            return [part[0] for part in parts if part]
        case _:
            return []


def middle(geometry: Any) -> list[float] | None:
    """The centre of gravity of the largest ring, where the area's number stands."""
    best: tuple[float, list[float]] | None = None
    for ring in rings(geometry):
        size, x, y = 0.0, 0.0, 0.0
        origin_x, origin_y = ring[0][:2]
        for (x0, y0), (x1, y1) in zip(
            [(p[0] - origin_x, p[1] - origin_y) for p in ring],
            [(p[0] - origin_x, p[1] - origin_y) for p in [*ring[1:], ring[0]]],
            strict=True,
        ):
            cross = x0 * y1 - x1 * y0
            size += cross
            x += (x0 + x1) * cross
            y += (y0 + y1) * cross
        if size and (best is None or abs(size) > best[0]):
            best = (abs(size), [origin_x + x / (3 * size), origin_y + y / (3 * size)])
    return best[1] if best else None
