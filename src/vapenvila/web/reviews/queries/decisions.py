"""The board of decisions: what each reader may see, overdue first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from vapenvila.rules.decision import Decision
from vapenvila.rules.reader import Reader
from vapenvila.rules.review_decision import STILL_OPEN, DecisionState, is_overdue, may_carry_out
from vapenvila.rules.rights import Right, may
from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.models import ReviewDecision
from vapenvila.web.reviews.vocabulary import DecisionKind


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One decision as this reader sees it."""

    decision: ReviewDecision
    overdue: bool
    open: bool
    may_carry_out: Decision


def visible_decisions(reader: Reader, programme: UUID, *, today: date) -> QuerySet[ReviewDecision]:
    """Decisions the reader may see: all for those who read the shared picture, else their own agency's tasks."""
    rows = ReviewDecision.objects.filter(programme=programme).exclude(kind=DecisionKind.NONE)
    if may(reader, Right.READ_PICTURE, programme, today=today):
        return rows
    if may(reader, Right.SEE_OWN_TASKS, programme, today=today):
        return rows.filter(owner_agency__in=own_agencies(reader, programme, today=today))
    return rows.none()


def own_agencies(reader: Reader, programme: UUID, *, today: date) -> set[UUID]:
    """Agencies the reader works for in the programme today."""
    return {mission.agency for mission in reader.missions_in(programme, today=today)}


def board(
    reader: Reader, programme: Programme, *, now: datetime, today: date, whose: str = "", which: str = ""
) -> QuerySet[ReviewDecision]:
    """Visible decisions, overdue first, then by due time, then the closed ones.

    `whose`: "own" = the reader's agency. `which`: "open" (default), "overdue", "closed" or "all".
    """
    rows = visible_decisions(reader, programme.pk, today=today)
    if whose == "own":
        rows = rows.filter(owner_agency__in=own_agencies(reader, programme.pk, today=today))
    still_open = Q(state__in=STILL_OPEN)
    match which:
        case "overdue":
            rows = rows.filter(still_open, due_at__lt=now)
        case "closed":
            rows = rows.exclude(still_open)
        case "all":
            pass
        case _:
            rows = rows.filter(still_open)
    open_first = Case(When(still_open, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        rows.select_related("owner_agency", "owner_person", "item__meeting", "incident")
        .annotate(open_first=open_first)
        .order_by("open_first", "due_at", "pk")
    )


def as_rows(
    decisions: Iterable[ReviewDecision], reader: Reader, programme: Programme, *, now: datetime, today: date
) -> list[BoardRow]:
    """Each decision with whether it is overdue and what the reader may do about it."""
    return [
        BoardRow(
            decision,
            is_overdue(state=DecisionState(decision.state), due_at=decision.due_at, now=now),
            DecisionState(decision.state) in STILL_OPEN,
            may_carry_out(reader, programme.pk, owner_agency=decision.owner_agency_id, today=today),
        )
        for decision in decisions
    ]


def is_decision_of(decision: UUID, *, item: UUID, meeting: UUID) -> bool:
    """Whether the decision was made at this point of this meeting."""
    return ReviewDecision.objects.filter(pk=decision, item=item, item__meeting=meeting).exists()
