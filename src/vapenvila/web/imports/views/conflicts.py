"""Where a file contradicts what people have decided: line by line, or all at once."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from vapenvila.rules.import_conflict import may_take
from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.imports.actions.conflicts import (
    Settled,
    keep_all,
    keep_register,
    refusal_sentence,
    take_all,
    take_file,
)
from vapenvila.web.imports.models import ConflictDecision, ImportConflict
from vapenvila.web.imports.queries import area_names, conflicts
from vapenvila.web.imports.views.finding import batch_or_404
from vapenvila.web.imports.views.reading import record_reading
from vapenvila.web.incidents.wording import name_of, value_in_words

LINES_PER_PAGE = 50
REFUSALS_NAMED = 5


@requires(Right.IMPORT_INCIDENTS)
def import_conflicts(request: Request, batch: UUID) -> HttpResponse:
    """Every line, those that wait for a decision first."""
    row = batch_or_404(request, batch)
    record_reading(request, row)
    lines = conflicts(row)
    page = Paginator(lines, LINES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": row,
        "page": page,
        "lines": _in_words(request, page),
        "open": lines.filter(settled_at__isnull=True).count(),
    }
    return render(request, "imports/conflicts.html", context)


def _in_words(request: Request, lines: Iterable[ImportConflict]) -> list[dict[str, Any]]:
    areas = area_names(request.programme)
    return [
        {
            "conflict": line,
            "fact": gettext("Reference") if line.field == "source" else name_of(line.field),
            "register": value_in_words(line.field, line.register_value, areas),
            "file": value_in_words(line.field, line.file_value, areas),
            "take": may_take(line.field, incident_there=line.incident_id is not None, changed_since=False),
        }
        for line in lines
    ]


@require_POST
@requires(Right.IMPORT_INCIDENTS)
def settle_conflict(request: Request, batch: UUID, conflict: UUID) -> HttpResponse:
    """One line: the register stays, or the file's value is taken."""
    row = batch_or_404(request, batch)
    found = conflicts(row).filter(pk=conflict).first()
    if found is None:
        raise Http404
    act = take_file if request.POST.get("decision") == ConflictDecision.TAKE else keep_register
    try:
        act(conflict=found, by=request.user, at=timezone.now())
    except Exception as problem:
        sentence = refusal_sentence(problem)
        if sentence is None:
            raise
        messages.error(request, sentence)
    else:
        messages.success(
            request,
            gettext("The file's value is in the register; the old one stays in the history.")
            if act is take_file
            else gettext("Settled: the register stays as it is."),
        )
    return redirect("import-conflicts", programme=request.programme.slug, batch=row.pk)


@require_POST
@requires(Right.IMPORT_INCIDENTS)
def settle_all_conflicts(request: Request, batch: UUID) -> HttpResponse:
    """All open lines of the batch."""
    row = batch_or_404(request, batch)
    act = take_all if request.POST.get("decision") == ConflictDecision.TAKE else keep_all
    _tell(request, act(batch=row, by=request.user, at=timezone.now()))
    return redirect("import-conflicts", programme=request.programme.slug, batch=row.pk)


def _tell(request: Request, done: Settled) -> None:
    messages.success(
        request, ngettext("%(lines)d line settled.", "%(lines)d lines settled.", done.settled) % {"lines": done.settled}
    )  # fmt: skip
    for reference, sentence in done.refused[:REFUSALS_NAMED]:
        messages.warning(request, f"{reference}: {sentence}")
    if len(done.refused) > REFUSALS_NAMED:
        more = len(done.refused) - REFUSALS_NAMED
        messages.warning(
            request, gettext("%(lines)d more lines still wait for a decision.") % {"lines": more}
        )
    if done.left:
        messages.info(
            request, gettext("%(lines)d lines are left. Press the button again.") % {"lines": done.left}
        )
