"""The buttons of an import: put it into the register, settle what it contradicts."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.imports.actions.background import ImportRefused, start_commit
from vapenvila.web.imports.actions.conflicts import settle
from vapenvila.web.imports.queries import conflicts
from vapenvila.web.imports.views.finding import batch_or_404


@require_POST
@requires(Right.IMPORT_INCIDENTS)
def commit_import(request: Request, batch: UUID) -> HttpResponse:
    """Start the import in the background."""
    row = batch_or_404(request, batch)
    try:
        start_commit(batch=row, by=request.user, at=timezone.now())
    except ImportRefused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("import", programme=request.programme.slug, batch=row.pk)


@require_POST
@requires(Right.IMPORT_INCIDENTS)
def settle_conflict(request: Request, batch: UUID, conflict: UUID) -> HttpResponse:
    """The register's value stays; nobody is asked about this line again."""
    row = batch_or_404(request, batch)
    found = conflicts(row).filter(pk=conflict).first()
    if found is None:
        raise Http404
    settle(conflict=found, by=request.user, at=timezone.now())
    messages.success(request, gettext("Settled: the register stays as it is."))
    return redirect("import", programme=request.programme.slug, batch=row.pk)
