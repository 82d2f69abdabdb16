"""A file of ties, evidence or memberships on its way into a room of the police: received, checked, put in as a whole."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from vapenvila.rules.import_batch import BatchStep, may_check, may_commit
from vapenvila.rules.membership_access import may_hold_memberships
from vapenvila.rules.person_import import may_commit_texts
from vapenvila.rules.readiness import may_enter_real_persons
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.imports.engine.sentences import SaidError
from vapenvila.web.imports.models import BatchState
from vapenvila.web.memberships.importing.file_mapping import file_mapping_from
from vapenvila.web.memberships.importing.look import Look, Progress
from vapenvila.web.memberships.importing.looking_through import look_through
from vapenvila.web.memberships.models import MembershipBatch
from vapenvila.web.memberships.vocabulary import Holds
from vapenvila.web.partners.models import Room
from vapenvila.web.partners.queries import readiness_of
from vapenvila.web.people.errors import ask
from vapenvila.web.people.importing.sealed_files import SealedWriter, forget_files
from vapenvila.web.people.models.room_file import PieceKind
from vapenvila.web.wall.identifiers import new_id


@transaction.atomic
def receive_memberships(
    *, room: Room, holds: Holds, chunks: Iterable[bytes], label: str, by: User, at: datetime
) -> MembershipBatch:
    """Keep an uploaded file sealed in the room and open a batch for it; nothing of it is stated yet."""
    batch = open_membership_batch(room=room, holds=holds, label=label, by=by, at=at)
    writer = SealedWriter(batch, PieceKind.UPLOAD)
    for chunk in chunks:
        writer.write(chunk)
    writer.close()
    batch.file_sha256, batch.file_size = writer.digest.hexdigest(), writer.size
    batch.save(update_fields=["file_sha256", "file_size"])
    record_batch("received", batch, by, at, bytes=writer.size, sha256=batch.file_sha256)
    return batch


def open_membership_batch(*, room: Room, holds: Holds, label: str, by: User, at: datetime) -> MembershipBatch:
    """A batch with the room's next number, if the room may hold memberships and real persons at all."""
    _insist_on_room(room, at)
    _hold_room(room)
    last = MembershipBatch.objects.filter(room=room).aggregate(last=Max("number"))["last"] or 0
    return MembershipBatch.objects.create(
        id=new_id(), room=room, number=last + 1, holds=holds, label=label.strip(), uploaded_by=by, uploaded_at=at
    )  # fmt: skip


def _insist_on_room(room: Room, at: datetime) -> None:
    ask(may_hold_memberships(AgencyKind(room.agency.kind)))
    ask(may_enter_real_persons(readiness_of(room.programme), today=timezone.localdate(at)))


def _hold_room(room: Room) -> None:
    """Until the transaction ends, no other import of this room counts or writes beside this one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"membership batch {room.pk}"]
        )


def insist_on_check(batch: MembershipBatch) -> None:
    """Go on if the file may be checked now."""
    kept = batch.file_deleted_at is None
    ask(may_check(BatchStep(batch.state), file_kept=kept, job_running=_running(batch)))


def insist_on_commit(batch: MembershipBatch, *, looked_at: bool, at: datetime) -> None:
    """Go on if the file may be put in now."""
    _insist_on_room(batch.room, at)
    ask(
        may_commit(
            BatchStep(batch.state),
            incidents=batch.created + batch.unchanged,
            file_kept=batch.file_deleted_at is None,
            job_running=_running(batch),
        )
    )
    ask(may_commit_texts(warnings=batch.text_warnings, looked_at=looked_at), field="looked_at")


def _running(batch: MembershipBatch) -> bool:
    return batch.job is not None and not batch.job.over


@transaction.atomic
def check_memberships(
    *, batch: MembershipBatch, settings: Mapping[str, Any], path: Path, by: User, at: datetime, progress: Progress
) -> MembershipBatch:  # fmt: skip
    """The dry run: report and counts are kept with the batch, and everything that was written on trial is taken back."""
    _insist_on_room(batch.room, at)
    batch.mapping = dict(settings)
    try:
        _look(batch, path, by=by, at=at, progress=progress, commit=False)
    except SaidError as problem:
        batch.state, batch.report = BatchState.FAILED, None
        batch.problem = problem.template
        batch.problem_values = {name: str(value) for name, value in problem.values.items()}
    else:
        batch.state, batch.problem, batch.problem_values = BatchState.CHECKED, "", {}
    batch.save()
    return batch


@transaction.atomic
def commit_memberships(
    *, batch: MembershipBatch, path: Path, by: User, at: datetime, progress: Progress
) -> MembershipBatch:
    """Put the file into the room: all of its good rows or, when anything breaks, none."""
    _insist_on_room(batch.room, at)
    _hold_room(batch.room)
    _look(batch, path, by=by, at=at, progress=progress, commit=True)
    batch.state, batch.committed_by, batch.committed_at = BatchState.COMMITTED, by, at
    forget_files(batch, at=at, held_too=False)
    batch.save()
    record_batch(
        "committed", batch, by, at, source=batch.source_system, rows=batch.rows, created=batch.created,
        unchanged=batch.unchanged, held=batch.held,
    )  # fmt: skip
    return batch


def _look(
    batch: MembershipBatch, path: Path, *, by: User, at: datetime, progress: Progress, commit: bool
) -> None:
    """Look through the file and keep counts and report with the batch (which is not saved)."""
    mapping = file_mapping_from(batch.mapping or {}, Holds(batch.holds))
    batch.source_system = mapping.source_system
    look = Look(
        batch=batch, mapping=mapping, by=by, at=at, today=timezone.localdate(at), progress=progress, commit=commit
    )  # fmt: skip
    counts, batch.report = look_through(path, look)
    batch.rows, batch.created, batch.unchanged = counts.rows, counts.created, counts.unchanged
    batch.copies, batch.held, batch.text_warnings = counts.copies, counts.held, counts.text_warnings


def record_batch(what: str, batch: MembershipBatch, by: User, at: datetime, **details: object) -> None:
    """One audit event on a batch."""
    record(
        act=f"membership_import.{what}",
        by=by.pk,
        at=at,
        subject_kind="membership_batch",
        subject=batch.pk,
        programme=batch.room.programme_id,
        room=batch.room_id,
        details={"number": batch.number, "holds": batch.holds, **details},
    )
