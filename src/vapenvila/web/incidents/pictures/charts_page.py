"""The page of charts, and each chart as a drawing for browsers without JavaScript and for documents."""

import json
from datetime import date

import vl_convert
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from vapenvila.rules.rights import Right
from vapenvila.web.access.copy_order import ordered_copy
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.audit.export_cover import file_name, short_cover
from vapenvila.web.audit.exports import number_export
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.incidents.pictures.chart_sheet import ShownChart, chart_sheet, hour_sheet, one_chart
from vapenvila.web.incidents.pictures.frame import leave_trace, picture_page
from vapenvila.web.incidents.pictures.scope import scope_of

DRAWN_WITH = "6.4"  # Vega-Lite, the version Altair writes and the page shows
PAPER, INK, WIDTH = "#ffffff", "#1c2825", 760


@requires(Right.SEE_FIGURES)
@remembered()
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
@remembered()
def chart_drawing(request: Request, name: str) -> HttpResponse:
    """One chart as SVG, dark on white."""
    scope = scope_of(request)
    found = one_chart(name, scope, scope.period, request.programme) if scope.period else None
    if found is None:
        raise Http404
    leave_trace(request, scope, "charts")
    return HttpResponse(_drawn(found), content_type="image/svg+xml")


def _drawn(chart: ShownChart, *lines: str) -> str:
    """The chart as SVG; `lines` stand above it."""
    title = {"title": {"text": lines[0], "subtitle": list(lines[1:]), "anchor": "start"}} if lines else {}
    text = json.dumps({**chart.spec, **title, "width": WIDTH, "background": PAPER}).replace(
        "currentColor", INK
    )
    return str(vl_convert.vegalite_to_svg(text, vl_version=DRAWN_WITH))


@requires(Right.SEE_FIGURES)
def chart_copy(request: Request, name: str) -> HttpResponseBase:
    """Order one chart as a numbered drawing that says what it stands on."""
    scope = scope_of(request)
    found = one_chart(name, scope, scope.period, request.programme) if scope.period else None
    if found is None:
        raise Http404
    leave_trace(request, scope, "charts")
    back = reverse("incident-charts", kwargs={"programme": request.programme.slug})

    def make(purpose: str, recipient: str, expires: date) -> HttpResponse:
        export = number_export(
            programme=request.programme.pk,
            room=None,
            kind=ExportKind.CHART,
            purpose=purpose,
            recipient=recipient,
            expires=expires,
            rows=len(found.rows),
            by=request.user.pk,
            at=timezone.now(),
            format="svg",
            filter_words=f"{found.title}. {found.caption}",
        )
        drawing = _drawn(found, found.title, found.caption, short_cover(export, request.programme.name))
        answer = HttpResponse(drawing, content_type="image/svg+xml")
        answer["Content-Disposition"] = f'attachment; filename="{file_name(export)}"'
        return answer

    return ordered_copy(request, make, holds=f"{found.title}. {found.caption}", rows=None, back=back)
