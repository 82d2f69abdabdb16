"""Files of persons without a page: what the command line calls. Somebody who does casework in the room stands for it."""

import tomllib
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from vapenvila.rules.person_access import PersonRoom
from vapenvila.rules.person_import import may_import_persons
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.accounts.models import User
from vapenvila.web.imports.engine.sentences import SaidError, say
from vapenvila.web.imports.models import BatchState
from vapenvila.web.imports.storage import describe
from vapenvila.web.partners.models import Room
from vapenvila.web.partners.queries import reader_of
from vapenvila.web.people.actions.importing import (
    check_persons,
    commit_persons,
    open_person_batch,
    record_batch,
)
from vapenvila.web.people.actions.undo_import import undo_person_batch
from vapenvila.web.people.errors import RefusedError, ask
from vapenvila.web.people.importing.looking_through import Progress
from vapenvila.web.people.models import PersonBatch
from vapenvila.web.people.models.room_file import RoomFileBatch
from vapenvila.web.people.queries.imports import person_batch_called, person_mappings
from vapenvila.web.people.wording import told
from vapenvila.web.wall.acting import acting


def import_persons(
    path: Path,
    *,
    mapping: str,
    room: str,
    programme: str,
    by: str,
    dry_run: bool,
    looked_at: bool,
    progress: Progress,
    at: datetime | None = None,
) -> dict[str, Any]:
    """Read a file into one agency's room, or only try it. `by` is the e-mail address of the person who stands for it."""
    now = at or timezone.now()
    row, person = room_called(room, programme), signs_in_as(by)
    if not path.is_file():
        raise SaidError(say("There is no file {name}."), name=path.name)
    with acting(user=person.pk, programmes=[row.programme_id], room=row.pk), transaction.atomic():
        _insist(person, row, now)
        batch, today = _open(row, path, person, now), timezone.localdate(now)
        batch.mapping, batch.mapping_name = _settings(row, mapping), Path(mapping).stem
        if dry_run:
            check_persons(
                batch=batch,
                settings=batch.mapping,
                path=path,
                by=person,
                at=now,
                today=today,
                progress=progress,
            )
            if batch.state == BatchState.FAILED:
                raise SaidError(batch.problem, **batch.problem_values)
        else:
            commit_persons(batch=batch, path=path, by=person, at=now, today=today, progress=progress)
            insist_on_texts(batch, looked_at=looked_at)  # otherwise nothing of it stays
        told = _told(batch, dry_run=dry_run)
        transaction.set_rollback(dry_run)
    return told


def _open(room: Room, path: Path, by: User, at: datetime) -> PersonBatch:
    file = describe(path)
    batch = open_person_batch(room=room, label="", by=by, at=at, today=timezone.localdate(at))
    batch.file_sha256, batch.file_size, batch.file_deleted_at = file.sha256, file.size, at
    batch.save(update_fields=["file_sha256", "file_size", "file_deleted_at"])
    record_batch("person_import.received", batch, by, at, bytes=file.size, sha256=file.sha256)
    return batch


def insist_on_texts(batch: RoomFileBatch, *, looked_at: bool) -> None:
    """Stop where free texts gave warnings and nobody has said that they looked at them."""
    if batch.text_warnings and not looked_at:
        raise SaidError(
            say(
                "Free texts gave {count} warnings. Look at them with --dry-run, then import with --looked-at."
            ),
            count=batch.text_warnings,
        )


def undo_persons(name: str, *, room: str, programme: str, by: str) -> dict[str, Any]:
    """Take a whole file out of the room again; `name` is its number (P12) or identifier."""
    row, person, now = room_called(room, programme), signs_in_as(by), timezone.now()
    with acting(user=person.pk, programmes=[row.programme_id], room=row.pk):
        _insist(person, row, now)
        batch = person_batch_called(row.pk, name)
        if batch is None:
            raise SaidError(say("The room has no file called {name}."), name=name)
        done = undo_person_batch(batch=batch, by=person, at=now)
    return {"batch": str(batch.pk), "number": batch.number, **asdict(done)}


def room_called(name: str, programme: str) -> Room:
    """The room of this agency (its name, or its kind where there is one of it) in the programme."""
    rooms = Room.objects.select_related("agency", "programme").filter(programme__slug=programme)
    if not rooms:
        raise SaidError(say("There is no programme called {slug}."), slug=programme)
    wanted = [r for r in rooms if name.casefold() in (r.agency.name.casefold(), r.agency.kind, str(r.pk))]
    if len(wanted) != 1:
        raise SaidError(
            say("Name one room of {programme} by its agency. There are: {known}."),
            programme=programme,
            known=", ".join(sorted(f"{r.agency.name} ({r.agency.kind})" for r in rooms)),
        )
    return wanted[0]


def signs_in_as(email: str) -> User:
    """The person with this e-mail address who may sign in."""
    found = User.objects.filter(email__iexact=email, is_active=True).first()
    if found is None:
        raise SaidError(say("Nobody signs in as {email}."), email=email)
    return found


def _insist(person: User, room: Room, at: datetime) -> None:
    """The same question that the page asks: does this person bring files into this room today?"""
    where = PersonRoom(room.pk, AgencyKind(room.agency.kind))
    ask(may_import_persons(reader_of(person.pk), where, today=timezone.localdate(at)))


def _settings(room: Room, name: str) -> dict[str, Any]:
    saved = person_mappings(room.pk).filter(name=name).first()
    if saved is None and Path(name).is_file():
        return settings_in(Path(name))
    if saved is None:
        known = ", ".join(person_mappings(room.pk).values_list("name", flat=True)) or "–"
        raise SaidError(
            say(
                "The room keeps no mapping called {name}. It keeps: {known}. Map one file on the page first."
            ),
            name=name,
            known=known,
        )
    return dict(saved.settings)


def settings_in(file: Path) -> dict[str, Any]:
    """The settings of a mapping file."""
    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise SaidError(
            say("The mapping {name} is not a TOML file: {problem}"), name=file.name, problem=str(problem)
        ) from None
    source_on = settings.get("source_on")
    return {**settings, "source_on": source_on.isoformat() if isinstance(source_on, date) else source_on}


def _told(batch: PersonBatch, *, dry_run: bool) -> dict[str, Any]:
    return {**counts_and_remarks(batch, dry_run=dry_run), "updated": batch.updated}


def counts_and_remarks(batch: RoomFileBatch, *, dry_run: bool) -> dict[str, Any]:
    """What the command tells of any file that was brought into a room."""
    listed = [
        (
            p["severity"],
            {
                "row": p["row"],
                "column": p["column"],
                "message": told(p["sentence"], column=p["column"], detail=str(p["detail"])),
            },
        )
        for p in (batch.report or {}).get("problems", [])
    ]
    return {
        "rows": batch.rows,
        "created": batch.created,
        "unchanged": batch.unchanged,
        "copies": batch.copies,
        "held": batch.held,
        "errors": [told for severity, told in listed if severity == "error"],
        "warnings": [told for severity, told in listed if severity == "warning"],
        "batch": None if dry_run else str(batch.pk),
        "number": None if dry_run else batch.number,
        "dry_run": dry_run,
    }


__all__ = ["RefusedError", "SaidError", "import_persons", "undo_persons"]
