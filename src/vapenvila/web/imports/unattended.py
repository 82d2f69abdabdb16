"""Import and undo without a page: what the command line calls. Nobody is signed in; the trail says so."""

import tempfile
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from vapenvila.rules.import_conflict import OnConflict
from vapenvila.web.imports import storage
from vapenvila.web.imports.actions.check import compare
from vapenvila.web.imports.actions.commit import commit_batch
from vapenvila.web.imports.actions.receive import open_batch
from vapenvila.web.imports.actions.undo import UndoRefused, undo_batch
from vapenvila.web.imports.engine.mapping import ImportMapping
from vapenvila.web.imports.engine.mapping_reading import mapping_from
from vapenvila.web.imports.engine.preparing import Prepared, Progress, prepare
from vapenvila.web.imports.engine.profiles import PROFILE_NAMES, mapping_named
from vapenvila.web.imports.engine.report import Report
from vapenvila.web.imports.engine.sentences import SaidError, UnusableMappingError, say
from vapenvila.web.imports.fetching import Wire, fetch
from vapenvila.web.imports.models import BatchState, ImportBatch
from vapenvila.web.imports.queries import batch_called, bounds_of, saved_mappings
from vapenvila.web.partners.models import Programme
from vapenvila.web.partners.queries import known_names, programme_by_slug
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.identifiers import new_id


def import_file(
    path: Path,
    *,
    profile: str,
    programme: str,
    dry_run: bool,
    progress: Progress,
    on_conflict: OnConflict = OnConflict.LIST,
    at: datetime | None = None,
) -> dict[str, Any]:
    """Read a file into the programme's register, or only try it; the result as `commands.md` promises it."""
    now = at or timezone.now()
    city = _programme(programme)
    if not path.is_file():
        raise SaidError(say("There is no file {name}."), name=path.name)
    with acting(programmes=[city.pk]):
        (mapping, version), names = _mapping(city, profile), tuple(known_names())
    pk = new_id()
    try:
        prepared = prepare(
            path, mapping, now=now, workspace=storage.workspace(pk), bounds=bounds_of(city), known_names=names,
            progress=progress,
        )  # fmt: skip
        with acting(programmes=[city.pk]), transaction.atomic():
            batch = open_batch(
                pk=pk,
                programme=city,
                file=storage.describe(path),
                profile=profile if profile in PROFILE_NAMES else Path(profile).stem,
                source_system=mapping.source_system,
                version=version,
                at=now,
            )
            _compare_or_commit(batch, prepared, dry_run, now, progress, on_conflict)
            transaction.set_rollback(dry_run)
        return _told(batch, prepared.report, dry_run=dry_run)
    finally:
        storage.remove(pk)


def _compare_or_commit(
    batch: ImportBatch,
    prepared: Prepared,
    dry_run: bool,
    at: datetime,
    progress: Progress,
    on_conflict: OnConflict,
) -> None:
    if dry_run:
        compare(batch=batch, prepared=prepared, progress=progress, on_conflict=on_conflict)
        return
    commit_batch(batch=batch, prepared=prepared, by=None, at=at, progress=progress, on_conflict=on_conflict)


def import_address(
    address: str,
    *,
    profile: str,
    programme: str,
    dry_run: bool,
    progress: Progress,
    on_conflict: OnConflict = OnConflict.LIST,
    at: datetime | None = None,
    wire: Wire | None = None,
) -> dict[str, Any]:
    """The same with a file that is fetched from the web first; `wire` says how far the request may go."""
    _programme(programme)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answer"
        fetch(address, to=file, wire=wire)
        return import_file(
            file, profile=profile, programme=programme, dry_run=dry_run, progress=progress, on_conflict=on_conflict,
            at=at,
        )  # fmt: skip


def undo(name: str, *, programme: str, leave_out: bool) -> dict[str, Any]:
    """Take a batch out of the register again; `name` is its number or identifier."""
    cities = [_programme(programme)] if programme else list(Programme.objects.all())
    found: list[tuple[Programme, ImportBatch]] = []
    for city in cities:
        with acting(programmes=[city.pk]):
            batch = batch_called(city.pk, name)
        if batch is not None:
            found.append((city, batch))
    if not found:
        raise SaidError(say("There is no batch called {name}."), name=name)
    if len(found) > 1:
        raise SaidError(
            say("Several programmes have a batch {name}: {programmes}. Say which with --programme."),
            name=name,
            programmes=", ".join(city.slug for city, _ in found),
        )
    city, batch = found[0]
    with acting(programmes=[city.pk]):
        done = undo_batch(batch=batch, leave_out=leave_out, by=None, at=timezone.now())
    return {"batch": str(batch.pk), "number": batch.number, **asdict(done)}


def _programme(slug: str) -> Programme:
    found = programme_by_slug(slug)
    if found is None:
        known = ", ".join(Programme.objects.order_by("slug").values_list("slug", flat=True)) or "–"
        raise SaidError(
            say("There is no programme called {slug}. There are: {known}."), slug=slug, known=known
        )
    return found


def _mapping(city: Programme, name: str) -> tuple[ImportMapping, int | None]:
    saved = saved_mappings(city).filter(name=name).first()
    if saved is not None and name not in PROFILE_NAMES and not Path(name).is_file():
        return mapping_from(saved.settings), saved.version
    try:
        return mapping_named(name), None
    except UnusableMappingError as problem:
        if Path(name).is_file():
            raise
        raise SaidError(
            say("{problem} Ready profiles: {profiles}."),
            problem=str(problem),
            profiles=", ".join(PROFILE_NAMES),
        ) from None


def _told(batch: ImportBatch, report: Report, *, dry_run: bool) -> dict[str, Any]:
    listed = [
        (i.severity, {"row": i.row, "column": i.column, "message": i.sentence()}) for i in report.issues
    ]
    return {
        "rows": report.rows,
        "incidents": report.incidents,
        "victims": report.victims,
        "fatal_victims": report.fatal_victims,
        "created": batch.created,
        "updated": batch.updated,
        "unchanged": batch.unchanged,
        "conflicts": batch.conflicts,
        "taken": batch.taken,
        "folded": report.folded,
        "skipped": report.skipped,
        "held": report.held,
        "errors": [told for severity, told in listed if severity == "error"],
        "warnings": [told for severity, told in listed if severity == "warning"],
        "cannot_know": list(report.cannot_know.get("en", ())),
        "batch": None if dry_run else str(batch.pk),
        "number": None if dry_run else batch.number,
        "dry_run": dry_run,
    }


__all__ = ["BatchState", "OnConflict", "SaidError", "UndoRefused", "import_address", "import_file", "undo"]
