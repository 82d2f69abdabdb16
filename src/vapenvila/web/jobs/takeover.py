"""Jobs of a dead worker are given to the living. Doing them twice is prevented by `progress.doing`."""

import asyncio
import logging

from django.db import DatabaseError
from django.utils import timezone
from procrastinate import App
from procrastinate.exceptions import ConnectorException

BEAT_SECONDS = 2.0  # a worker says so often that it lives
DEAD_AFTER_SECONDS = 10.0  # and is taken for dead after this silence

log = logging.getLogger("vapenvila.jobs")


async def take_over_stalled(app: App) -> int:
    """Hand the jobs of workers that fell silent back to the queue; how many there were."""
    await app.job_manager.prune_stalled_workers(DEAD_AFTER_SECONDS)
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER_SECONDS))
    for job in stalled:
        if job.id is not None:
            log.warning("Job %s is taken over from a worker that fell silent", job.id)
            await app.job_manager.retry_job_by_id_async(job.id, retry_at=timezone.now())
    return len(stalled)


async def keep_taking_over(app: App) -> None:
    """Look for jobs of dead workers at start-up and every few seconds after it, until cancelled."""
    while True:
        try:
            await take_over_stalled(app)
        except (DatabaseError, ConnectorException) as problem:
            log.warning("Could not look for stalled jobs: %s", problem)
        await asyncio.sleep(BEAT_SECONDS)
