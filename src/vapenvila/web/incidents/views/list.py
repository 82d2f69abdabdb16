"""The list of incidents: filter, sort, page."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.incidents.queries.counting import rule_in_force
from vapenvila.web.incidents.queries.filtered import (
    NEWEST_FIRST,
    filtered_incidents,
    sorted_by,
    totals,
)
from vapenvila.web.incidents.views.choosing import chosen_in, filter_context
from vapenvila.web.incidents.views.permissions import permissions

ROWS_PER_PAGE = 50


@requires(Right.READ_PICTURE)
@remembered()
def incidents(request: Request) -> HttpResponse:
    """Incidents that the filter lets through, a page at a time. HTMX asks for the table alone."""
    now = chosen_in(request)
    sort = request.GET.get("sort", NEWEST_FIRST)
    rows = filtered_incidents(request.programme, now.chosen, today=timezone.localdate())
    found = totals(rows)
    shown = sorted_by(rows, sort).select_related("area").defer("note", "state_reason")
    pages = Paginator(shown, ROWS_PER_PAGE)
    pages.count = found.incidents  # counted already, together with the victims
    page = pages.get_page(request.GET.get("page"))
    record(
        act="incident.listed",
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        programme=request.programme.pk,
        details={"filter": now.chosen.to_query(), "incidents": found.incidents, "page": page.number},
    )
    context = {
        **filter_context(request, now),
        "page": page,
        "sort": sort,
        "totals": found,
        "rule": rule_in_force(request.programme, on=timezone.localdate()),
        "may": permissions(request),
        "target": "#results",
    }
    part_only = request.htmx and not request.htmx.history_restore_request
    answer = render(request, "incidents/list.html#results" if part_only else "incidents/list.html", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer
