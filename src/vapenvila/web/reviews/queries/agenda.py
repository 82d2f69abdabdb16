"""A meeting's agenda with everything shown on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from vapenvila.rules.review_decision import STILL_OPEN, DecisionState, is_overdue
from vapenvila.rules.review_meeting import ItemFacts
from vapenvila.web.reviews.models import AgendaItem, ReviewDecision, ReviewMeeting
from vapenvila.web.reviews.queries.answers import Answers, answers_for
from vapenvila.web.reviews.vocabulary import DecisionKind, ItemOutcome, ItemSource


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


def with_all_shown(meeting: ReviewMeeting) -> list[AgendaItem]:
    """The items in order with incident, decisions and followed decision fetched."""
    made = ReviewDecision.objects.select_related("owner_agency", "owner_person").order_by("made_at", "pk")
    return list(
        meeting.items.select_related(
            "incident__area", "follows__owner_agency", "follows__owner_person", "carried_from__meeting"
        ).prefetch_related(Prefetch("decisions", queryset=made))
    )


def rows_of(items: Iterable[AgendaItem]) -> list[AgendaRow]:
    """Items joined with the answers about their incidents."""
    rows = list(items)
    answers = answers_for([item.incident for item in rows if item.incident])
    return [AgendaRow(item, answers.get(item.incident_id) if item.incident_id else None) for item in rows]
