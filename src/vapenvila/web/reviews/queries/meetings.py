"""Meetings of a programme."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from vapenvila.rules.review_meeting import MeetingState as State
from vapenvila.rules.review_meeting import minutes_are_late
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.models import AgendaItem, ReviewMeeting
from vapenvila.web.reviews.queries.attendance import people_at_the_table
from vapenvila.web.reviews.vocabulary import MeetingKind, MeetingState

COMING = (MeetingState.PLANNED, MeetingState.AGENDA_FROZEN)
TAKEN_PLACE = (MeetingState.HELD, MeetingState.LOCKED)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A held meeting whose minutes are not locked, and whether they should have been by now."""

    meeting: ReviewMeeting
    late: bool


def meetings_of(programme: Programme, *, state: str = "", kind: str = "") -> QuerySet[ReviewMeeting]:
    """Meetings, latest first, each with the number of its points; filtered by state and kind."""
    rows = ReviewMeeting.objects.filter(programme=programme).select_related("chair")
    if state in MeetingState.values:
        rows = rows.filter(state=state)
    if kind in MeetingKind.values:
        rows = rows.filter(kind=kind)
    return rows.annotate(points=Count("items")).defer("minutes").order_by("-planned_at", "-no")


def meeting_in(programme: Programme, meeting: UUID) -> ReviewMeeting | None:
    """This meeting, if it belongs to the programme."""
    return (
        ReviewMeeting.objects.select_related("programme", "chair", "locked_by")
        .filter(programme=programme, pk=meeting)
        .first()
    )


def item_in(meeting: ReviewMeeting, item: UUID) -> AgendaItem | None:
    """This point, if it belongs to the meeting."""
    return meeting.items.select_related("incident").filter(pk=item).first()


def coming_meetings(programme: Programme) -> QuerySet[ReviewMeeting]:
    """Planned meetings, the next one first."""
    return (
        ReviewMeeting.objects.filter(programme=programme, state__in=COMING)
        .annotate(points=Count("items"))
        .order_by("planned_at", "no")
    )


def unlocked_meetings(programme: Programme, *, now: datetime) -> list[Unlocked]:
    """Meetings held whose minutes wait to be locked, oldest first."""
    rows = ReviewMeeting.objects.filter(programme=programme, state=MeetingState.HELD).order_by(
        "held_at", "no"
    )
    return [Unlocked(m, minutes_are_late(state=State(m.state), held_at=m.held_at, now=now)) for m in rows]


def possible_chairs(meeting: ReviewMeeting) -> QuerySet[User]:
    """People who may take part, and whoever is named already."""
    return User.objects.filter(
        Q(pk__in=people_at_the_table(meeting).values("user")) | Q(pk=meeting.chair_id)
    ).order_by("name")
