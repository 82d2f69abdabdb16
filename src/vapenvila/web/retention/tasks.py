"""The nightly deletion."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vapenvila.web.retention.running import run


@app.periodic(cron="30 2 * * *", periodic_id="retention")
@app.task(queueing_lock="retention", name="retention.run")
def run_retention(timestamp: int) -> None:
    """Delete what may no longer be kept and certify it. Killed in the middle, the next run goes on where it stood."""
    run(at=timezone.now())
