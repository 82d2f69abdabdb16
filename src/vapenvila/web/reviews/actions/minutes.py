"""Locking the minutes: numbered, hashed, and unalterable from then on."""

from datetime import datetime
from uuid import UUID

from django.db.models import Max

from vapenvila.rules.blind_sample import may_lock_blind
from vapenvila.rules.review_meeting import MeetingState as State
from vapenvila.rules.review_meeting import may_lock_minutes
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.actions.meeting import locked_for_change
from vapenvila.web.reviews.errors import ask
from vapenvila.web.reviews.models import MinutesPoint, ReviewMeeting
from vapenvila.web.reviews.queries.agenda import AgendaRow, agenda_of
from vapenvila.web.reviews.queries.minutes import hash_of, minutes_of
from vapenvila.web.reviews.vocabulary import MeetingState
from vapenvila.web.wall.blind import blind_incidents


def lock_minutes(*, meeting: UUID, by: User, at: datetime) -> ReviewMeeting:
    """Lock the minutes with the programme's next number. The database refuses every change afterwards."""
    row = locked_for_change(meeting)
    rows = agenda_of(row)
    items = tuple(item.facts(now=at) for item in rows)
    ask(may_lock_minutes(State(row.state), items, has_chair=row.chair_id is not None))
    ask(may_lock_blind(len({item.item.incident_id for item in rows} & blind_incidents())))
    Programme.objects.select_for_update().get(pk=row.programme_id)  # two locks never take the same number
    others = ReviewMeeting.objects.filter(programme=row.programme_id)
    number = (others.aggregate(last=Max("minutes_no"))["last"] or 0) + 1
    row.version += 1
    freeze_minutes(row, rows, number=number, by=by, at=at)
    record(
        act="review.minutes_locked",
        by=by.pk,
        at=at,
        subject_kind="review",
        subject=row.pk,
        programme=row.programme_id,
        details={"minutes_no": number, "sha256": row.minutes_hash},
    )
    return row


def freeze_minutes(
    meeting: ReviewMeeting, rows: list[AgendaRow], *, number: int, by: User, at: datetime
) -> None:
    """Write the minutes of the agenda's `rows`, each point apart, and with them the meeting, which is locked then."""
    words = minutes_of(meeting, rows, minutes_no=number, locked_by=by, locked_at=at)
    MinutesPoint.objects.bulk_create(
        MinutesPoint(
            programme_id=meeting.programme_id,
            meeting=meeting,
            incident_id=row.item.incident_id,
            no=point["no"],
            words=point,
        )
        for row, point in zip(rows, words["items"], strict=True)
    )
    meeting.minutes_no, meeting.minutes_hash = number, hash_of(words)
    meeting.minutes = {name: part for name, part in words.items() if name != "items"}
    meeting.state, meeting.locked_at, meeting.locked_by = MeetingState.LOCKED, at, by
    meeting.save()
