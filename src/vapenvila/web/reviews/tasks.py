"""Nightly work of the weekly review."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vapenvila.web.reviews.actions.missed import mark_missed_reviews


@app.periodic(cron="15 4 * * *")
@app.task(queueing_lock="reviews-check", name="reviews.check")
def check_reviews(timestamp: int) -> None:
    """Mark missed reviews and write to the board when two in a row were missed. Doing it twice changes nothing."""
    mark_missed_reviews(now=timezone.now())
