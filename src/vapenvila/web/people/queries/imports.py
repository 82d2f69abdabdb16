"""Files of persons in one room: the batches, the mappings kept, the one a file is known by."""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from vapenvila.rules.decision import Decision, refuse
from vapenvila.rules.import_batch import BatchStep, may_check, may_commit, may_undo
from vapenvila.web.imports.models import BatchState
from vapenvila.web.people.models import PersonBatch, SavedPersonMapping
from vapenvila.web.people.models.room_file import RoomFileBatch, SavedRoomMapping

Saved = TypeVar("Saved", bound=SavedRoomMapping)


def batches_of_room(room: UUID) -> QuerySet[PersonBatch]:
    """All files of the room, newest first."""
    rows = PersonBatch.objects.filter(room=room).select_related("uploaded_by", "job")
    return rows.defer("report", "mapping").order_by("-number")


def person_batch(room: UUID, batch: UUID) -> PersonBatch | None:
    """One file of the room."""
    rows = PersonBatch.objects.select_related(
        "uploaded_by", "committed_by", "undone_by", "job", "room__agency", "room__programme"
    )
    return rows.filter(room=room, pk=batch).first()


def person_batch_called(room: UUID, name: str) -> PersonBatch | None:
    """The file with this number (12 or P12) or identifier."""
    number = name.upper().removeprefix("P")
    mine = PersonBatch.objects.select_related("room__agency", "room__programme", "job").filter(room=room)
    if number.isdigit():
        return mine.filter(number=int(number)).first()
    try:
        return mine.filter(pk=UUID(name)).first()
    except ValueError:
        return None


def same_file_in_room(batch: PersonBatch) -> PersonBatch | None:
    """An earlier batch with exactly the same content that is in the room now."""
    same = PersonBatch.objects.filter(
        room=batch.room_id, file_sha256=batch.file_sha256, state=BatchState.COMMITTED
    )
    return same.exclude(pk=batch.pk).first()


def person_mappings(room: UUID) -> QuerySet[SavedPersonMapping]:
    """Mappings kept in the room, by name."""
    return SavedPersonMapping.objects.filter(room=room).order_by("name")


def mapping_recognised(room: UUID, columns: tuple[str, ...]) -> SavedPersonMapping | None:
    """The kept mapping whose columns the file has; the one that reads most of them."""
    return best_fitting(person_mappings(room), columns)


def best_fitting(kept: Iterable[Saved], columns: tuple[str, ...]) -> Saved | None:
    """The one of these mappings whose columns the file has and that reads most of them."""
    fitting = [
        (len(used), saved)
        for saved in kept
        if (used := {column for column in saved.settings.get("columns", {}).values() if column})
        and used <= set(columns)
    ]
    return max(fitting, key=lambda one: one[0])[1] if fitting else None


def batch_allows(batch: PersonBatch, *, ready: Decision) -> dict[str, Decision]:
    """What may be done with a batch now, by name: check, commit, undo."""
    return allowed_now(batch, rows=batch.created + batch.updated + batch.unchanged, ready=ready)


def allowed_now(batch: RoomFileBatch, *, rows: int, ready: Decision) -> dict[str, Decision]:
    """What may be done now with a file of which so many rows can go in."""
    step, kept = BatchStep(batch.state), batch.file_deleted_at is None
    running = batch.job is not None and not batch.job.over
    commit = may_commit(step, incidents=rows, file_kept=kept, job_running=running)
    return {
        "check": may_check(step, file_kept=kept, job_running=running),
        "commit": commit if ready else refuse(ready.reason),
        "undo": may_undo(step),
    }
