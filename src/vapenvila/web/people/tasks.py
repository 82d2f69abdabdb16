"""What the worker does for files of persons: check and commit, each in one transaction of the room."""

from collections.abc import Callable
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_noop
from procrastinate.contrib.django import app

from vapenvila.web.accounts.models import User
from vapenvila.web.imports.models import BatchState
from vapenvila.web.jobs.progress import TAKEN_LATER, Bar, JobRefusedError, doing
from vapenvila.web.people.actions.importing import check_persons, commit_persons
from vapenvila.web.people.errors import RefusedError
from vapenvila.web.people.importing.sealed_files import opened_file
from vapenvila.web.people.models import PersonBatch
from vapenvila.web.people.models.room_file import RoomFileBatch

BYTES_A_ROW = 100  # to guess how many rows a file has before it is read
# A job's progress is a row of the programme: it tells how far, and never how many people a room's file holds.
SENTENCES = {
    "check": gettext_noop("Checking the rows"),
    "compare": gettext_noop("Comparing with the room"),
    "write": gettext_noop("Sealing and writing"),
}
SHARES = {"check": (0.0, 0.4), "compare": (0.4, 0.6), "write": (0.4, 0.6)}


def telling(bar: Bar, batch: RoomFileBatch) -> Callable[[str, int], None]:
    """What moves the bar of a file: the name of the step, and the rows done so far."""
    expected = max(batch.rows, batch.file_size // BYTES_A_ROW, 1)

    def tell(step: str, rows: int) -> None:
        begin, share = SHARES[step]
        bar.advance(begin + share * min(rows / expected, 1), 1, SENTENCES[step])

    return tell


def _batch(batch: str) -> PersonBatch:
    return PersonBatch.objects.select_related("room__agency", "room__programme").get(pk=batch)


@app.task(name="people.check_file", retry=TAKEN_LATER)
def check_uploaded_persons(batch: str, job: str, programme: str, room: str, user: str) -> None:
    """The dry run of an uploaded file."""
    with doing(UUID(job), programme=UUID(programme), user=UUID(user), room=UUID(room)) as bar:
        if bar is None:
            return
        row, now = _batch(batch), timezone.now()
        try:
            with opened_file(row) as path:
                check_persons(
                    batch=row,
                    settings=row.mapping or {},
                    path=path,
                    by=User.objects.get(pk=user),
                    at=now,
                    today=timezone.localdate(now),
                    progress=telling(bar, row),
                )
        except RefusedError as refused:
            raise JobRefusedError(str(refused.reason)) from None
        bar.conclude(gettext_noop("Checked."))


@app.task(name="people.commit_file", retry=TAKEN_LATER)
def commit_checked_persons(batch: str, job: str, programme: str, room: str, user: str) -> None:
    """The commit of a checked file: a worker that dies leaves nothing, and another starts afresh."""
    with doing(UUID(job), programme=UUID(programme), user=UUID(user), room=UUID(room)) as bar:
        if bar is None:
            return
        row, now = _batch(batch), timezone.now()
        if row.state != BatchState.COMMITTING:
            return
        try:
            with opened_file(row) as path:
                commit_persons(
                    batch=row,
                    path=path,
                    by=User.objects.get(pk=user),
                    at=now,
                    today=timezone.localdate(now),
                    progress=telling(bar, row),
                )
        except RefusedError as refused:
            raise JobRefusedError(str(refused.reason)) from None
        bar.conclude(gettext_noop("Imported."))
