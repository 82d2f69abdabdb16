"""What the worker does for imports: check, commit, and forget uploads nobody imported."""

from collections.abc import Callable
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_noop
from procrastinate.contrib.django import app

from vapenvila.web.imports import storage
from vapenvila.web.imports.actions.check import check_batch, prepared_batch
from vapenvila.web.imports.actions.commit import commit_batch
from vapenvila.web.imports.actions.feeds import ask_feed
from vapenvila.web.imports.engine.mapping import ImportMapping
from vapenvila.web.imports.engine.mapping_reading import mapping_from
from vapenvila.web.imports.engine.profiles import profile_named
from vapenvila.web.imports.models import BatchState, ImportBatch
from vapenvila.web.imports.queries import feeds_to_ask, forgotten_uploads
from vapenvila.web.jobs.progress import TAKEN_LATER, Bar, doing
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.acting import acting

BYTES_A_ROW = 150  # to guess how many rows a file has before it is read
SENTENCES = {
    "read": gettext_noop("Reading: %(rows)s rows"),
    "check": gettext_noop("Checking: %(rows)s rows"),
    "fold": gettext_noop("Putting together: %(rows)s incidents"),
    "compare": gettext_noop("Comparing with the register: %(rows)s incidents"),
    "write": gettext_noop("Writing: %(rows)s incidents"),
}
SHARE_DONE = {"read": 0.0, "check": 0.25, "fold": 0.5, "compare": 0.7, "write": 0.7}


def mapping_of(batch: ImportBatch) -> ImportMapping:
    """The mapping the batch is read with."""
    return mapping_from(batch.mapping) if batch.mapping is not None else profile_named(batch.profile)


def _telling(bar: Bar, batch: ImportBatch) -> Callable[[str, int], None]:
    expected = max(batch.rows, batch.file_size // BYTES_A_ROW, 1)

    def tell(step: str, rows: int) -> None:
        share = SHARE_DONE[step] + 0.2 * min(rows / expected, 1)
        bar.advance(share, 1, SENTENCES[step], {"rows": rows})

    return tell


@app.task(name="imports.check", retry=TAKEN_LATER)
def check_uploaded(batch: str, job: str, programme: str, user: str) -> None:
    """The dry run of an uploaded file."""
    with doing(UUID(job), programme=UUID(programme), user=UUID(user)) as bar:
        if bar is None:
            return
        row = ImportBatch.objects.select_related("programme").get(pk=batch)
        check_batch(
            batch=row,
            mapping=mapping_of(row),
            path=storage.uploaded_file(row.pk),
            at=timezone.now(),
            progress=_telling(bar, row),
        )
        bar.conclude(
            gettext_noop("Checked: %(rows)s rows, %(incidents)s incidents, %(held)s rows held back."),
            {"rows": row.rows, "incidents": row.incidents, "held": row.held},
        )


@app.task(name="imports.commit", retry=TAKEN_LATER)
def commit_checked(batch: str, job: str, programme: str, user: str) -> None:
    """The commit of a checked file: one transaction; a worker that dies leaves nothing, and another starts afresh."""
    with doing(UUID(job), programme=UUID(programme), user=UUID(user)) as bar:
        if bar is None:
            return
        row = ImportBatch.objects.select_related("programme").get(pk=batch)
        if row.state != BatchState.COMMITTING:
            return
        now, tell = timezone.now(), _telling(bar, row)
        path = storage.uploaded_file(row.pk)
        prepared = prepared_batch(batch=row, mapping=mapping_of(row), path=path, at=now, progress=tell)
        commit_batch(batch=row, prepared=prepared, by=UUID(user), at=now, progress=tell)
        bar.conclude(
            gettext_noop("Imported: %(created)s new, %(updated)s updated, %(unchanged)s unchanged."),
            {"created": row.created, "updated": row.updated, "unchanged": row.unchanged},
        )


@app.periodic(cron="40 3 * * *", periodic_id="forget-uploads")
@app.task(queueing_lock="forget-uploads", name="imports.forget_uploads")
def forget_uploads(timestamp: int) -> None:
    """Delete uploads that nobody imported within a week."""
    now = timezone.now()
    storage.remove_forgotten(before=now - storage.KEPT)
    for programme in Programme.objects.all():
        with acting(programmes=[programme.pk]):
            forgotten_uploads(before=now - storage.KEPT).update(file_deleted_at=now)


@app.periodic(cron="20 5 * * *", periodic_id="ask-feeds")
@app.task(queueing_lock="ask-feeds", name="imports.ask_feeds")
def ask_feeds(timestamp: int) -> None:
    """Ask every source that a project leader has switched on."""
    for programme in Programme.objects.all():
        with acting(programmes=[programme.pk]):
            feeds = feeds_to_ask(programme)
        for feed in feeds:
            ask_feed(programme=programme, feed=feed, at=timezone.now())
