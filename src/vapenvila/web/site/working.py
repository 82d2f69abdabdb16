"""The worker: does background jobs, and those of workers that died."""

import asyncio
import logging
import os
import signal
import threading

from procrastinate import App
from procrastinate.contrib.django import app

from vapenvila.web.jobs.takeover import BEAT_SECONDS, DEAD_AFTER_SECONDS, keep_taking_over
from vapenvila.web.site.parent_watch import end_with_parent_named_in
from vapenvila.web.site.serving import STARTER

JOBS_AT_ONCE = 2
GRACE_SECONDS = 10  # a job still running then is rolled back and taken over by the next worker

log = logging.getLogger("vapenvila.jobs")


def work() -> None:
    """Work until SIGTERM or SIGINT; a database that goes away and comes back is waited for."""
    end_with_parent_named_in(STARTER)
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]  # Django's connector has it
    with app.replace_connector(connector) as with_pool:
        asyncio.run(_until_stopped(with_pool))


async def _until_stopped(with_pool: App) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, _stop_soon, stop)
    while not stop.is_set():
        try:
            async with with_pool.open_async():
                await _work_until(stop, with_pool)
        except Exception as problem:
            log.warning("The worker lost its database and tries again: %s", problem)
        if not stop.is_set():
            await asyncio.sleep(2)


def _stop_soon(stop: asyncio.Event) -> None:
    stop.set()
    hard = threading.Timer(GRACE_SECONDS + 2, os._exit, args=(0,))
    hard.daemon = True
    hard.start()


async def _work_until(stop: asyncio.Event, with_pool: App) -> None:
    parts = [
        asyncio.create_task(
            with_pool.run_worker_async(
                concurrency=JOBS_AT_ONCE,
                install_signal_handlers=False,
                update_heartbeat_interval=BEAT_SECONDS,
                stalled_worker_timeout=DEAD_AFTER_SECONDS,
                shutdown_graceful_timeout=GRACE_SECONDS,
                fetch_job_polling_interval=2.0,
            )
        ),
        asyncio.create_task(keep_taking_over(with_pool)),
        asyncio.create_task(stop.wait()),
    ]
    await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
    for part in parts:
        part.cancel()
    for outcome in await asyncio.gather(*parts, return_exceptions=True):
        if isinstance(outcome, Exception):
            log.warning("The worker starts again: %s", outcome)
