"""Starting a background job, telling how far it is, and doing its work exactly once.

    job = start(programme=programme.pk, by=user.pk, at=now, what=gettext_noop("Import of incidents"))
    commit_batch.defer(batch=str(batch.pk), job=str(job.pk), programme=…, user=…)     # same transaction

    @app.task(name="imports.commit", retry=TAKEN_LATER)
    def commit_batch(batch: str, job: str, programme: str, user: str) -> None:
        with doing(UUID(job), programme=UUID(programme), user=UUID(user)) as bar:
            if bar is not None:                       # None: another worker has already done it
                for n, part in enumerate(parts): …; bar.advance(n, of=len(parts))

The work, and the mark that it is done, are one transaction: a worker killed before its end leaves nothing behind, and
whoever takes over starts afresh; one killed after it leaves the mark, and nobody does it again. A worker that is
merely slow holds an advisory lock, so that nobody works beside it. Progress travels on a connection of its own,
because inside the transaction nobody could see it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from time import monotonic
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_noop
from procrastinate import RetryStrategy

from vapenvila.web.jobs.models import JobProgress, JobState
from vapenvila.web.jobs.own_connection import OwnConnection
from vapenvila.web.wall.acting import acting

STEP_SECONDS = 0.25  # the page asks once a second: telling more often would only cost time


class JobRefusedError(Exception):
    """The work cannot be done; `sentence` (English source text, placeholders in `facts`) is shown to the person."""

    def __init__(self, sentence: str, facts: Mapping[str, Any] | None = None) -> None:
        super().__init__(sentence % (facts or {}))
        self.sentence, self.facts = sentence, dict(facts or {})


class AnotherWorksError(Exception):
    """Another worker is alive and does this job; try again later."""


TAKEN_LATER = RetryStrategy(max_attempts=200, wait=3, retry_exceptions={AnotherWorksError})


def start(*, programme: UUID, by: UUID | None, at: datetime, what: str, leads_to: str = "") -> JobProgress:
    """A waiting job that people can follow. Call it in the transaction that defers the task."""
    return JobProgress.objects.create(
        programme_id=programme, what=what, leads_to=leads_to, started_by_id=by, started_at=at, updated_at=at
    )


class Bar:
    """Tells how far the job has come."""

    def __init__(self, job: UUID, own: OwnConnection) -> None:
        self.job, self.own = job, own
        self.said: tuple[str, dict[str, Any]] = ("", {})
        self.leads_to: str | None = None
        self._last = 0.0

    def advance(
        self, done: float, of: float, sentence: str = "", facts: Mapping[str, Any] | None = None
    ) -> None:
        """So much of so much is done. Cheap to call often: at most four times a second reach the database."""
        if sentence:
            self.said = (sentence, dict(facts or {}))
        if monotonic() - self._last < STEP_SECONDS:
            return
        self._last = monotonic()
        percent = max(0, min(99, int(100 * done / of))) if of else 0
        self.own.tell(self.job, JobState.RUNNING, percent, *self.said)

    def conclude(
        self, sentence: str, facts: Mapping[str, Any] | None = None, leads_to: str | None = None
    ) -> None:
        """What is shown when the work is done; stored together with the work."""
        self.said, self.leads_to = (sentence, dict(facts or {})), leads_to


@contextmanager
def doing(
    job: UUID, *, programme: UUID, user: UUID | None = None, room: UUID | None = None
) -> Iterator[Bar | None]:
    """Do the job's work inside this block, in one transaction, exactly once. Gives None when it has been done."""
    with OwnConnection(programme) as own:
        if not own.lock(job):
            raise AnotherWorksError(f"job {job} is being done by another worker")
        bar = Bar(job, own)
        try:
            with acting(user=user, programmes=[programme], room=room):
                row = JobProgress.objects.get(pk=job)
                if row.state == JobState.DONE:
                    yield None
                    return
                own.tell(job, JobState.RUNNING, 0, *bar.said)
                yield bar
                _mark_done(job, bar)
        except JobRefusedError as refusal:
            own.tell(job, JobState.FAILED, 0, refusal.sentence, refusal.facts)
        except Exception:
            own.tell(job, JobState.FAILED, 0, BROKEN, {})
            raise


BROKEN = gettext_noop(
    "Something went wrong on our side. Nothing was changed. Try again, and tell your administrator if it happens twice."
)


def _mark_done(job: UUID, bar: Bar) -> None:
    sentence, facts = bar.said
    now = timezone.now()
    changed: dict[str, Any] = {"sentence": sentence, "facts": facts, "finished_at": now, "updated_at": now}
    if bar.leads_to is not None:
        changed["leads_to"] = bar.leads_to
    JobProgress.objects.filter(pk=job).update(state=JobState.DONE, percent=100, **changed)
