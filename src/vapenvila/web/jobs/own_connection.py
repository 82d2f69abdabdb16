"""A second connection of a worker: carries progress out of a running transaction, and holds the lock of the job."""

import json
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from django.db import connection
from django.db.utils import OperationalError

from vapenvila.web.jobs.models import JobState

TELL = """
UPDATE jobs_jobprogress SET state = %s, percent = %s, sentence = %s, facts = %s::jsonb, updated_at = now(),
    finished_at = CASE WHEN %s THEN now() END
WHERE id = %s AND state <> 'done'
"""


class OwnConnection:
    """Sees one programme, commits at once, and never waits long: a progress bar must not hold up the work."""

    def __init__(self, programme: UUID) -> None:
        self.programme = programme
        self.wrapper = connection.copy()

    def __enter__(self) -> Self:
        with self.wrapper.cursor() as cursor:
            cursor.execute("SELECT set_config('vapenvila.programmes', %s, false)", [str(self.programme)])
            cursor.execute("SET lock_timeout = '500ms'")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wrapper.close()

    def lock(self, job: UUID) -> bool:
        """Take the job's lock, which ends with this connection. False: another worker is alive and has it."""
        with self.wrapper.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [f"job {job}"])
            row = cursor.fetchone()
        return bool(row and row[0])

    def tell(self, job: UUID, state: JobState, percent: int, sentence: str, facts: Mapping[str, Any]) -> None:
        """Write how far the job is. Left out, not waited for, when the row is locked."""
        over = state in (JobState.DONE, JobState.FAILED)
        try:
            with self.wrapper.cursor() as cursor:
                cursor.execute(
                    TELL, [state.value, percent, sentence, json.dumps(dict(facts), default=str), over, job]
                )
        except OperationalError:
            return
