"""A meeting's agenda with everything shown on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch

from vapenvila.rules.review_decision import STILL_OPEN, DecisionState, is_overdue
from vapenvila.rules.review_meeting import ItemFacts
from vapenvila.web.reviews.models import AgendaItem, ReviewDecision, ReviewMeeting
from vapenvila.web.reviews.queries.answers import Answers, answers_for
from vapenvila.web.reviews.vocabulary import DecisionKind, ItemOutcome, ItemSource

POINTS_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One item with what has been answered about its incident."""

    item: AgendaItem
    answers: Answers | None

    @property
    def earlier(self) -> list[ReviewDecision]:
        """Decisions made on the same matter at earlier meetings."""
        if self.item.follows:
            return [self.item.follows]
        made = self.answers.decisions if self.answers else []
        return [d for d in made if d.item_id != self.item.pk and d.kind != DecisionKind.NONE]

    def facts(self, *, now: datetime) -> ItemFacts:
        """How the item ended, as the rules see it."""
        decisions = list(self.item.decisions.all())
        followed = [d for d in self.earlier if DecisionState(d.state) in STILL_OPEN]
        late = any(is_overdue(state=DecisionState(d.state), due_at=d.due_at, now=now) for d in followed)
        return ItemFacts(
            decisions=sum(d.kind != DecisionKind.NONE for d in decisions),
            explicit_none=any(d.kind == DecisionKind.NONE for d in decisions),
            carried_over=self.item.outcome == ItemOutcome.CARRIED_OVER,
            follows_open_in_time=self.item.source == ItemSource.OVERDUE_ACTION and not late,
        )

    def settled(self, *, now: datetime) -> bool:
        """Whether the item has ended."""
        return self.facts(now=now).settled


def agenda_of(meeting: ReviewMeeting) -> list[AgendaRow]:
    """The items in order with answers and decisions. A constant number of queries, however long the agenda."""
    return rows_of(with_all_shown(meeting))


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """Some of the agenda's points in order, with what the whole agenda comes to."""

    rows: list[AgendaRow]
    page: "Page[UUID]"
    minutes_in_all: int


def agenda_page(
    meeting: ReviewMeeting, *, number: str | int | None = None, with_item: UUID | None = None
) -> AgendaPage:
    """The page of the agenda with this number, or the one on which a point stands. Only its points are read whole."""
    points = dict(meeting.items.values_list("pk", "minutes_allotted"))
    if with_item in points:
        number = _page_number(list(points), with_item)
    page = Paginator(list(points), POINTS_A_PAGE).get_page(number)
    rows = rows_of(with_all_shown(meeting, only=page.object_list))
    return AgendaPage(rows, page, sum(points.values()))


def page_with(meeting: ReviewMeeting, item: UUID) -> int:
    """The number of the page on which a point of the meeting stands. One query."""
    return _page_number(list(meeting.items.values_list("pk", flat=True)), item)


def _page_number(points: list[UUID], item: UUID) -> int:
    return points.index(item) // POINTS_A_PAGE + 1


def with_all_shown(meeting: ReviewMeeting, *, only: Iterable[UUID] | None = None) -> list[AgendaItem]:
    """The items in order, all or only these, with incident, decisions and followed decision fetched."""
    made = ReviewDecision.objects.select_related("owner_agency", "owner_person").order_by("made_at", "pk")
    items = meeting.items.all() if only is None else meeting.items.filter(pk__in=list(only))
    return list(
        items.select_related(
            "incident__area", "follows__owner_agency", "follows__owner_person", "carried_from__meeting"
        ).prefetch_related(Prefetch("decisions", queryset=made))
    )


def rows_of(items: Iterable[AgendaItem]) -> list[AgendaRow]:
    """Items joined with the answers about their incidents."""
    rows = list(items)
    answers = answers_for([item.incident for item in rows if item.incident])
    return [AgendaRow(item, answers.get(item.incident_id) if item.incident_id else None) for item in rows]
