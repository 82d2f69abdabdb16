"""Whether a record's last day is past, by the rule alone."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from vapenvila.rules.retention import RetentionFacts, last_day, unpaused_last_day
from vapenvila.rules.retention_table import REGIMES, Regime
from vapenvila.web.retention.registry import Due


def due_if_past(record: UUID | str, facts: RetentionFacts, *, today: date) -> Due | None:
    """The record as due, when the rule's last day is before today."""
    day = last_day(facts).day
    return Due(record, facts.regime, day) if day is not None and day < today else None


def certainly_after(regime: Regime, *, today: date) -> date:
    """An event after this day cannot be due yet: for the database's coarse filter, before the rule looks at each row."""
    row = REGIMES[regime]
    day = today - timedelta(days=row.years * 365 + row.months * 28 + row.days)
    while unpaused_last_day(row, day) < today:  # never narrower than the rule
        day += timedelta(days=1)
    return day


def day_of(moment: datetime) -> date:
    """The calendar day of a moment, as the clocks of the site show it."""
    return timezone.localtime(moment).date()
