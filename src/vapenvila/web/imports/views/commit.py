"""The button of an import that puts it into the register."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.imports.actions.background import ImportRefused, start_commit
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
