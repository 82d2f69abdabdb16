"""Committing a batch: everything that stood in the dry run goes into the register, in one transaction, or
nothing."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from vapenvila.rules.import_conflict import OnConflict
from vapenvila.web.audit.actions import record
from vapenvila.web.imports import storage
from vapenvila.web.imports.actions.check import note_report
from vapenvila.web.imports.applying import apply
from vapenvila.web.imports.engine.preparing import Prepared, Progress
from vapenvila.web.imports.matching import match
from vapenvila.web.imports.models import BatchState, ImportBatch
from vapenvila.web.imports.staging import stage
from vapenvila.web.incidents.numbering import next_incident_number


@transaction.atomic
def commit_batch(
    *,
    batch: ImportBatch,
    prepared: Prepared,
    by: UUID | None,
    at: datetime,
    progress: Progress,
    on_conflict: OnConflict = OnConflict.LIST,
) -> ImportBatch:
    """Write the prepared file into the register; one audit event for the whole batch."""
    next_incident_number(
        batch.programme_id
    )  # holds the counter from here on: two imports never run side by side
    for done in stage(prepared):
        progress("write", done)
    counts = match(batch, on_conflict=on_conflict)
    apply(batch, at=at, updates=counts["updated"] > 0, on_conflict=on_conflict)
    note_report(batch, prepared, counts)
    batch.state, batch.committed_by_id, batch.committed_at = BatchState.COMMITTED, by, at
    batch.file_deleted_at = batch.file_deleted_at or at
    batch.save()
    record(
        act="import.committed",
        by=by,
        at=at,
        subject_kind="import_batch",
        subject=batch.pk,
        programme=batch.programme_id,
        details={
            "number": batch.number,
            "source": batch.source_system,
            "rows": batch.rows,
            "held": batch.held,
            **counts,
        },
    )
    pk = batch.pk
    transaction.on_commit(lambda: storage.keep_held_rows(pk))
    return batch
