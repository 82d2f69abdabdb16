"""Missed reviews: marked by the nightly job, and after two in a row a letter to the board, once."""

from dataclasses import dataclass
from datetime import datetime

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext

from vapenvila.rules.review_schedule import HALF_A_WEEK, RED_AFTER, Slot, SlotResult
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.partners.models import Mission, Programme
from vapenvila.web.reviews.actions.meeting import give_up_meeting, plan_meeting
from vapenvila.web.reviews.models import BoardNotice, ReviewMeeting
from vapenvila.web.reviews.queries.review_record import review_record
from vapenvila.web.reviews.vocabulary import MeetingKind, MeetingState
from vapenvila.web.wall.acting import acting

NOT_HELD = "not held"  # stored code of a meeting nobody gave a reason for; pages translate it


@dataclass(frozen=True, slots=True)
class MissedReviews:
    """What one run found."""

    marked: int
    letters: int


def mark_missed_reviews(*, now: datetime) -> MissedReviews:
    """Go through every programme: mark reviews that were not held, and write to the board after two in a row."""
    marked = letters = 0
    for programme in Programme.objects.order_by("pk"):
        with acting(programmes=[programme.pk]):
            marked += mark_missed_in(programme, now=now)
            letters += write_to_board(programme, now=now)
    return MissedReviews(marked, letters)


def mark_missed_in(programme: Programme, *, now: datetime) -> int:
    """Mark this programme's missed reviews; the number newly marked."""
    Programme.objects.select_for_update().get(pk=programme.pk)  # two jobs at once mark each review once
    slots = review_record(programme, now=now).slots
    return sum(_mark(programme, slot, now=now) for slot in slots if slot.result is SlotResult.MISSED)


def _mark(programme: Programme, slot: Slot, *, now: datetime) -> bool:
    near = list(_meetings_near(programme, slot))
    waiting = [m for m in near if m.state in (MeetingState.PLANNED, MeetingState.AGENDA_FROZEN)]
    if not near:
        waiting = [
            plan_meeting(
                programme=programme, kind=MeetingKind.SHOOTING_REVIEW, planned_at=slot.at, by=None, at=now
            )
        ]
    for meeting in waiting:
        give_up_meeting(meeting=meeting.pk, reason=NOT_HELD, by=None, at=now)
    return bool(waiting)


def _meetings_near(programme: Programme, slot: Slot) -> list[ReviewMeeting]:
    return list(
        ReviewMeeting.objects.filter(
            programme=programme,
            kind=MeetingKind.SHOOTING_REVIEW,
            planned_at__gte=slot.at - HALF_A_WEEK,
            planned_at__lt=slot.at + HALF_A_WEEK,
        ).order_by("planned_at", "no")
    )


def write_to_board(programme: Programme, *, now: datetime) -> int:
    """One letter for a run of two or more missed reviews; 1 when it was written now, else 0."""
    run = review_record(programme, now=now).missed_in_a_row
    if len(run) < RED_AFTER:
        return 0
    first = next(iter(_meetings_near(programme, run[0])), None)
    told = BoardNotice.objects.filter(programme=programme, raised_at__gte=run[0].at)
    if first is None or told.exists():
        return 0
    board = _board(programme)
    BoardNotice.objects.create(
        programme=programme,
        first_missed=first,
        missed_count=len(run),
        raised_at=now,
        sent_to_count=len(board),
    )
    record(
        act="review.board_told",
        by=None,
        at=now,
        subject_kind="review",
        subject=first.pk,
        programme=programme.pk,
        details={"missed": len(run), "letters": len(board)},
    )
    letters = [(person.language, person.email) for person in board]
    transaction.on_commit(lambda: _send(letters))
    return 1


def _board(programme: Programme) -> list[User]:
    today = timezone.localdate()
    missions = Mission.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=today),
        room__programme=programme,
        first_day__lte=today,
        roles__contains=[Role.STEERING_GROUP_MEMBER.value],
        user__is_active=True,
    )
    return list(User.objects.filter(pk__in=missions.values("user")).order_by("pk"))


def _send(letters: list[tuple[str, str]]) -> None:
    """Send the letters. They name no person, group, place or programme: what it is about is read after signing in."""
    messages = []
    for language, address in letters:
        with translation.override(language):
            subject = gettext("Two weekly reviews in a row were not held")
            body = gettext(
                "Two weekly reviews in a row were not held in a programme whose steering group you belong to. "
                "Sign in to see which ones and why. This letter is sent once for each such break."
            )
        messages.append(EmailMessage(subject, body, to=[address]))
    get_connection().send_messages(messages)
