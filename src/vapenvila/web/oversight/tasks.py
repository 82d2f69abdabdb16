"""Nightly work of the data-protection officer's desk: the log reviews are made, the wall is attacked."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from vapenvila.web.oversight.log_reviews import make_log_reviews
from vapenvila.web.oversight.self_test import check_the_wall

log = logging.getLogger(__name__)


@app.periodic(cron="40 4 * * *")
@app.task(queueing_lock="log-reviews", name="oversight.log_reviews")
def make_the_log_reviews(timestamp: int) -> None:
    """Make last month's log reviews where they are missing. Doing it twice changes nothing."""
    make_log_reviews(now=timezone.now())


@app.task(queueing_lock="wall-self-test", name="oversight.wall_self_test")
def wall_self_test() -> None:
    """Attack the wall; a leak is an error in the log and red on the page of the data-protection officer."""
    check = check_the_wall(at=timezone.now())
    if not check.ok:
        log.error("The wall gave way in %d places: %s", check.leaks, "; ".join(check.findings[:5]))


@app.periodic(cron="40 2 * * *", periodic_id="wall-self-test")
@app.task(queueing_lock="wall-self-test-nightly", name="oversight.wall_self_test_nightly")
def wall_self_test_nightly(timestamp: int) -> None:
    """The attack of the night."""
    wall_self_test()
