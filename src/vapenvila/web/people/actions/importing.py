"""A file of persons on its way into the room: received, checked, put in as a whole."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from vapenvila.rules.import_batch import BatchStep, may_check, may_commit
from vapenvila.rules.person_import import may_commit_texts
from vapenvila.rules.readiness import may_enter_real_persons
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.imports.engine.sentences import SaidError
from vapenvila.web.imports.models import BatchState
from vapenvila.web.partners.models import Room
from vapenvila.web.partners.queries import readiness_of
from vapenvila.web.people.errors import ask
from vapenvila.web.people.importing.looking_through import Counts, Look, Progress, look_through
from vapenvila.web.people.importing.new_persons import Commit
from vapenvila.web.people.importing.person_mapping import person_mapping_from
from vapenvila.web.people.importing.sealed_files import SealedWriter, forget_files
from vapenvila.web.people.models import PersonBatch, PersonFilePiece
from vapenvila.web.wall.identifiers import new_id


@transaction.atomic
def receive_persons(
    *, room: Room, chunks: Iterable[bytes], label: str, by: User, at: datetime, today: date
) -> PersonBatch:
    """Keep an uploaded file sealed in the room and open a batch for it; nothing of it is a record yet."""
    batch = open_person_batch(room=room, label=label, by=by, at=at, today=today)
    writer = SealedWriter(batch, PersonFilePiece.Kind.UPLOAD)
    for chunk in chunks:
        writer.write(chunk)
    writer.close()
    batch.file_sha256, batch.file_size = writer.digest.hexdigest(), writer.size
    batch.save(update_fields=["file_sha256", "file_size"])
    record_batch("person_import.received", batch, by, at, bytes=writer.size, sha256=batch.file_sha256)
    return batch


def open_person_batch(*, room: Room, label: str, by: User, at: datetime, today: date) -> PersonBatch:
    """A batch with the room's next number, if persons may be registered here at all (acceptance S27)."""
    ask(may_enter_real_persons(readiness_of(room.programme), today=today))
    _hold_room(room)
    last = PersonBatch.objects.filter(room=room).aggregate(last=Max("number"))["last"] or 0
    return PersonBatch.objects.create(
        id=new_id(), room=room, number=last + 1, label=label.strip(), uploaded_by=by, uploaded_at=at
    )


def _hold_room(room: Room) -> None:
    """Until the transaction ends, no other import of this room counts or writes beside this one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"person batch {room.pk}"])


def insist_on_check(batch: PersonBatch) -> None:
    """Go on if the file may be checked now."""
    ask(
        may_check(
            BatchStep(batch.state), file_kept=batch.file_deleted_at is None, job_running=_running(batch)
        )
    )


def insist_on_commit(batch: PersonBatch, *, looked_at: bool, today: date) -> None:
    """Go on if the file may be put in now."""
    ask(may_enter_real_persons(readiness_of(batch.room.programme), today=today))
    ask(
        may_commit(
            BatchStep(batch.state),
            incidents=batch.created + batch.updated + batch.unchanged,
            file_kept=batch.file_deleted_at is None,
            job_running=_running(batch),
        )
    )
    ask(may_commit_texts(warnings=batch.text_warnings, looked_at=looked_at), field="looked_at")


def _running(batch: PersonBatch) -> bool:
    return batch.job is not None and not batch.job.over


@transaction.atomic
def check_persons(
    *, batch: PersonBatch, settings: Mapping[str, Any], path: Path, by: User, at: datetime, today: date, progress: Progress
) -> PersonBatch:  # fmt: skip
    """The dry run: report and counts are kept with the batch, nothing becomes a record."""
    ask(may_enter_real_persons(readiness_of(batch.room.programme), today=today))
    batch.mapping = dict(settings)
    try:
        counts, report = _looked(batch, path, by=by, today=today, progress=progress, commit=None)
    except SaidError as problem:
        batch.state, batch.report = BatchState.FAILED, None
        batch.problem = problem.template
        batch.problem_values = {name: str(value) for name, value in problem.values.items()}
        batch.save()
        return batch
    _note(batch, counts, report)
    batch.state, batch.problem, batch.problem_values = BatchState.CHECKED, "", {}
    batch.save()
    return batch


@transaction.atomic
def commit_persons(
    *, batch: PersonBatch, path: Path, by: User, at: datetime, today: date, progress: Progress
) -> PersonBatch:
    """Put the file into the room: all of its good rows or, when anything breaks, none. One audit event for the whole."""
    ask(may_enter_real_persons(readiness_of(batch.room.programme), today=today))
    _hold_room(batch.room)
    commit = Commit(room=batch.room_id, batch=batch, by=by.pk, at=at, today=today)
    counts, report = _looked(batch, path, by=by, today=today, progress=progress, commit=commit)
    _note(batch, counts, report)
    batch.state, batch.committed_by, batch.committed_at = BatchState.COMMITTED, by, at
    forget_files(batch, at=at, held_too=False)
    batch.save()
    record_batch(
        "person_import.committed",
        batch,
        by,
        at,
        source=batch.source_system,
        rows=counts.rows,
        created=counts.created,
        updated=counts.updated,
        unchanged=counts.unchanged,
        held=counts.held,
    )
    return batch


def _looked(
    batch: PersonBatch, path: Path, *, by: User, today: date, progress: Progress, commit: Commit | None
) -> tuple[Counts, dict[str, Any]]:
    mapping = person_mapping_from(batch.mapping or {})
    batch.source_system = mapping.source_system
    look = Look(
        batch=batch,
        mapping=mapping,
        agency=AgencyKind(batch.room.agency.kind),
        made_up=batch.room.programme.made_up,
        by=by.pk,
        today=today,
        progress=progress,
        commit=commit,
    )
    return look_through(path, look)


def _note(batch: PersonBatch, counts: Counts, report: dict[str, Any]) -> None:
    batch.report = report
    batch.rows, batch.created, batch.updated = counts.rows, counts.created, counts.updated
    batch.unchanged, batch.copies, batch.held = counts.unchanged, counts.copies, counts.held
    batch.text_warnings = counts.text_warnings


def record_batch(act: str, batch: PersonBatch, by: User, at: datetime, **details: object) -> None:
    """One audit event on a batch."""
    record(
        act=act,
        by=by.pk,
        at=at,
        subject_kind="person_batch",
        subject=batch.pk,
        programme=batch.room.programme_id,
        room=batch.room_id,
        details={"number": batch.number, **details},
    )
