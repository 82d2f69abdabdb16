"""Deciding at the review, and reporting what became of it."""

from datetime import date, datetime
from uuid import UUID

from vapenvila.rules.reader import Reader
from vapenvila.rules.review_decision import STILL_OPEN, may_carry_out, may_move_decision
from vapenvila.rules.review_decision import DecisionState as StateRule
from vapenvila.rules.review_meeting import MeetingState as State
from vapenvila.rules.review_meeting import may_edit_meeting
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.reviews.errors import EditedMeanwhileError, ask
from vapenvila.web.reviews.models import AgendaItem, ReviewDecision
from vapenvila.web.reviews.vocabulary import DecisionKind, DecisionState, ItemOutcome


def decide(
    *,
    item: UUID,
    kind: DecisionKind,
    text: str,
    owner_agency: UUID,
    owner_role: Role,
    owner_person: UUID | None,
    due_at: datetime,
    by: User,
    at: datetime,
) -> ReviewDecision:
    """Decide that an agency, in a role, does something before a time. An earlier "no decision" on the item falls away."""
    row = _open_item(item)
    row.decisions.filter(kind=DecisionKind.NONE).delete()
    decision = ReviewDecision.objects.create(
        programme_id=row.programme_id,
        item=row,
        incident_id=row.incident_id,
        kind=kind,
        text=text,
        owner_agency_id=owner_agency,
        owner_role=owner_role,
        owner_person_id=owner_person,
        due_at=due_at,
        made_by=by,
        made_at=at,
    )
    _end_item(row, ItemOutcome.DECIDED)
    details = {"kind": kind, "agency": str(owner_agency), "role": owner_role, "due_at": due_at.isoformat()}
    _record(decision, "decision.made", by=by, at=at, details=details)
    return decision


def decide_nothing(*, item: UUID, reason: str, by: User, at: datetime) -> None:
    """Say outright that nothing is to be done. Refused where something has been decided."""
    row = _open_item(item)
    if row.decisions.exclude(kind=DecisionKind.NONE).exists():
        return
    decision, made = ReviewDecision.objects.get_or_create(
        item=row,
        kind=DecisionKind.NONE,
        defaults={
            "programme_id": row.programme_id,
            "incident_id": row.incident_id,
            "text": reason,
            "state": DecisionState.DONE,
            "done_at": at,
            "made_by": by,
            "made_at": at,
        },
    )
    _end_item(row, ItemOutcome.CLOSED)
    if made:
        _record(decision, "decision.none_said", by=by, at=at)


def carry_over(*, item: UUID, by: User, at: datetime) -> AgendaItem:
    """Leave the item to the next meeting. What has been decided on it stands."""
    row = _open_item(item)
    row.decisions.filter(kind=DecisionKind.NONE).delete()
    _end_item(row, ItemOutcome.CARRIED_OVER)
    record(
        act="agenda_item.carried_over",
        by=by.pk,
        at=at,
        subject_kind="agenda_item",
        subject=row.pk,
        programme=row.programme_id,
    )
    return row


def take_back(*, decision: UUID, by: User, at: datetime) -> None:
    """Take a decision back while the minutes are open. Afterwards it can only be cancelled with a reason."""
    row = ReviewDecision.objects.select_related("item").get(pk=decision)
    item = _open_item(row.item_id)
    _record(row, "decision.taken_back", by=by, at=at, details={"kind": row.kind})
    row.delete()
    if item.outcome != ItemOutcome.CARRIED_OVER and not item.decisions.exists():
        _end_item(item, "")


def move_decision(
    *,
    decision: UUID,
    to: DecisionState,
    words: str,
    version: int,
    reader: Reader,
    by: User,
    at: datetime,
    today: date,
) -> ReviewDecision:
    """Mark a decision as in progress, done with its result, or cancelled with a reason (`words` holds either)."""
    row = ReviewDecision.objects.select_for_update(of=("self",)).get(pk=decision)
    ask(may_carry_out(reader, row.programme_id, owner_agency=row.owner_agency_id, today=today))
    if row.version != version and StateRule(row.state) in STILL_OPEN:
        raise EditedMeanwhileError(row)
    ask(may_move_decision(StateRule(row.state), StateRule(to), reason=words))
    before, row.state, row.version = row.state, to, row.version + 1
    if to == DecisionState.DONE:
        row.result, row.done_at = words, at
    elif to == DecisionState.CANCELLED:
        row.cancel_reason, row.done_at = words, at
    row.save(update_fields=["state", "version", "result", "cancel_reason", "done_at"])
    _record(row, f"decision.{to}", by=by, at=at, details={"from": before, "to": to})
    return row


def _open_item(item: UUID) -> AgendaItem:
    row = AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=item)
    ask(may_edit_meeting(State(row.meeting.state)))
    return row


def _end_item(row: AgendaItem, outcome: str) -> None:
    row.outcome = outcome
    row.save(update_fields=["outcome"])


def _record(
    row: ReviewDecision, act: str, *, by: User, at: datetime, details: dict[str, str] | None = None
) -> None:
    record(
        act=act,
        by=by.pk,
        at=at,
        subject_kind="decision",
        subject=row.pk,
        programme=row.programme_id,
        details=details,
    )
