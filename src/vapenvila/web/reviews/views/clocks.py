"""All retaliation clocks, the most pressing first."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.reviews.queries.answers import answers_for
from vapenvila.web.reviews.queries.clocks import face_of, started_clocks
from vapenvila.web.reviews.views.allowed import has
from vapenvila.web.reviews.views.reading import record_listing

CLOCKS_A_PAGE = 24


@requires(Right.READ_PICTURE)
@remembered(minutes=5)
def retaliation_clocks(request: Request) -> HttpResponse:
    """Clocks still open, or those closed."""
    record_listing(request, "retaliation_clocks.listed")
    now, closed = timezone.now(), request.GET.get("which") == "closed"
    page = Paginator(started_clocks(request.programme, closed=closed), CLOCKS_A_PAGE).get_page(
        request.GET.get("page")
    )
    clocks = list(page.object_list)
    answers = answers_for([clock.incident for clock in clocks])
    faces = [
        {"face": face_of(clock.incident, clock, now=now), "answers": answers[clock.incident_id]}
        for clock in clocks
    ]
    return render(
        request,
        "reviews/clocks.html",
        {
            "page": page,
            "faces": faces,
            "closed": closed,
            "now": now,
            "may_note": has(request, Right.TAKE_PART_IN_REVIEW),
        },
    )
