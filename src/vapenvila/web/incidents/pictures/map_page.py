"""The map: areas by how much happened, and the places that are known. Nothing is fetched from outside the house."""

from typing import Any

from django.db.models import TextChoices
from django.http import HttpResponse, JsonResponse
from django.urls import reverse

from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.pictures.frame import leave_trace, picture_page
from vapenvila.web.incidents.pictures.outline import outline, shade
from vapenvila.web.incidents.pictures.places import MOST_POINTS, area_features, area_lines, points
from vapenvila.web.incidents.pictures.scope import scope_of
from vapenvila.web.incidents.vocabulary import Kind, Precision, State
from vapenvila.web.incidents.wording import when
from vapenvila.web.partners.models import Programme


@requires(Right.READ_PICTURE)
@remembered()
def incident_map(request: Request) -> HttpResponse:
    """The page: a drawing of the areas, which the browser replaces with the map, and the same as a table."""
    scope = scope_of(request)
    lines = area_lines(scope.rows, request.programme)
    context = {
        "lines": lines,
        "outline": outline(lines),
        "incidents": sum(line.tally.incidents for line in lines),
        "without_point": sum(line.area_only for line in lines),
        "most_points": MOST_POINTS,
    }
    return picture_page(request, scope, "map", context)


@requires(Right.READ_PICTURE)
@remembered()
def map_data(request: Request) -> JsonResponse:
    """Areas and points of the filtered set as GeoJSON, for the page's own map."""
    scope = scope_of(request)
    leave_trace(request, scope, "map data")
    lines = area_lines(scope.rows, request.programme)
    most = max((line.tally.incidents for line in lines if line.area), default=0) or 1
    areas = area_features(lines)
    for feature in areas["features"]:
        feature["properties"]["shade"] = shade(feature["properties"]["incidents"], most)
    found = points(scope.rows)
    return JsonResponse(
        {
            "areas": areas,
            "points": _point_features(found[:MOST_POINTS], request.programme),
            "more": len(found) > MOST_POINTS,
            "bounds": _bounds(request.programme),
        }
    )


def _bounds(programme: Programme) -> list[float] | None:
    corners = (programme.west, programme.south, programme.east, programme.north)
    return [c for c in corners if c is not None] if None not in corners else None


def _words(choices: type[TextChoices]) -> dict[str, str]:
    return {value: str(label) for value, label in choices.choices}


def _point_features(incidents: list[Incident], programme: Programme) -> dict[str, Any]:
    kinds, states, precisions = (_words(choices) for choices in (Kind, State, Precision))
    register = reverse("incidents", kwargs={"programme": programme.slug})
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [incident.longitude, incident.latitude]},
            "properties": {
                "number": incident.number,
                "kind": incident.kind,
                "text": kinds[incident.kind],
                "when": when(incident),
                "state": states[incident.state],
                "precision": incident.precision,
                "how_exact": precisions[incident.precision],
                "address": f"{register}{incident.number}/",
            },
        }
        for incident in incidents
    ]
    return {"type": "FeatureCollection", "features": features}
