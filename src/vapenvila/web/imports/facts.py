"""A batch as the rules see it."""

from dataclasses import dataclass

from vapenvila.rules.decision import Decision
from vapenvila.rules.import_batch import BatchStep, may_check, may_commit, may_undo
from vapenvila.web.imports.models import ImportBatch


@dataclass(frozen=True, slots=True)
class BatchAllows:
    """What may be done with a batch now."""

    check: Decision
    commit: Decision
    undo: Decision


def allowed_with(batch: ImportBatch) -> BatchAllows:
    """Ask the rules about this batch."""
    step = BatchStep(batch.state)
    kept = batch.file_deleted_at is None
    running = batch.job is not None and not batch.job.over
    return BatchAllows(
        may_check(step, file_kept=kept, job_running=running),
        may_commit(step, incidents=batch.incidents, file_kept=kept, job_running=running),
        may_undo(step),
    )
