"""Which statements are in sight: written, not ended and not late at a moment, and holding on a day.

The same as `rules/group_statement.was_known` and `holds_on`, for the database to answer; a property test compares them.
"""

from datetime import date, datetime

from django.db.models import Q

from vapenvila.web.retention.due_days import day_of


def known(at: datetime) -> Q:
    """Statements that were part of the picture at that moment (S14)."""
    not_ended = Q(ended_at__isnull=True) | Q(ended_at__gt=at)
    return not_ended & Q(recorded_at__lte=at, review_by__gte=day_of(at))


def holding(on: date) -> Q:
    """Statements whose time includes that day."""
    return Q(from_on__lte=on) & (Q(to_on__isnull=True) | Q(to_on__gte=on))
