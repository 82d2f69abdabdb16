"""The grid of a set: many incidents on one page, as in a spreadsheet."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.incident_coding.actions.grid import save_grid
from vapenvila.web.incident_coding.forms.grid import Row, rows_as_sent, rows_to_show
from vapenvila.web.incident_coding.models import CodingItem
from vapenvila.web.incident_coding.queries.known_groups import known_group_names
from vapenvila.web.incident_coding.queries.sets import SetProgress, items_of, set_in
from vapenvila.web.incident_coding.views.reading import record_reading
from vapenvila.web.incident_coding.views.set_words import choice_in_words
from vapenvila.web.incidents.queries.choices import area_names
from vapenvila.web.reviews.queries.answers import answers_for
from vapenvila.web.reviews.views.saving import CLASH, NOT_VALID
from vapenvila.web.reviews.vocabulary import Basis, GroupLink, Side
from vapenvila.web.wall.blind import blind_incidents

ROWS_A_PAGE = 25


@requires(Right.JUDGE_PAST_INCIDENTS)
def coding_grid(request: Request, coding_set: UUID) -> HttpResponse:
    """Rows to read and write; what was changed on the page is saved together or not at all."""
    found = set_in(request.programme, coding_set)
    if found is None:
        return render(request, "404.html", status=404)
    which = "left" if request.GET.get("which") == "left" else "all"
    page = _page(request, coding_set, which)
    if request.method != "POST":
        items = list(page.object_list)
        answers = answers_for([item.incident for item in items])
        record_reading(
            request,
            "coding_set.read",
            subject_kind="coding_set",
            subject=coding_set,
            details={"page": page.number},
        )
        return _show(request, found, rows_to_show(items, answers), page, which)
    now, items = timezone.now(), _sent(request, coding_set)
    answers = answers_for([item.incident for item in items])
    rows = rows_as_sent(items, answers, request.POST, at=now)
    if any(row.errors for row in rows):
        return _show(request, found, rows, page, which, status=NOT_VALID)
    judged = None if any(row.clashes for row in rows) else save_grid(rows=rows, by=request.user, at=now)
    if judged is None:
        return _show(request, found, rows, page, which, status=CLASH)
    messages.success(request, _saved_words(judged))
    address = reverse("coding-grid", kwargs={"programme": request.programme.slug, "coding_set": coding_set})
    return redirect(f"{address}?which={which}&page={page.number}")


def _saved_words(judged: int) -> str:
    if not judged:
        return gettext("Nothing was changed.")
    return ngettext("%(n)d side is judged.", "%(n)d sides are judged.", judged) % {"n": judged}


def _sent(request: Request, coding_set: UUID) -> list[CodingItem]:
    """The incidents that the person had before them, wherever they stand by now."""
    numbers = [int(n) for n in request.POST.getlist("number")[:ROWS_A_PAGE] if n.isascii() and n.isdigit()]
    rows = items_of(coding_set).filter(incident__number__in=numbers)
    return list(rows.exclude(incident__in=blind_incidents()))


def _page(request: Request, coding_set: UUID, which: str) -> "Page[CodingItem]":
    """A page of the set. What this person judges blind is not on it."""
    rows = items_of(coding_set).exclude(incident__in=blind_incidents())
    if which == "left":
        rows = rows.filter(done_at__isnull=True)
    return Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))


def _show(
    request: Request,
    found: SetProgress,
    rows: list[Row],
    page: "Page[CodingItem]",
    which: str,
    *,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "found": found,
        "words": choice_in_words(found.row, area_names(request.programme)),
        "rows": rows,
        "page": page,
        "which": which,
        "sides": Side.choices,
        "statuses": GroupLink.choices,
        "bases": Basis.choices,
        "groups": known_group_names(request.programme),
        "wrong": sum(bool(row.errors) for row in rows),
        "clashes": sum(bool(row.clashes) for row in rows),
    }
    return render(request, "incident_coding/grid.html", context, status=status)
