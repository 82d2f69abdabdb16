"""Every page of the import that shows what a file holds leaves a row in the audit trail."""

from django.utils import timezone

from vapenvila.web.access.requires import Request
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.imports.models import ImportBatch


def record_listing(request: Request) -> None:
    """Who has seen the list of imports."""
    record(
        act="import.listed",
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        programme=request.programme.pk,
    )


def record_reading(request: Request, batch: ImportBatch, *, sample: bool = False) -> None:
    """Who has seen the report of an import, or (`sample`) the first rows of its file."""
    record(
        act="import.sample_read" if sample else "import.read",
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        subject_kind="import_batch",
        subject=batch.pk,
        programme=request.programme.pk,
        details={"number": batch.number},
    )
