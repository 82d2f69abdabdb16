"""What the worker does for files of ties, evidence and memberships: check and commit, each in one transaction of the room."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_noop
from procrastinate.contrib.django import app

from vapenvila.web.accounts.models import User
from vapenvila.web.imports.models import BatchState
from vapenvila.web.jobs.progress import TAKEN_LATER, JobRefusedError, doing
from vapenvila.web.memberships.actions.importing import check_memberships, commit_memberships
from vapenvila.web.memberships.models import MembershipBatch
from vapenvila.web.people.errors import RefusedError
from vapenvila.web.people.importing.sealed_files import opened_file
from vapenvila.web.people.tasks import telling


def _batch(batch: str) -> MembershipBatch:
    return MembershipBatch.objects.select_related("room__agency", "room__programme").get(pk=batch)


@app.task(name="memberships.check_file", retry=TAKEN_LATER)
def check_uploaded_memberships(batch: str, job: str, programme: str, room: str, user: str) -> None:
    """The dry run of an uploaded file."""
    with doing(UUID(job), programme=UUID(programme), user=UUID(user), room=UUID(room)) as bar:
        if bar is None:
            return
        row, by = _batch(batch), User.objects.get(pk=user)
        try:
            with opened_file(row) as path:
                check_memberships(
                    batch=row, settings=row.mapping or {}, path=path, by=by, at=timezone.now(),
                    progress=telling(bar, row),
                )  # fmt: skip
        except RefusedError as refused:
            raise JobRefusedError(str(refused.reason)) from None
        bar.conclude(gettext_noop("Checked."))


@app.task(name="memberships.commit_file", retry=TAKEN_LATER)
def commit_checked_memberships(batch: str, job: str, programme: str, room: str, user: str) -> None:
    """The commit of a checked file: a worker that dies leaves nothing, and another starts afresh."""
    with doing(UUID(job), programme=UUID(programme), user=UUID(user), room=UUID(room)) as bar:
        if bar is None:
            return
        row, by = _batch(batch), User.objects.get(pk=user)
        if row.state != BatchState.COMMITTING:
            return
        try:
            with opened_file(row) as path:
                commit_memberships(batch=row, path=path, by=by, at=timezone.now(), progress=telling(bar, row))
        except RefusedError as refused:
            raise JobRefusedError(str(refused.reason)) from None
        bar.conclude(gettext_noop("Imported."))
