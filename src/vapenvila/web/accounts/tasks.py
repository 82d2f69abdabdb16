"""Work of the accounts that recurs."""

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from vapenvila.web.accounts.failed_sign_ins import record_finished_minutes


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="record-failed-sign-ins", pass_context=False)
def record_failed_sign_ins(timestamp: int) -> None:
    """Every minute: the audit trail learns how many sign-ins failed in the minutes that are over."""
    with transaction.atomic():
        while record_finished_minutes(at=timezone.now()):
            pass
