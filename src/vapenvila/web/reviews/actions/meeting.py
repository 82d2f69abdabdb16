"""Planning a meeting and taking it from step to step."""

from datetime import datetime
from uuid import UUID

from django.db.models import Max

from vapenvila.rules.review_meeting import MeetingState as State
from vapenvila.rules.review_meeting import may_edit_meeting, may_move
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.errors import ask
from vapenvila.web.reviews.models import ReviewMeeting
from vapenvila.web.reviews.vocabulary import MeetingKind, MeetingState


def locked_for_change(meeting: UUID) -> ReviewMeeting:
    """The meeting as it stands, held against others until the transaction ends."""
    return ReviewMeeting.objects.select_for_update(of=("self",)).get(pk=meeting)


def plan_meeting(
    *, programme: Programme, kind: MeetingKind, planned_at: datetime, by: User | None, at: datetime
) -> ReviewMeeting:
    """Plan a meeting; it gets the next number of the programme."""
    Programme.objects.select_for_update().get(pk=programme.pk)  # two planners never take the same number
    last = ReviewMeeting.objects.filter(programme=programme).aggregate(last=Max("no"))["last"] or 0
    meeting = ReviewMeeting.objects.create(
        programme=programme, no=last + 1, kind=kind, planned_at=planned_at, chair=by
    )
    _record(meeting, "review.planned", by=by, at=at, details={"planned_at": planned_at.isoformat()})
    return meeting


def move_meeting(*, meeting: UUID, planned_at: datetime, by: User, at: datetime) -> ReviewMeeting:
    """Give a planned meeting another time."""
    row = locked_for_change(meeting)
    ask(may_edit_meeting(State(row.state)))
    before, row.planned_at = row.planned_at, planned_at
    _save(row, "planned_at")
    _record(
        row, "review.moved", by=by, at=at, details={"from": before.isoformat(), "to": planned_at.isoformat()}
    )
    return row


def freeze_agenda(*, meeting: UUID, by: User, at: datetime) -> ReviewMeeting:
    """Stop the agenda from building itself; what is on it now is what will be gone through."""
    row = locked_for_change(meeting)
    ask(may_move(State(row.state), State.AGENDA_FROZEN))
    row.state = MeetingState.AGENDA_FROZEN
    _save(row, "state")
    _record(row, "review.agenda_frozen", by=by, at=at)
    return row


def begin_meeting(*, meeting: UUID, by: User, at: datetime) -> ReviewMeeting:
    """Begin: from now on the review counts as held."""
    row = locked_for_change(meeting)
    if row.state == MeetingState.PLANNED:
        row = freeze_agenda(meeting=meeting, by=by, at=at)
    ask(may_move(State(row.state), State.HELD))
    row.state, row.held_at = MeetingState.HELD, at
    _save(row, "state", "held_at")
    _record(row, "review.held", by=by, at=at)
    return row


def name_chair(*, meeting: UUID, chair: User, by: User, at: datetime) -> ReviewMeeting:
    """Say who chairs the meeting."""
    row = locked_for_change(meeting)
    ask(may_edit_meeting(State(row.state)))
    row.chair = chair
    _save(row, "chair")
    _record(row, "review.chair_named", by=by, at=at, details={"chair": str(chair.pk)})
    return row


def give_up_meeting(*, meeting: UUID, reason: str, by: User | None, at: datetime) -> ReviewMeeting:
    """Say that a planned meeting was not held, and why. It stays in the list as missed."""
    row = locked_for_change(meeting)
    ask(may_move(State(row.state), State.MISSED))
    row.state, row.missed_reason = MeetingState.MISSED, reason
    _save(row, "state", "missed_reason")
    _record(row, "review.missed", by=by, at=at)
    return row


def _save(row: ReviewMeeting, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def _record(
    row: ReviewMeeting, act: str, *, by: User | None, at: datetime, details: dict[str, str] | None = None
) -> None:
    record(
        act=act,
        by=by.pk if by else None,
        at=at,
        subject_kind="review",
        subject=row.pk,
        programme=row.programme_id,
        details=details,
    )
