"""The map of groups on one page: the drawing, the days, and the same as tables."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.group_map.actions.placing import keep_spots
from vapenvila.web.group_map.drawing import MOST_DRAWN, MapDrawing, chosen_groups, draw
from vapenvila.web.group_map.engine import find_spots
from vapenvila.web.group_map.queries.acts import acts_between
from vapenvila.web.group_map.queries.places import (
    Spot,
    ever_bound,
    first_day_said,
    groups_in_order,
    latest_move,
    spots_in_force,
)
from vapenvila.web.group_map.scope import PERIODS, MapScope, query_on, scope_of
from vapenvila.web.group_map.slider import slider
from vapenvila.web.group_map.tally import Touches, touches
from vapenvila.web.groups.queries.landscape import lines_of
from vapenvila.web.groups.views.list import frame
from vapenvila.web.groups.views.looking import on_record
from vapenvila.web.groups.vocabulary import RelationKind


@requires(Right.READ_GROUPS)
@remembered()
def group_map(request: Request) -> HttpResponse:
    """The map on a day. HTMX asks for drawing and tables alone."""
    scope = scope_of(request, timezone.localdate())
    on_record(request, "group_map.read", rows=len(scope.looking.picture.groups))
    context = {**map_context(request, scope), **through_time(request, scope)}
    part_only = request.htmx and not request.htmx.history_restore_request
    template = "group_map/map.html#results" if part_only else "group_map/map.html"
    answer = render(request, template, context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def map_context(request: Request, scope: MapScope) -> dict[str, Any]:
    """What the drawing and its tables are made of."""
    picture = scope.looking.picture
    counted = counted_in(request, scope)
    drawn = {line.group.id for line in chosen_groups(picture, counted)}
    drawing = draw(picture, spots_for(request, scope, drawn), counted)
    order = list(RelationKind.values)
    return {
        **frame(scope.looking),
        "scope": scope,
        "query": scope.query,
        "problems": scope.problems,
        "drawing": drawing,
        "counted": counted,
        "relations": sorted(
            (drawn.said for drawn in drawing.relations), key=lambda said: order.index(said.kind)
        ),
        "gone": len(lines_of(picture)) - len(drawing.groups) - drawing.left_out,
        "kinds": [kind for kind in RelationKind if _drawn(drawing, kind)],
        "periods": PERIODS,
    }


def counted_in(request: Request, scope: MapScope) -> Touches:
    """Incidents of the period by group, as they were judged at the moment of the picture."""
    picture = scope.looking.picture
    acts = acts_between(request.programme, first=scope.first, last=scope.last, known_at=picture.known_at)
    return touches(acts, picture.lineage_facts())


def spots_for(request: Request, scope: MapScope, drawn: set[UUID]) -> dict[Any, Spot]:
    """Where every group stands, or every drawn one of too many; those never drawn are given a place, and keep it."""
    taken = spots_in_force(request.programme)
    groups = groups_in_order(request.programme)
    if len(groups) > MOST_DRAWN:
        groups = [group for group in groups if group in drawn]
    if all(group in taken for group in groups):
        return taken
    found = find_spots(groups, ever_bound(request.programme), taken, living=drawn)
    if getattr(request, "simulation", None) is None:  # who looks as another role changes nothing
        keep_spots(request.programme, found, by=request.user, at=scope.looking.now)
    return taken | found


def _drawn(drawing: MapDrawing, kind: RelationKind) -> bool:
    return any(relation.said.kind == kind for relation in drawing.relations)


def through_time(request: Request, scope: MapScope) -> dict[str, Any]:
    """The slider with the pictures before and after, and the move that can be undone."""
    steps = slider(
        first_day_said(request.programme, scope.looking.today), scope.looking.days, scope.looking.today
    )
    return {
        "steps": steps,
        "before": query_on(steps.before, scope.period) if steps.before else None,
        "after": query_on(steps.after, scope.period) if steps.after else None,
        "move": latest_move(request.programme) if scope.looking.may_state else None,
    }
