"""What the worker does for the trail by itself: a seal every ten minutes, a check of all seals every night."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from vapenvila.web.audit.sealing import check_trail, seal_trail

log = logging.getLogger(__name__)


@app.periodic(cron="*/10 * * * *", periodic_id="seal-the-trail")
@app.task(queueing_lock="seal-the-trail", name="audit.seal")
def seal_the_trail(timestamp: int) -> None:
    """Seal what was written since the last seal."""
    seal_trail(at=timezone.now())


@app.task(queueing_lock="check-the-trail", name="audit.check")
def check_the_trail() -> None:
    """Check every seal; a broken trail is an error in the log and on the page of the data-protection officer."""
    found = check_trail(at=timezone.now())
    if not found.ok:
        log.error("%s", found.summary())


@app.periodic(cron="10 3 * * *", periodic_id="check-the-trail")
@app.task(queueing_lock="check-the-trail-nightly", name="audit.check_nightly")
def check_the_trail_nightly(timestamp: int) -> None:
    """The check of the night: a change behind the trail's back is found within a day (acceptance S17)."""
    check_the_trail()
