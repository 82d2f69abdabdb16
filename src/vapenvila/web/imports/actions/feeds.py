"""Sources on the web: switched on by the project leader, asked every night, imported like any other file."""

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.imports.engine.sentences import SaidError
from vapenvila.web.imports.fetching import Marks, Wire, fetch
from vapenvila.web.imports.models import FeedConnection, ImportBatch
from vapenvila.web.imports.unattended import import_file
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.acting import acting

ADDRESSES: Final = {"polisen": "https://polisen.se/api/events"}


@transaction.atomic
def switch_feed(*, programme: Programme, profile: str, on: bool, by: User, at: datetime) -> FeedConnection:
    """Ask this source every night from now on, or no longer."""
    feed, _new = FeedConnection.objects.select_for_update().get_or_create(
        programme=programme, profile=profile, defaults={"address": ADDRESSES[profile]}
    )
    if feed.on == on:
        return feed
    feed.on, feed.switched_by, feed.switched_at = on, by, at
    feed.problem, feed.problem_values = "", {}
    feed.save()
    record(
        act="import_feed.switched_on" if on else "import_feed.switched_off",
        by=by.pk,
        at=at,
        subject_kind="import_feed",
        subject=feed.pk,
        programme=programme.pk,
        details={"profile": profile, "address": feed.address},
    )
    return feed


def ask_feed(*, programme: Programme, feed: UUID, at: datetime, wire: Wire | None = None) -> FeedConnection:
    """Ask one source now. What it answers is imported if it brings anything; a problem is kept to be shown."""
    with acting(programmes=[programme.pk]):
        row = FeedConnection.objects.get(pk=feed)
    try:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "answer"
            marks = fetch(row.address, to=file, marks=Marks(row.etag, row.last_modified), wire=wire)
            number = _import(file, row, programme, at) if marks is not None else None
        if marks is not None:
            row.etag, row.last_modified = marks.etag, marks.last_modified
        row.answered_at, row.problem, row.problem_values = at, "", {}
    except SaidError as problem:
        number = None
        row.problem = problem.template
        row.problem_values = {name: str(value) for name, value in problem.values.items()}
    row.asked_at = at
    with acting(programmes=[programme.pk]):
        if number is not None:
            row.batch = ImportBatch.objects.get(programme=programme, number=number)
        row.save(
            update_fields=[
                "etag",
                "last_modified",
                "asked_at",
                "answered_at",
                "problem",
                "problem_values",
                "batch",
            ]
        )
    return row


def _import(file: Path, feed: FeedConnection, programme: Programme, at: datetime) -> int | None:
    """The number of the batch; None, and no batch, when the register knows everything already."""
    tried = _imported(file, feed, programme, at, dry_run=True)
    if not (tried["created"] or tried["updated"] or tried["conflicts"]):
        return None
    return int(_imported(file, feed, programme, at, dry_run=False)["number"])


def _imported(
    file: Path, feed: FeedConnection, programme: Programme, at: datetime, *, dry_run: bool
) -> dict[str, Any]:
    return import_file(
        file,
        profile=feed.profile,
        programme=programme.slug,
        dry_run=dry_run,
        progress=lambda _step, _rows: None,
        at=at,
    )
