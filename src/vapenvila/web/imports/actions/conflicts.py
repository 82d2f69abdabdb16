"""Settling where a file contradicts what people have decided."""

from datetime import datetime

from django.db import transaction

from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.imports.models import ImportConflict


@transaction.atomic
def settle(*, conflict: ImportConflict, by: User, at: datetime) -> ImportConflict:
    """Somebody has looked: what the register says stays. To take the file's value, the incident itself is changed."""
    if conflict.settled_at is None:
        conflict.settled_by, conflict.settled_at = by, at
        conflict.save(update_fields=["settled_by", "settled_at"])
        record(
            act="import_conflict.settled",
            by=by.pk,
            at=at,
            subject_kind="import_conflict",
            subject=conflict.pk,
            programme=conflict.programme_id,
            details={"field": conflict.field, "reference": conflict.source_no},
        )
    return conflict
