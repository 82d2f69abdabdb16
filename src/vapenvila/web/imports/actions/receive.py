"""Receiving a file: it becomes a batch with a number; nothing of it is in the register yet."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.imports import storage
from vapenvila.web.imports.models import BatchState, ImportBatch
from vapenvila.web.imports.queries import next_batch_number
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.identifiers import new_id


@transaction.atomic
def receive_file(
    *, programme: Programme, name: str, chunks: Iterable[bytes], label: str, by: User, at: datetime
) -> ImportBatch:
    """Keep an uploaded file and open a batch for it."""
    batch = ImportBatch(pk=new_id(), programme=programme, label=label, uploaded_by=by, uploaded_at=at)
    return _open(batch, storage.store(batch.pk, name, chunks))


@transaction.atomic
def open_batch(
    *,
    pk: UUID,
    programme: Programme,
    file: storage.StoredFile,
    profile: str,
    source_system: str,
    at: datetime,
    version: int | None = None,
) -> ImportBatch:
    """Open a batch for a file that is read where it lies (command line)."""
    batch = ImportBatch(
        pk=pk,
        programme=programme,
        profile=profile,
        source_system=source_system,
        mapping_version=version,
        uploaded_at=at,
        file_deleted_at=at,
    )
    return _open(batch, file)


def _open(batch: ImportBatch, file: storage.StoredFile) -> ImportBatch:
    batch.number = next_batch_number(batch.programme)
    batch.file_name_hash, batch.file_sha256, batch.file_size = file.name_hash, file.sha256, file.size
    batch.state = BatchState.UPLOADED
    batch.save(force_insert=True)
    record(
        act="import.received",
        by=batch.uploaded_by_id,
        at=batch.uploaded_at,
        subject_kind="import_batch",
        subject=batch.pk,
        programme=batch.programme_id,
        details={"number": batch.number, "sha256": file.sha256, "bytes": file.size},
    )
    return batch
