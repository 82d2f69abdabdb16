"""Pages of the data-protection officer, and everybody's page of their own acts."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from vapenvila.rules.rights import Right
from vapenvila.web.access.copy_order import ordered_copy
from vapenvila.web.access.requires import Request, requires, signed_in
from vapenvila.web.audit.export_cover import file_name
from vapenvila.web.audit.exports import ExportOrder
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.audit.queries import (
    COUNTED_UP_TO,
    Wanted,
    acts_seen,
    count_up_to,
    events_by,
    events_of_programme,
    last_check,
    newest_seals,
)
from vapenvila.web.oversight.actions import check_seals, export_inspection, export_trail, read_trail
from vapenvila.web.oversight.forms import SearchInTrail, place_text
from vapenvila.web.oversight.queries import OWN_EVENTS_PER_PAGE, TrailPage, people_of_programme, trail_page
from vapenvila.web.partners.queries import rooms_of

SEALS_SHOWN = 50


def _searched(request: Request) -> SearchInTrail:
    programme = request.programme.pk
    rooms = [(room.pk, room.agency.name) for room in rooms_of(request.programme)]
    return SearchInTrail(
        request.GET, people=people_of_programme(programme), acts=acts_seen(programme), rooms=rooms
    )


def _other_pages(request: Request, page: TrailPage) -> dict[str, str]:
    kept = {name: value for name, value in request.GET.items() if name != "place" and value}
    older = urlencode({**kept, "place": place_text(page.next_place)}) if page.next_place else ""
    return {"older": older, "newest": f"?{urlencode(kept)}"}


@require_GET
@requires(Right.READ_AUDIT_TRAIL)
def trail(request: Request) -> HttpResponse:
    """Search in the programme's trail, newest first."""
    form = _searched(request)
    context: dict[str, Any] = {"form": form, "page": None, "check": last_check()}
    if form.is_valid():
        page = read_trail(
            programme=request.programme.pk,
            wanted=form.wanted(),
            place=form.cleaned_data["place"],
            by=request.user.pk,
            at=timezone.now(),
        )
        context |= {"page": page, **_other_pages(request, page)}
    part = "oversight/trail.html#lines" if request.htmx else "oversight/trail.html"
    return render(request, part, context)


@require_http_methods(["GET", "POST"])
@requires(Right.READ_AUDIT_TRAIL)
def export(request: Request) -> HttpResponseBase:
    """Order the events that the search shows, as a numbered CSV file."""
    return _ordered(request, ExportKind.TRAIL, "csv", "text/csv; charset=utf-8", export_trail)


@require_http_methods(["GET", "POST"])
@requires(Right.READ_AUDIT_TRAIL)
def inspection(request: Request) -> HttpResponseBase:
    """Order the events on one record or of one person for a supervisory authority: numbered and signed."""
    return _ordered(request, ExportKind.INSPECTION, "zip", "application/zip", export_inspection)


def _ordered(
    request: Request, kind: ExportKind, format: str, content_type: str, act: Callable[..., Any]
) -> HttpResponseBase:
    form = _searched(request)
    valid = form.is_valid()
    if valid and kind == ExportKind.INSPECTION and not (form.wanted().subject or form.wanted().actor):
        form.add_error(None, gettext("An inspection is about one record or one person. Search for it first."))
    if form.errors:
        return render(request, "oversight/trail.html", {"form": form, "page": None}, status=400)
    wanted, words = form.wanted(), form.in_words()
    matching = count_up_to(events_of_programme(request.programme.pk, wanted))

    def make(purpose: str, recipient: str, expires: date) -> FileResponse:
        order = ExportOrder(
            programme=request.programme.pk,
            room=None,
            kind=kind,
            format=format,
            purpose=purpose,
            recipient=recipient,
            expires=expires,
            filter_words=words,
            query=request.GET.urlencode(),
            subject=wanted.subject,
        )
        made, file = act(
            programme=request.programme, order=order, wanted=wanted, by=request.user, at=timezone.now()
        )
        return FileResponse(file, as_attachment=True, filename=file_name(made), content_type=content_type)

    return ordered_copy(
        request,
        make,
        holds=gettext("Events of the audit trail. %(filter)s") % {"filter": words},
        rows=matching if matching <= COUNTED_UP_TO else None,
        back=f"{reverse('trail', kwargs={'programme': request.programme.slug})}?{request.GET.urlencode()}",
    )


@require_http_methods(["GET", "POST"])
@requires(Right.READ_AUDIT_TRAIL)
def seals(request: Request) -> HttpResponse:
    """The seals of the trail, and a button that recomputes them all."""
    if request.method == "POST":
        found = check_seals(programme=request.programme.pk, by=request.user.pk, at=timezone.now())
        if found is None:
            messages.info(
                request, gettext("The trail is long: the check runs in the background. Look again soon.")
            )
        return redirect("trail-seals", programme=request.programme.slug)
    context = {"seals": newest_seals(SEALS_SHOWN), "check": last_check()}
    return render(request, "oversight/seals.html", context)


@require_GET
@signed_in
def own_trail(request: Request) -> HttpResponse:
    """What I did: the signed-in person's own events, in all programmes."""
    form = SearchInTrail({"place": request.GET.get("place", "")})
    form.is_valid()
    page = trail_page(
        events_by(request.user.pk, Wanted()), form.cleaned_data.get("place"), most=OWN_EVENTS_PER_PAGE
    )
    return render(
        request,
        "oversight/own_trail.html",
        {"page": page, "of_programme": False, **_other_pages(request, page)},
    )
