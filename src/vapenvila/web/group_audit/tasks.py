"""Daily work of the group audit."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vapenvila.web.group_audit.actions.reminding import remind_of_audits


@app.periodic(cron="35 6 * * *")
@app.task(queueing_lock="group-audit-reminder", name="group-audit.remind")
def remind(timestamp: int) -> None:
    """Write to those who lead, on the days on which a quarter is over or the light turns."""
    remind_of_audits(now=timezone.now())
