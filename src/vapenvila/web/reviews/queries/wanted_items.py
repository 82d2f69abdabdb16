"""What the data ask to have on an agenda: new incidents, running clocks, holds due, open decisions, carried-over items."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from vapenvila.rules.review_decision import STILL_OPEN
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.vocabulary import State
from vapenvila.web.reviews.models import AgendaItem, RetaliationClock, ReviewDecision, ReviewMeeting
from vapenvila.web.reviews.vocabulary import ItemOutcome, ItemSource, MeetingState, Stance

FIRST_REVIEW_LOOKS_BACK = timedelta(days=7)
LATE_REPORTS_LOOK_BACK = timedelta(
    days=28
)  # an incident reported late is still reviewed, an old archive is not

STANDARD_ORDER: dict[ItemSource, int] = {
    ItemSource.CARRIED_OVER: 0,
    ItemSource.NEW_INCIDENT: 1,
    ItemSource.CONFLICT: 2,
    ItemSource.HOLD_DUE: 3,
    ItemSource.PROMISE_OPEN: 4,
    ItemSource.ROUND_RUNNING: 5,
    ItemSource.OVERDUE_ACTION: 6,
    ItemSource.ADDED: 7,
}

MINUTES: dict[ItemSource, int] = {
    ItemSource.CARRIED_OVER: 12,
    ItemSource.NEW_INCIDENT: 12,  # 12-15 minutes a case in the closest practice (domain.md section 4)
    ItemSource.CONFLICT: 8,
    ItemSource.HOLD_DUE: 5,
    ItemSource.PROMISE_OPEN: 5,
    ItemSource.ROUND_RUNNING: 5,
    ItemSource.OVERDUE_ACTION: 3,
    ItemSource.ADDED: 5,
}


@dataclass(frozen=True, slots=True)
class WantedItem:
    """One thing the data ask to have on the agenda: an incident, a decision to follow up, or a point carried over."""

    source: ItemSource
    incident: UUID | None = None
    follows: UUID | None = None
    carried_from: UUID | None = None
    title: str = ""
    minutes: int = 12

    @property
    def key(self) -> tuple[str, UUID]:
        """What the item is about; two wants with the same key are one item."""
        if self.incident:
            return ("incident", self.incident)
        if self.follows:
            return ("decision", self.follows)
        assert self.carried_from is not None  # noqa: S101 — the only kind left
        return ("point", self.carried_from)


def wanted_items(meeting: ReviewMeeting, *, now: datetime) -> list[WantedItem]:
    """Everything the agenda of this meeting should hold, in standard order, each thing once for its weightiest reason."""
    wanted: dict[tuple[str, UUID], WantedItem] = {}
    for item in _in_order(meeting, now):
        wanted.setdefault(item.key, item)
    return list(wanted.values())


def _in_order(meeting: ReviewMeeting, now: datetime) -> Iterator[WantedItem]:
    previous = previous_review(meeting)
    yield from _carried_over(previous)
    for source, incidents in (
        (ItemSource.NEW_INCIDENT, new_incidents(meeting, previous).values_list("pk", flat=True)),
        (ItemSource.CONFLICT, _with_running_clock(meeting)),
        (ItemSource.HOLD_DUE, _holds_due(meeting)),
    ):
        for incident in incidents:
            yield WantedItem(source, incident=incident, minutes=MINUTES[source])
    yield from _to_follow_up(meeting)


def previous_review(meeting: ReviewMeeting) -> ReviewMeeting | None:
    """The latest review of the same kind that was held before this one."""
    return (
        ReviewMeeting.objects.filter(
            programme=meeting.programme_id,
            kind=meeting.kind,
            state__in=[MeetingState.HELD, MeetingState.LOCKED],
            held_at__lt=meeting.planned_at if meeting.held_at is None else meeting.held_at,
        )
        .exclude(pk=meeting.pk)
        .order_by("-held_at", "-no")
        .first()
    )


def new_incidents(meeting: ReviewMeeting, previous: ReviewMeeting | None) -> QuerySet[Incident]:
    """Counted incidents since the previous review, and those reported since that happened shortly before; oldest first."""
    since = previous.held_at if previous else None
    since = since or meeting.planned_at - FIRST_REVIEW_LOOKS_BACK
    reviewed = AgendaItem.objects.filter(
        programme=meeting.programme_id,
        incident__isnull=False,
        meeting__kind=meeting.kind,
        meeting__state__in=[MeetingState.HELD, MeetingState.LOCKED],
        meeting__planned_at__gt=since - LATE_REPORTS_LOOK_BACK,
    ).exclude(meeting=meeting)
    incidents = Incident.objects.filter(
        Q(occurred_to__gt=since) | Q(created_at__gt=since),
        programme=meeting.programme_id,
        occurred_from__gt=since - LATE_REPORTS_LOOK_BACK,
        merged_into__isnull=True,
    ).exclude(state=State.UNFOUNDED)
    if meeting.programme.counted_kinds:
        incidents = incidents.filter(kind__in=meeting.programme.counted_kinds)
    return incidents.exclude(pk__in=reviewed.values("incident")).order_by("occurred_from", "number")


def _carried_over(previous: ReviewMeeting | None) -> Iterator[WantedItem]:
    if previous is None:
        return
    source = ItemSource.CARRIED_OVER
    for item in previous.items.filter(outcome=ItemOutcome.CARRIED_OVER):
        yield WantedItem(
            source,
            incident=item.incident_id,
            follows=item.follows_id,
            carried_from=item.pk,
            title=item.title,
            minutes=item.minutes_allotted,
        )


def _with_running_clock(meeting: ReviewMeeting) -> QuerySet[RetaliationClock, UUID]:
    return (
        RetaliationClock.objects.filter(
            programme=meeting.programme_id, started_at__isnull=False, incident__merged_into__isnull=True
        )
        .exclude(stance=Stance.CLOSED)
        .exclude(incident__state=State.UNFOUNDED)
        .order_by("started_at", "pk")
        .values_list("incident_id", flat=True)
    )


def _holds_due(meeting: ReviewMeeting) -> QuerySet[Incident, UUID]:
    day = meeting.planned_at.astimezone(ZoneInfo(meeting.programme.time_zone)).date()
    return (
        Incident.objects.filter(
            programme=meeting.programme_id,
            state=State.HOLD,
            hold_review_on__lte=day,
            merged_into__isnull=True,
        )
        .order_by("hold_review_on", "number")
        .values_list("pk", flat=True)
    )


def _to_follow_up(meeting: ReviewMeeting) -> Iterator[WantedItem]:
    """Open decisions of earlier meetings: by incident where there is one, else by decision."""
    source = ItemSource.OVERDUE_ACTION
    rows = (
        ReviewDecision.objects.filter(programme=meeting.programme_id, state__in=STILL_OPEN)
        .exclude(item__meeting=meeting)
        .order_by("due_at", "pk")
    )
    for decision, incident in rows.values_list("pk", "incident_id"):
        follows = None if incident else decision
        yield WantedItem(source, incident=incident, follows=follows, minutes=MINUTES[source])
