"""The batch an address names, or the page that says there is none."""

from uuid import UUID

from django.http import Http404

from vapenvila.web.access.requires import Request
from vapenvila.web.imports.models import ImportBatch
from vapenvila.web.imports.queries import batch_in


def batch_or_404(request: Request, batch: UUID) -> ImportBatch:
    """The batch of this programme."""
    found = batch_in(request.programme, batch)
    if found is None:
        raise Http404
    return found
