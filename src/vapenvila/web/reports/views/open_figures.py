"""Outside: figures that were released, for everybody. Nothing else of a programme can be seen from here."""

import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vapenvila.rules.release import PublicationState
from vapenvila.web.access.requires import public
from vapenvila.web.access.spreadsheet_safety import safe_cell
from vapenvila.web.partners.models import Programme
from vapenvila.web.partners.queries import programme_by_slug
from vapenvila.web.reports.models import Publication
from vapenvila.web.reports.queries import open_publications
from vapenvila.web.reports.shown import COLUMNS, lines_of, shown_table
from vapenvila.web.wall.acting import acting

REASON = "figures that a second person has released are open to everybody"


def _released(slug: str) -> tuple[Programme, list[Publication]]:
    """A programme and what it released; one that released nothing cannot be told from one that is not there."""
    programme = programme_by_slug(slug)
    if programme is None:
        raise Http404
    with acting(programmes=[programme.pk]):
        rows = list(open_publications(programme))
    if not rows:
        raise Http404
    return programme, rows


def _one(slug: str, number: int) -> tuple[Programme, Publication]:
    programme, rows = _released(slug)
    found = next((row for row in rows if row.number == number), None)
    if found is None:
        raise Http404
    return programme, found


@public(REASON)
@require_GET
def open_figures(request: HttpRequest, city: str) -> HttpResponse:
    """What a programme has released, latest first."""
    programme, rows = _released(city)
    return render(request, "reports/open_figures.html", {"city": programme, "rows": rows})


@public(REASON)
@require_GET
def open_figure(request: HttpRequest, city: str, number: int) -> HttpResponse:
    """One released table; a withdrawn one says when and why, and shows no number."""
    programme, row = _one(city, number)
    withdrawn = row.state == PublicationState.WITHDRAWN
    context = {"city": programme, "publication": row, "table": None if withdrawn else shown_table(row)}
    return render(request, "reports/open_figure.html", context, status=410 if withdrawn else 200)


@public(REASON)
@require_GET
def open_figure_file(request: HttpRequest, city: str, number: int) -> HttpResponse:
    """The same table as CSV; every line says what it stands on."""
    _, row = _one(city, number)
    if row.state == PublicationState.WITHDRAWN:
        return HttpResponse(status=410)
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="vapenvila-{row}.csv"'
    writer = csv.writer(answer)
    writer.writerow(COLUMNS)
    writer.writerows([safe_cell(cell) for cell in line] for line in lines_of(row))
    return answer
