"""The groups on the map of the city, on the same days as the map of who stands against whom."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.group_map.city_map import by_district, city_map
from vapenvila.web.group_map.queries.acts import acts_between
from vapenvila.web.group_map.queries.where import placed
from vapenvila.web.group_map.scope import scope_of
from vapenvila.web.group_map.views.map_page import map_context, through_time
from vapenvila.web.groups.queries.districts import districts_of
from vapenvila.web.groups.views.looking import on_record


@requires(Right.READ_GROUPS)
@remembered()
def city(request: Request) -> HttpResponse:
    """Areas of groups, incidents of the period and lines between areas. HTMX asks for the drawing and its tables alone."""
    scope = scope_of(request, timezone.localdate())
    picture = scope.looking.picture
    acts = acts_between(request.programme, first=scope.first, last=scope.last, known_at=picture.known_at)
    incidents = placed(request.programme, [act.incident for act in acts])
    on_record(request, "group_map.city_read", rows=len(incidents))
    context: dict[str, Any] = {**map_context(request, scope), **through_time(request, scope)}
    districts = districts_of(request.programme)
    living = [drawn.id for drawn in context["drawing"].groups]
    counted = by_district(incidents)
    drawn = city_map(picture, living, scope.looking.names, districts, incidents)
    shown = {line.said.kind for line in drawn.lines} if drawn else set()
    context |= {
        "city": drawn,
        "kinds": [kind for kind in context["kinds"] if kind in shown],
        "undrawn": len(context["drawing"].relations) - (len(drawn.lines) if drawn else 0),
        "by_district": [
            (name, counted[identity]) for identity, (name, _shape) in districts.items() if counted[identity]
        ],
        "elsewhere": sum(n for identity, n in counted.items() if identity not in districts),
    }
    part_only = request.htmx and not request.htmx.history_restore_request
    answer = render(request, "group_map/city.html#results" if part_only else "group_map/city.html", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer
