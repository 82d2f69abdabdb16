"""The keyboard grid: many incidents at once, saved together or not at all, each row told what is wrong with it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from vapenvila.rules.free_text import SENTENCES
from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.incidents.actions.record import SourceFacts, record_incident
from vapenvila.web.incidents.forms.grid import ROWS_AT_FIRST, GridRow, column_names, empty_rows, read_grid
from vapenvila.web.incidents.queries.choices import area_names, source_names
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook
from vapenvila.web.incidents.vocabulary import Kind


@requires(Right.RECORD_INCIDENTS)
@remembered()
def grid(request: Request) -> HttpResponse:
    """Rows to write or paste; saved all together when every row is right."""
    areas = area_names(request.programme)
    rows = read_grid(request.POST, areas) if request.method == "POST" else []
    written = [row for row in rows if not row.empty]
    if written and not any(row.errors for row in written) and _save(request, written):
        messages.success(
            request,
            ngettext(
                "%(number)d incident is in the register.",
                "%(number)d incidents are in the register.",
                len(written),
            )
            % {"number": len(written)},
        )
        return redirect("incidents", programme=request.programme.slug)
    shown = rows + empty_rows(len(rows) + 1, max(ROWS_AT_FIRST - len(rows), 0))
    context: dict[str, Any] = {
        "rows": shown,
        "names": column_names(),
        "kinds": Kind.choices,
        "areas": areas,
        "sources": source_names(request.programme),
        "wrong": sum(1 for row in written if row.errors),
        "nothing": request.method == "POST" and not written,
        "may_stand": any("looked_at" in row.wrong for row in written),
    }
    return render(request, "incidents/grid.html", context, status=422 if request.method == "POST" else 200)


def _save(request: Request, rows: list[GridRow]) -> bool:
    """Save every row, or none. What a rule refuses is told at its row."""
    with transaction.atomic():
        for row in rows:
            try:
                _record(request, row)
            except Refused as refused:
                row.errors.append(refused.sentence)
                row.wrong.add(refused.field)
            except TextNeedsALook as stopped:
                finds = {find.finding for found in stopped.finds.values() for find in found}
                row.errors += [gettext(SENTENCES[finding]) for finding in sorted(finds)]
                row.wrong |= {*stopped.finds, "looked_at"}
        failed = any(row.errors for row in rows)
        if failed:
            transaction.set_rollback(True)
    return not failed


def _record(request: Request, row: GridRow) -> None:
    if row.form is None:
        return
    data = row.form.cleaned_data
    source = SourceFacts(data["source_system"], data["source_no"]) if data["source_system"] else None
    record_incident(
        programme=request.programme,
        facts=row.form.facts(),
        source=source,
        looked_at=bool(request.POST.get("looked_at")),
        by=request.user,
        at=timezone.now(),
    )
