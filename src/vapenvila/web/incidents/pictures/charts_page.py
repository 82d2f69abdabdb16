"""The page of charts, and each chart as a drawing for browsers without JavaScript and for documents."""

import json

import vl_convert
from django.http import Http404, HttpResponse

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.incidents.pictures.chart_sheet import chart_sheet, hour_sheet, one_chart
from vapenvila.web.incidents.pictures.frame import leave_trace, picture_page
from vapenvila.web.incidents.pictures.scope import scope_of

DRAWN_WITH = "6.4"  # Vega-Lite, the version Altair writes and the page shows
PAPER, INK, WIDTH = "#ffffff", "#1c2825", 760


@requires(Right.SEE_FIGURES)
def charts(request: Request) -> HttpResponse:
    """Months, kinds, areas; the hours of the week when asked for, because every row must be read for them."""
    scope = scope_of(request)
    wants_hours = request.GET.get("hours") == "1"
    if scope.period is None:
        return picture_page(request, scope, "charts", {})
    period, programme = scope.period, request.programme
    only_hours = wants_hours and request.htmx
    context = {
        "sheet": None if only_hours else chart_sheet(scope, period, programme),
        "hours": hour_sheet(scope, period, programme) if wants_hours else None,
    }
    return picture_page(request, scope, "charts", context, part="hours" if only_hours else "")


@requires(Right.SEE_FIGURES)
def chart_drawing(request: Request, name: str) -> HttpResponse:
    """One chart as SVG, dark on white."""
    scope = scope_of(request)
    found = one_chart(name, scope, scope.period, request.programme) if scope.period else None
    if found is None:
        raise Http404
    leave_trace(request, scope, "charts")
    text = json.dumps({**found.spec, "width": WIDTH, "background": PAPER}).replace("currentColor", INK)
    drawing = vl_convert.vegalite_to_svg(text, vl_version=DRAWN_WITH)
    answer = HttpResponse(drawing, content_type="image/svg+xml")
    answer["Content-Disposition"] = f'inline; filename="{name}.svg"'
    return answer
