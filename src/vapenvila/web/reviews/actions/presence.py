"""Who is in the room: agencies and the people who work for them in the programme."""

from datetime import datetime
from uuid import UUID

from vapenvila.rules.review_meeting import MeetingState as State
from vapenvila.rules.review_meeting import may_edit_meeting
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.reviews.actions.meeting import locked_for_change
from vapenvila.web.reviews.errors import ask
from vapenvila.web.reviews.models import Presence


def mark_presence(
    *, meeting: UUID, agency: UUID, person: UUID | None, present: bool, by: User, at: datetime
) -> Presence:
    """Mark a person of an agency, or an agency without accounts here, as present or absent."""
    row = locked_for_change(meeting)
    ask(may_edit_meeting(State(row.state)))
    presence, _ = Presence.objects.update_or_create(
        meeting=row,
        agency_id=agency,
        person_id=person,
        defaults={"programme_id": row.programme_id, "present": present},
    )
    record(
        act="review.presence_marked",
        by=by.pk,
        at=at,
        subject_kind="review",
        subject=row.pk,
        programme=row.programme_id,
        details={"agency": str(agency), "person": str(person or ""), "present": present},
    )
    return presence
