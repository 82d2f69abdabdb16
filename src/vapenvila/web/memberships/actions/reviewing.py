"""The second person: signing a draft or sending it back, the planned contact, disputes and how they are settled."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from vapenvila.rules.decision import say
from vapenvila.rules.membership import may_review, may_settle, may_take_into_use
from vapenvila.rules.membership_state import MembershipState, may_dispute, may_move
from vapenvila.rules.person_listing import may_be_listed
from vapenvila.web.accounts.models import User
from vapenvila.web.memberships.actions.ending import end_statement
from vapenvila.web.memberships.actions.last_day import count_anew
from vapenvila.web.memberships.actions.trail import held, note
from vapenvila.web.memberships.facts import person_facts, pieces_of, standing_of
from vapenvila.web.memberships.models import MembershipStatement
from vapenvila.web.memberships.queries.one_statement import changed_since_review
from vapenvila.web.memberships.vocabulary import Act, State
from vapenvila.web.people.errors import RefusedError, ask
from vapenvila.web.people.free_text import check_texts


@transaction.atomic
def review_membership(
    *, statement: MembershipStatement, version: int, by: User, at: datetime
) -> MembershipStatement:
    """Sign a draft with all its evidence. With a planned contact it comes into use, without one it waits for that."""
    today = timezone.localdate(at)
    row = held(statement, version)
    evidence = list(row.evidence.select_for_update(of=("self",)))
    open_pieces = [piece for piece in evidence if piece.withdrawn_at is None and piece.confirmed_at is None]
    wrote = {piece.recorded_by_id for piece in open_pieces} | changed_since_review(list(row.steps.all()))
    ask(
        may_review(
            state=standing_of(row, today=today),
            person=person_facts(row.person),
            evidence=pieces_of(evidence),
            author=row.author_id,
            recorded_by=frozenset(wrote),
            by=by.pk,
            today=today,
        )
    )
    for piece in open_pieces:
        piece.confirmed_by, piece.confirmed_at = by, at
        piece.save(update_fields=["confirmed_by", "confirmed_at"])
    row.state, row.reviewer, row.reviewed_at = State.REVIEWED, by, at
    count_anew(row, evidence)
    if may_take_into_use(state=MembershipState.REVIEWED, contact_by=row.contact_by, today=today):
        row.state = State.CURRENT
    note(row, Act.REVIEWED, by=by, at=at, before={"state": State.DRAFT}, state=row.state)
    return row


@transaction.atomic
def send_back(
    *, statement: MembershipStatement, version: int, reason: str, looked_at: bool, by: User, at: datetime
) -> MembershipStatement:
    """The second person does not sign: the draft goes back to its author with the reason."""
    row = held(statement, version)
    ask(may_move(standing_of(row, today=timezone.localdate(at)), MembershipState.REVIEWED))
    if by.pk == row.author_id:
        raise RefusedError(
            say("Nobody reviews what they have written themselves. Somebody else in the room does.")
        )
    if len(reason.strip()) < 10:
        raise RefusedError(say("Write a reason that somebody else understands."), field="reason")
    check_texts({"reason": reason}, looked_at=looked_at)
    note(row, Act.SENT_BACK, by=by, at=at, reason=reason)
    return row


@transaction.atomic
def plan_contact(
    *, statement: MembershipStatement, version: int, kind: str, contact_by: date, by: User, at: datetime
) -> MembershipStatement:
    """Plan how and by when the person is reached. A reviewed statement comes into use with it."""
    today = timezone.localdate(at)
    row = held(statement, version)
    state = standing_of(row, today=today)
    ask(may_be_listed(person_facts(row.person), today=today))
    before = {
        "contact_kind": row.contact_kind,
        "contact_by": row.contact_by.isoformat() if row.contact_by else "",
    }
    asked = MembershipState.REVIEWED if state is MembershipState.CURRENT else state
    ask(may_take_into_use(state=asked, contact_by=contact_by, today=today), field="contact_by")
    row.contact_kind, row.contact_by, row.state = kind, contact_by, State.CURRENT
    note(row, Act.CONTACT, by=by, at=at, before=before, contact_kind=kind)
    return row


@transaction.atomic
def dispute_membership(
    *, statement: MembershipStatement, version: int, reason: str, looked_at: bool, by: User, at: datetime
) -> MembershipStatement:
    """Say that the statement may be wrong. It is marked everywhere and out of counts until somebody else has settled it."""
    row = held(statement, version)
    ask(may_dispute(standing_of(row, today=timezone.localdate(at)), reason=reason), field="reason")
    check_texts({"reason": reason}, looked_at=looked_at)
    row.state, row.disputed_by, row.disputed_reason = State.DISPUTED, by, reason.strip()
    note(row, Act.DISPUTED, by=by, at=at, reason=reason, before={"state": State.CURRENT})
    return row


@transaction.atomic
def settle_dispute(
    *,
    statement: MembershipStatement,
    version: int,
    holds: bool,
    reason: str,
    looked_at: bool,
    by: User,
    at: datetime,
) -> MembershipStatement:
    """Somebody other than the author decides: the statement holds, or it is withdrawn."""
    today = timezone.localdate(at)
    row = held(statement, version)
    state = standing_of(row, today=today)
    ask(may_settle(state=state, author=row.author_id, by=by.pk, reason=reason), field="reason")
    check_texts({"reason": reason}, looked_at=looked_at)
    if not holds:
        end_statement(row, reason=reason, by=by, at=at)
        return row
    ask(may_be_listed(person_facts(row.person), today=today))
    row.state, row.disputed_by, row.disputed_reason = State.CURRENT, None, ""
    note(row, Act.SETTLED, by=by, at=at, reason=reason, before={"state": State.DISPUTED})
    return row
