"""Checking a batch: the dry run. Reads, cleans and matches; writes nothing into the register."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from vapenvila.rules.import_conflict import OnConflict
from vapenvila.web.imports import storage
from vapenvila.web.imports.engine.mapping import ImportMapping
from vapenvila.web.imports.engine.preparing import Prepared, Progress, prepare
from vapenvila.web.imports.engine.sentences import SaidError
from vapenvila.web.imports.matching import match
from vapenvila.web.imports.models import BatchState, ImportBatch
from vapenvila.web.imports.queries import bounds_of
from vapenvila.web.imports.staging import stage
from vapenvila.web.partners.queries import known_names


def prepared_batch(
    *, batch: ImportBatch, mapping: ImportMapping, path: Path, at: datetime, progress: Progress
) -> Prepared:
    """The batch's file, read and checked against the programme's area."""
    return prepare(
        path,
        mapping,
        now=at,
        workspace=storage.workspace(batch.pk),
        bounds=bounds_of(batch.programme),
        known_names=tuple(known_names()),
        progress=progress,
    )


@transaction.atomic
def check_batch(
    *, batch: ImportBatch, mapping: ImportMapping, path: Path, at: datetime, progress: Progress
) -> Prepared | None:
    """The dry run: report and counts are kept with the batch. None when the file cannot be read as a
    whole."""
    batch.source_system = mapping.source_system
    try:
        prepared = prepared_batch(batch=batch, mapping=mapping, path=path, at=at, progress=progress)
    except SaidError as problem:
        batch.state = BatchState.FAILED
        batch.problem, batch.problem_values = problem.template, as_plain(problem.values)
        batch.report = None
        batch.save()
        return None
    compare(batch=batch, prepared=prepared, progress=progress)
    batch.state, batch.problem, batch.problem_values = BatchState.CHECKED, "", {}
    batch.save()
    return prepared


def compare(
    *,
    batch: ImportBatch,
    prepared: Prepared,
    progress: Progress,
    on_conflict: OnConflict = OnConflict.LIST,
) -> None:
    """Count what the prepared file would change in the register (the batch is not saved)."""
    for done in stage(prepared):
        progress("compare", done)
    note_report(batch, prepared, match(batch, on_conflict=on_conflict))


def note_report(batch: ImportBatch, prepared: Prepared, counts: Mapping[str, int]) -> None:
    """Put the report and its counts on the batch (not saved)."""
    report = prepared.report
    batch.report = report.to_dict()
    batch.rows, batch.incidents = report.rows, report.incidents
    batch.victims, batch.fatal_victims = report.victims, report.fatal_victims
    batch.held, batch.skipped = report.held, report.skipped
    batch.created, batch.updated = counts["created"], counts["updated"]
    batch.unchanged = counts["unchanged"]
    batch.conflicts, batch.taken = counts["conflicts"], counts["taken"]


def as_plain(values: Mapping[str, object]) -> dict[str, Any]:
    """Values of a sentence as JSON can keep them."""
    return {name: value if isinstance(value, int | float) else str(value) for name, value in values.items()}
