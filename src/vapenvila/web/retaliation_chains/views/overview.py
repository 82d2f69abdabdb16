"""The list of chains, and what is suggested."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vapenvila.rules.rights import Right, may
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.retaliation_chains.queries.pairs import dismissals
from vapenvila.web.retaliation_chains.queries.sheet import resting_links, sheet_of
from vapenvila.web.retaliation_chains.views.reading import record_reading
from vapenvila.web.retaliation_chains.views.searching import query_of, searched
from vapenvila.web.wall.blind import blind_incidents

PER_PAGE = 20


@requires(Right.TAKE_PART_IN_REVIEW)
@remembered(minutes=10)
def retaliation_chains(request: Request) -> HttpResponse:
    """Chains of the period, suggestions a page at a time, and what was dismissed."""
    form, search = searched(request)
    now, today = timezone.now(), timezone.localdate()
    sheet = sheet_of(request.programme, search, now=now)
    page = Paginator(sheet.suggestions, PER_PAGE).get_page(request.GET.get("page"))
    record_reading(request, "retaliation_chains.listed", page=page.number)
    context = {
        "form": form,
        "search": search,
        "query": query_of(request),
        "sheet": sheet,
        "counts": sheet.counts,
        "page": page,
        "dismissed": dismissals(request.programme),
        "resting": resting_links(request.programme),
        "blind": len(blind_incidents()),
        "today": today,
        "may_link": may(request.reader, Right.LINK_RETALIATION, request.programme.pk, today=today),
        "may_export": may(request.reader, Right.EXPORT_INCIDENTS, request.programme.pk, today=today),
    }
    return render(request, "retaliation_chains/list.html", context)
