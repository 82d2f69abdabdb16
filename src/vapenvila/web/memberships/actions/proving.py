"""Evidence added to a statement, confirmed by a second person, or withdrawn. Only this moves a last day."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from vapenvila.rules.decision import refuse, say
from vapenvila.rules.membership import may_confirm_evidence
from vapenvila.rules.membership_evidence import Evidence, may_record_evidence, newest_that_renews, stands_on
from vapenvila.rules.membership_state import MembershipState, may_withdraw
from vapenvila.rules.person_listing import may_be_listed
from vapenvila.web.accounts.models import User
from vapenvila.web.memberships.actions.ending import end_statement
from vapenvila.web.memberships.actions.last_day import count_anew
from vapenvila.web.memberships.actions.stating import a_piece, check_evidence_texts
from vapenvila.web.memberships.actions.trail import held, note
from vapenvila.web.memberships.facts import adult_since, as_evidence, person_facts, pieces_of
from vapenvila.web.memberships.models import MembershipBatch, MembershipEvidence, MembershipStatement
from vapenvila.web.memberships.vocabulary import Act
from vapenvila.web.people.errors import ask
from vapenvila.web.people.free_text import check_texts

NO_LONGER_STANDS = say("Evidence was withdrawn, and what is left does not carry the statement.")


@transaction.atomic
def add_evidence(
    *,
    statement: MembershipStatement,
    piece: Evidence,
    looked_at: bool,
    by: User,
    at: datetime,
    batch: MembershipBatch | None = None,
) -> MembershipEvidence:
    """Write down one more piece. It moves nothing until somebody else has confirmed it."""
    today = timezone.localdate(at)
    row = held(statement)
    _insist_on_open(row)
    ask(may_be_listed(person_facts(row.person), today=today))
    living = row.person.merged_into or row.person
    ask(may_record_evidence(piece, adult_since=adult_since(living), today=today), field="source")
    check_evidence_texts([piece], looked_at=looked_at)
    made = a_piece(row, piece, by=by, at=at, batch=batch)
    made.save(force_insert=True)
    note(row, Act.EVIDENCE_ADDED, by=by, at=at, kind=made.kind, evidence=str(made.pk))
    return made


@transaction.atomic
def confirm_evidence(
    *, statement: MembershipStatement, evidence: UUID, by: User, at: datetime
) -> MembershipStatement:
    """Somebody other than who wrote it down has looked at the piece; the last day is counted anew from it."""
    today = timezone.localdate(at)
    row = held(statement)
    _insist_on_open(row)
    piece = _piece_of(row, evidence)
    ask(
        may_confirm_evidence(
            piece=as_evidence(piece),
            recorded_by=piece.recorded_by_id,
            person=person_facts(row.person),
            by=by.pk,
            today=today,
        )
    )
    if MembershipState(row.state) is MembershipState.DRAFT:
        ask(refuse(say("A draft is reviewed as a whole, with all its evidence.")))
    piece.confirmed_by, piece.confirmed_at = by, at
    piece.save(update_fields=["confirmed_by", "confirmed_at"])
    before = {"review_by": row.review_by.isoformat()}
    count_anew(row, list(row.evidence.all()))
    note(row, Act.EVIDENCE_CONFIRMED, by=by, at=at, before=before, evidence=str(piece.pk),
         last_day_before=before["review_by"], last_day_after=row.review_by.isoformat())  # fmt: skip
    return row


@transaction.atomic
def withdraw_evidence(
    *, statement: MembershipStatement, evidence: UUID, reason: str, by: User, at: datetime
) -> MembershipStatement:
    """A piece turned out not to hold: the last day is counted anew, and a statement that stands no longer ends with it."""
    row = held(statement)
    _insist_on_open(row)
    piece = _piece_of(row, evidence)
    ask(may_withdraw(MembershipState(row.state), reason=reason), field="reason")
    if piece.withdrawn_at is not None:
        ask(refuse(say("This evidence has been decided on already.")))
    check_texts({"reason": reason}, looked_at=False)
    piece.withdrawn_by, piece.withdrawn_at, piece.withdrawn_reason = by, at, reason.strip()
    piece.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
    left = list(row.evidence.all())
    pieces = pieces_of(left)
    if MembershipState(row.state) is not MembershipState.DRAFT:
        pieces = tuple(one for one in pieces if one.confirmed)
    before = {"review_by": row.review_by.isoformat()}
    stands = bool(stands_on(pieces)) and newest_that_renews(pieces) is not None
    if stands:
        count_anew(row, left)
    note(row, Act.EVIDENCE_WITHDRAWN, by=by, at=at, reason=reason, before=before, evidence=str(piece.pk),
         last_day_before=before["review_by"], last_day_after=row.review_by.isoformat())  # fmt: skip
    if not stands:
        end_statement(row, reason=str(NO_LONGER_STANDS), by=by, at=at)
    return row


def _insist_on_open(row: MembershipStatement) -> None:
    if MembershipState(row.state) is MembershipState.WITHDRAWN:
        ask(refuse(say("The statement is withdrawn. What is known anew is a statement of its own.")))


def _piece_of(row: MembershipStatement, evidence: UUID) -> MembershipEvidence:
    found = (
        MembershipEvidence.objects.select_for_update(of=("self",)).filter(statement=row, pk=evidence).first()
    )
    if found is None:
        ask(refuse(say("This evidence does not belong to the statement.")))
        raise LookupError(evidence)
    return found
