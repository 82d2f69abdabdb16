"""Nightly work of the data-protection officer's desk."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vapenvila.web.oversight.log_reviews import make_log_reviews


@app.periodic(cron="40 4 * * *")
@app.task(queueing_lock="log-reviews", name="oversight.log_reviews")
def make_the_log_reviews(timestamp: int) -> None:
    """Make last month's log reviews where they are missing. Doing it twice changes nothing."""
    make_log_reviews(now=timezone.now())
