"""Undoing a batch as a whole. What somebody has worked on since is never taken away without being named."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from vapenvila.web.audit.actions import record
from vapenvila.web.imports.models import BatchState, ImportBatch
from vapenvila.web.imports.undoing import find_touched, put_back
from vapenvila.web.incidents.numbering import next_incident_number

REASON = gettext_noop("The import was undone.")
NUMBERS_NAMED = 50


class UndoRefused(Exception):  # noqa: N818 - read as a sentence where it is caught
    """The batch is not undone; `numbers` are the incidents that stand in the way (0: one that is gone)."""

    def __init__(self, sentence: str, numbers: tuple[int, ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence, self.numbers = sentence, numbers


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing did."""

    removed: int
    restored: int
    left_out: int


@transaction.atomic
def undo_batch(*, batch: ImportBatch, leave_out: bool, by: UUID | None, at: datetime) -> Undone:
    """Take the batch out of the register again. `leave_out` = incidents somebody has worked on since "
    "stay as they are."""
    next_incident_number(batch.programme_id)  # no import runs beside this
    batch.refresh_from_db()
    if batch.state != BatchState.COMMITTED:
        raise UndoRefused(gettext("Only a batch that is in the register can be undone."))
    touched = find_touched(batch)
    if touched and not leave_out:
        named = ", ".join(f"#{n}" for n in touched[:NUMBERS_NAMED] if n) or "–"
        raise UndoRefused(
            gettext(
                "%(count)d incidents of this batch have been changed or used since: %(numbers)s. "
                "Undo those changes first, or leave these incidents out."
            )
            % {"count": len(touched), "numbers": named},
            tuple(touched),
        )
    done = put_back(batch, by=by, at=at, reason=gettext(REASON))
    batch.state, batch.undone_by_id, batch.undone_at = BatchState.UNDONE, by, at
    batch.save(update_fields=["state", "undone_by", "undone_at"])
    record(
        act="import.undone",
        by=by,
        at=at,
        subject_kind="import_batch",
        subject=batch.pk,
        programme=batch.programme_id,
        details={"number": batch.number, **done},
    )
    return Undone(**done)
