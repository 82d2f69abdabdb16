"""Files of ties, evidence and memberships without a page: what the command line calls. Somebody of the room stands for it."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from vapenvila.rules.membership_access import may_use
from vapenvila.rules.person_access import PersonRoom
from vapenvila.rules.rights import Right
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.accounts.models import User
from vapenvila.web.imports.engine.sentences import SaidError, say
from vapenvila.web.imports.models import BatchState
from vapenvila.web.imports.storage import describe
from vapenvila.web.memberships.actions.importing import (
    check_memberships,
    commit_memberships,
    open_membership_batch,
    record_batch,
)
from vapenvila.web.memberships.actions.undo_import import undo_membership_batch
from vapenvila.web.memberships.importing.look import Progress
from vapenvila.web.memberships.models import MembershipBatch
from vapenvila.web.memberships.queries.imports import membership_batch_called, membership_mappings
from vapenvila.web.memberships.vocabulary import Holds
from vapenvila.web.partners.models import Room
from vapenvila.web.partners.queries import reader_of
from vapenvila.web.people.errors import RefusedError, ask
from vapenvila.web.people.unattended import (
    counts_and_remarks,
    insist_on_texts,
    room_called,
    settings_in,
    signs_in_as,
)
from vapenvila.web.wall.acting import acting


def import_memberships(
    path: Path,
    *,
    holds: str,
    mapping: str,
    room: str,
    programme: str,
    by: str,
    dry_run: bool,
    looked_at: bool,
    progress: Progress,
    at: datetime | None = None,
) -> dict[str, Any]:
    """Read a file into a room of the police, or only try it. `by` is the e-mail address of the person who stands for it."""
    now = at or timezone.now()
    row, person, kind = room_called(room, programme), signs_in_as(by), Holds(holds)
    if not path.is_file():
        raise SaidError(say("There is no file {name}."), name=path.name)
    with acting(user=person.pk, programmes=[row.programme_id], room=row.pk), transaction.atomic():
        _insist(person, row, now)
        batch = _open(row, kind, path, person, now)
        batch.mapping, batch.mapping_name = _settings(row, kind, mapping), Path(mapping).stem
        if dry_run:
            check_memberships(
                batch=batch, settings=batch.mapping, path=path, by=person, at=now, progress=progress
            )
            if batch.state == BatchState.FAILED:
                raise SaidError(batch.problem, **batch.problem_values)
        else:
            commit_memberships(batch=batch, path=path, by=person, at=now, progress=progress)
            insist_on_texts(batch, looked_at=looked_at)  # otherwise nothing of it stays
        told = {**counts_and_remarks(batch, dry_run=dry_run), "holds": kind.value}
        transaction.set_rollback(dry_run)
    return told


def _open(room: Room, holds: Holds, path: Path, by: User, at: datetime) -> MembershipBatch:
    file = describe(path)
    batch = open_membership_batch(room=room, holds=holds, label="", by=by, at=at)
    batch.file_sha256, batch.file_size, batch.file_deleted_at = file.sha256, file.size, at
    batch.save(update_fields=["file_sha256", "file_size", "file_deleted_at"])
    record_batch("received", batch, by, at, bytes=file.size, sha256=file.sha256)
    return batch


def undo_memberships(name: str, *, room: str, programme: str, by: str) -> dict[str, Any]:
    """Take a whole file out of the room again; `name` is its number (M3) or identifier."""
    row, person, now = room_called(room, programme), signs_in_as(by), timezone.now()
    with acting(user=person.pk, programmes=[row.programme_id], room=row.pk):
        _insist(person, row, now)
        batch = membership_batch_called(row.pk, name)
        if batch is None:
            raise SaidError(say("The room has no file called {name}."), name=name)
        removed = undo_membership_batch(batch=batch, by=person, at=now)
    return {"batch": str(batch.pk), "number": batch.number, "removed": removed}


def _insist(person: User, room: Room, at: datetime) -> None:
    """The same question that the page asks: does this person bring files into this room today?"""
    where = PersonRoom(room.pk, AgencyKind(room.agency.kind))
    ask(may_use(reader_of(person.pk), Right.IMPORT_MEMBERSHIPS, where, today=timezone.localdate(at)))


def _settings(room: Room, holds: Holds, name: str) -> dict[str, Any]:
    kept = membership_mappings(room.pk, holds)
    saved = kept.filter(name=name).first()
    if saved is not None:
        return dict(saved.settings)
    if Path(name).is_file():
        return settings_in(Path(name))
    known = ", ".join(kept.values_list("name", flat=True)) or "–"
    raise SaidError(
        say("The room keeps no mapping called {name}. It keeps: {known}. Map one file on the page first."),
        name=name,
        known=known,
    )


__all__ = ["RefusedError", "SaidError", "import_memberships", "undo_memberships"]
