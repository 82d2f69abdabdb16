"""Writing the history of an incident. Rows are only ever added; the database refuses anything else."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from vapenvila.web.accounts.models import User
from vapenvila.web.incidents.facts import Change
from vapenvila.web.incidents.models import ClassificationEvent, Incident

REGISTERED = "registered"  # the first row of every incident; `new` is its kind
STATE = "state"
SOURCE = "source"
COUNT_RULE = "count_rule"
MERGED_INTO = (
    "merged_into"  # on the one that was taken up; `new` is the number it lives in, empty after undoing
)
TOOK_UP = "took_up"  # on the one that was kept; `new` is the number it took up


def write_history(
    incident: Incident, entries: Iterable[Change], *, reason: str, by: User, at: datetime, together: UUID
) -> None:
    """One row per change; changes made in one act carry the same `together`."""
    ClassificationEvent.objects.bulk_create(
        ClassificationEvent(
            programme_id=incident.programme_id,
            incident=incident,
            field=entry.field,
            old=entry.old,
            new=entry.new,
            reason=reason,
            decided_by=by,
            decided_at=at,
            request=together,
        )
        for entry in entries
    )
