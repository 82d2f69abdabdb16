"""The last day of a statement, computed anew from what it stands on. Nobody writes it."""

from collections.abc import Sequence

from vapenvila.rules.membership import moved_review_due, review_due
from vapenvila.rules.membership_evidence import newest_that_renews
from vapenvila.rules.membership_state import MembershipState
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.memberships.facts import certainty_of, pieces_of, role_of
from vapenvila.web.memberships.models import MembershipEvidence, MembershipStatement
from vapenvila.web.people.retention import ceiling_of


def count_anew(row: MembershipStatement, evidence: Sequence[MembershipEvidence]) -> None:
    """Set newest evidence and last day from what two people have looked at; of a draft, from what stands there."""
    pieces = pieces_of(evidence)
    if MembershipState(row.state) is not MembershipState.DRAFT:
        pieces = tuple(piece for piece in pieces if piece.confirmed)
    newest = newest_that_renews(pieces)
    if newest is None:
        raise ValueError("a statement that stands on nothing is withdrawn, not counted anew")
    person = row.person.merged_into or row.person
    ceiling = ceiling_of(person, AgencyKind(row.room.agency.kind)).day
    due = review_due(role_of(row), certainty_of(row), newest=newest, ceiling=ceiling)
    if row.newest_evidence_on is not None:
        due = moved_review_due(due, old=row.review_by, newer_evidence=newest > row.newest_evidence_on)
    row.newest_evidence_on, row.review_by = newest, due
