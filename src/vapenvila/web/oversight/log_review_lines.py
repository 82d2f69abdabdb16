"""Log reviews as pages show them, and as facts for their rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from vapenvila.rules.log_review import REASONS, LogReviewFacts, Reason, ReviewState, review_state
from vapenvila.rules.person_access import PersonRoom, may_work_with_persons
from vapenvila.rules.reader import Reader
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.oversight.models import LogReview, LogReviewItem
from vapenvila.web.people.queries.persons import persons_in_sight


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One review in the list. `own` = of a room the reader works in."""

    review: LogReview
    state: ReviewState
    own: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody found about one access."""

    outcome: str
    note: str

    @property
    def lacks_note(self) -> bool:
        """Whether it says that something is wrong or unclear, and not what."""
        return self.outcome != LogReviewItem.Outcome.AS_IT_SHOULD and not self.note


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One access under review: the event it is about, what is odd about it in words, whether chance drew it, whose record
    the reviewer may open, and how it is judged: as it is kept, or as it was sent and could not be kept.
    """

    item: LogReviewItem
    event: AuditEvent | None
    odd: tuple[str, ...]
    by_chance: bool
    pseudonym: str
    judgement: Judgement
    lacks_note: bool


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


def accesses_of(review: LogReview) -> list[UUID]:
    """The accesses that this review is about."""
    return list(LogReviewItem.objects.filter(review=review).values_list("pk", flat=True))


def review_in(programme: UUID, rooms: frozenset[UUID], review: UUID) -> LogReview | None:
    """One review of a room the reader works in."""
    rows = LogReview.objects.filter(programme=programme, room__in=rooms, pk=review)
    return rows.select_related("room__agency", "room__programme", "signed_by").first()


def item_lines(
    review: LogReview, reader: Reader, *, today: date, sent: Mapping[UUID, Judgement] | None = None
) -> list[ItemLine]:
    """The accesses under review, odd ones first. A few queries, however many accesses there are."""
    items = list(LogReviewItem.objects.filter(review=review).select_related("user", "judged_by"))
    events = AuditEvent.objects.in_bulk([item.event for item in items])
    pseudonyms = _pseudonyms(review, events.values(), reader, today=today)
    sent = sent or {}
    lines = [
        ItemLine(
            item=item,
            event=(event := events.get(item.event)),
            odd=tuple(gettext(REASONS[Reason(r)]) for r in item.reasons if r != Reason.RANDOM),
            by_chance=Reason.RANDOM in item.reasons,
            pseudonym=pseudonyms.get(event.subject, "") if event and event.subject else "",
            judgement=sent.get(item.pk, Judgement(item.outcome, item.note)),
            lacks_note=item.pk in sent and sent[item.pk].lacks_note,
        )
        for item in items
    ]
    return sorted(lines, key=lambda line: (not line.odd, line.item.event))


def _pseudonyms(
    review: LogReview, events: Iterable[AuditEvent], reader: Reader, *, today: date
) -> dict[UUID, str]:
    """Person → pseudonym, of records in sight, where the reviewer does casework: so that the record can be looked at."""
    room = PersonRoom(review.room_id, AgencyKind(review.room.agency.kind))
    if not may_work_with_persons(reader, room, today=today):
        return {}
    persons = {event.subject for event in events if event.subject and event.subject_kind == "person"}
    rows = persons_in_sight(review.room_id, today=today).filter(pk__in=persons)
    return dict(rows.values_list("pk", "pseudonym"))
