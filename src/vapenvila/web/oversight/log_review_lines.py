"""Log reviews as pages show them, and as facts for their rules."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from vapenvila.rules.log_review import REASONS, LogReviewFacts, Reason, ReviewState, review_state
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.oversight.models import LogReview, LogReviewItem


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One review in the list. `own` = of a room the reader works in."""

    review: LogReview
    state: ReviewState
    own: bool


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One access under review, with the event it is about and the reasons in words."""

    item: LogReviewItem
    event: AuditEvent | None
    reasons: tuple[str, ...]


def facts_of(review: LogReview) -> LogReviewFacts:
    """The facts the rules ask for. The items are seen from the room itself only; from elsewhere the sample looks empty."""
    items = LogReviewItem.objects.filter(review=review)
    return LogReviewFacts(
        room=review.room_id,
        programme=review.programme_id,
        people_in_sample=frozenset(items.values_list("user", flat=True)),
        waiting=items.filter(outcome="").count(),
        due_on=review.due_on,
        signed=review.signed_at is not None,
    )


def review_lines(
    programme: UUID, rooms: frozenset[UUID], *, today: date, most: int = 120
) -> list[ReviewLine]:
    """The reviews of all rooms, latest month first: that they are due, late or signed is no secret."""
    rows = LogReview.objects.filter(programme=programme).select_related("room__agency", "signed_by")
    return [
        ReviewLine(
            review=row,
            state=review_state(due=row.due_on, signed=row.signed_at is not None, today=today),
            own=row.room_id in rooms,
        )
        for row in rows.order_by("-month", "room__agency__name")[:most]
    ]


def late_lines(programme: UUID, *, today: date) -> list[LogReview]:
    """Reviews past their day, oldest first."""
    rows = LogReview.objects.filter(programme=programme, signed_at__isnull=True, due_on__lt=today)
    return list(rows.select_related("room__agency").order_by("month"))


def open_in(rooms: frozenset[UUID]) -> bool:
    """Whether a review of one of these rooms is not signed yet."""
    return LogReview.objects.filter(room__in=rooms, signed_at__isnull=True).exists()


def review_in(programme: UUID, rooms: frozenset[UUID], review: UUID) -> LogReview | None:
    """One review of a room the reader works in."""
    rows = LogReview.objects.filter(programme=programme, room__in=rooms, pk=review)
    return rows.select_related("room__agency", "room__programme", "signed_by").first()


def item_lines(review: LogReview) -> list[ItemLine]:
    """The accesses under review with their events. Two queries."""
    items = list(LogReviewItem.objects.filter(review=review).select_related("user", "judged_by"))
    events = AuditEvent.objects.in_bulk([item.event for item in items])
    return [
        ItemLine(
            item=item,
            event=events.get(item.event),
            reasons=tuple(gettext(REASONS[Reason(reason)]) for reason in item.reasons),
        )
        for item in items
    ]
