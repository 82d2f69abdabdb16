"""Whether somebody may be stated to belong to a group, how long that holds, and who decides (S10, S12, S13, S14).

Nothing here weighs one person against another. The last day is computed from the newest evidence that two people have
looked at; nobody writes it, and only newer evidence makes it later.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.membership_evidence import (
    EARLIEST,
    Evidence,
    counts,
    may_record_evidence,
    newest_that_renews,
    stands_on,
)
from vapenvila.rules.membership_state import MembershipState, may_move
from vapenvila.rules.person_listing import PersonFacts, may_be_listed
from vapenvila.rules.retention import unpaused_last_day
from vapenvila.rules.retention_table import GRACE_DAYS, REGIMES, Regime
from vapenvila.rules.source_grade import Credibility

CONTACT_WITHIN = timedelta(days=182)  # convention: a contact planned later than that is no plan
TOLD_BEFORE_IT_RUNS_OUT = timedelta(days=30)
SHORTEST_REASON = 10


class MemberRole(StrEnum):
    """What the person is in the group. Victim, witness and relative are marks of a person and never roles here."""

    CORE = "core"
    MEMBER = "member"
    ASSOCIATE = "associate"


class Certainty(StrEnum):
    """How sure the statement is."""

    CONFIRMED = "confirmed"
    PROBABLE = "probable"
    POSSIBLE = "possible"


# The worst credibility that the best piece may have for each certainty: the two scales say the same words.
BORNE_BY: dict[Certainty, Credibility] = {
    Certainty.CONFIRMED: Credibility.CONFIRMED,
    Certainty.PROBABLE: Credibility.PROBABLE,
    Certainty.POSSIBLE: Credibility.POSSIBLE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What somebody states: who, as what, how surely, since when, and on what. `adult_since`: the 18th birthday if known.

    `stated_already`: a statement on this person and group that has not ended.
    """

    person: PersonFacts
    role: MemberRole
    certainty: Certainty
    from_on: date
    to_on: date | None
    evidence: tuple[Evidence, ...]
    adult_since: date | None
    stated_already: bool = False


def regime_for(role: MemberRole, certainty: Certainty) -> Regime:
    """How long such a statement lasts: half as long for somebody on the edge of a group, or where it is only possible."""
    if role is MemberRole.ASSOCIATE or certainty is Certainty.POSSIBLE:
        return Regime.MEMBERSHIP_SHORT
    return Regime.MEMBERSHIP


def review_due(role: MemberRole, certainty: Certainty, *, newest: date, ceiling: date | None = None) -> date:
    """The last day in sight, counted from the newest evidence that renews; never after the ceiling of the person's record."""
    due = unpaused_last_day(REGIMES[regime_for(role, certainty)], newest)
    return due if ceiling is None else min(due, ceiling)


def moved_review_due(due: date, *, old: date, newer_evidence: bool) -> date:
    """The last day after a change: only newer evidence makes it later, no other role and no greater certainty (S14)."""
    return due if newer_evidence else min(due, old)


def delete_on(review_by: date) -> date:
    """The day on which a statement that nobody renewed is deleted."""
    return review_by + timedelta(days=GRACE_DAYS + 1)


def is_borne(certainty: Certainty, evidence: tuple[Evidence, ...]) -> bool:
    """Whether the grades carry the certainty: confirmed information for “confirmed”, probable for “probable”."""
    best = min((piece.grade.credibility for piece in evidence if counts(piece)), default=None)
    return best is not None and best <= BORNE_BY[certainty]


def may_state(claim: Claim, *, today: date) -> Decision:
    """Whether this may be stated at all: by hand, by import or as a change, it is the same question."""
    listed = may_be_listed(claim.person, today=today)
    if not listed:
        return listed
    period = _possible_period(claim, today=today)
    if not period:
        return period
    if claim.stated_already:
        return refuse(say("There is a statement on this person and group already. Add the evidence to it."))
    for piece in claim.evidence:
        recorded = may_record_evidence(piece, adult_since=claim.adult_since, today=today)
        if not recorded:
            return recorded
    stands = stands_on(claim.evidence)
    if not stands:
        return stands
    return _carried(claim, today=today)


def _possible_period(claim: Claim, *, today: date) -> Decision:
    """Dates that can be, and none from childhood (S11, S13)."""
    if claim.from_on > today:
        return refuse(say("The membership begins in the future. State it when it is so."))
    if claim.from_on < EARLIEST:
        return refuse(say("The membership begins too far back. Check the year."))
    if claim.adult_since is not None and claim.from_on < claim.adult_since:
        return refuse(
            say("The person was under 18 then. Nothing is stated of the time before the 18th birthday.")
        )
    if claim.to_on is not None and not claim.from_on <= claim.to_on <= today:
        return refuse(say("The end lies before the beginning or in the future. Check the dates."))
    return allow(say("The dates are possible."))


def _carried(claim: Claim, *, today: date) -> Decision:
    newest = newest_that_renews(claim.evidence)
    if newest is None:
        return refuse(say("What the person or the group says of itself is never enough alone."))
    if not is_borne(claim.certainty, claim.evidence):
        return refuse(say("No piece of evidence is graded so high that this certainty can be stated."))
    if review_due(claim.role, claim.certainty, newest=newest) < today:
        return refuse(say("The evidence is too old: on its age the statement would be out of sight already."))
    return allow(
        say("The membership may be stated. It comes into use when a second person has looked at it.")
    )


def may_review(
    *,
    state: MembershipState,
    person: PersonFacts,
    evidence: tuple[Evidence, ...],
    author: UUID,
    recorded_by: frozenset[UUID],
    by: UUID,
    today: date,
) -> Decision:
    """Whether this person may sign the statement: nobody signs what they wrote, or evidence that they wrote down."""
    moves = may_move(state, MembershipState.REVIEWED)
    if not moves:
        return moves
    if by == author or by in recorded_by:
        return refuse(
            say("Nobody reviews what they have written themselves. Somebody else in the room does.")
        )
    listed = may_be_listed(person, today=today)
    return listed if not listed else stands_on(evidence)


def may_confirm_evidence(
    *, piece: Evidence, recorded_by: UUID, person: PersonFacts, by: UUID, today: date
) -> Decision:
    """Whether this person may confirm new evidence, so that the last day is counted from it."""
    if piece.confirmed or piece.withdrawn:
        return refuse(say("This evidence has been decided on already."))
    if by == recorded_by:
        return refuse(
            say("Nobody reviews what they have written themselves. Somebody else in the room does.")
        )
    listed = may_be_listed(person, today=today)
    return listed if not listed else allow(say("The evidence may be confirmed."))


def may_take_into_use(*, state: MembershipState, contact_by: date | None, today: date) -> Decision:
    """Whether a reviewed statement comes into use: only with a planned, dated contact. Nobody is listed for its own sake."""
    moves = may_move(state, MembershipState.CURRENT)
    if not moves:
        return moves
    if contact_by is None:
        return refuse(say("Plan a contact with a date first. Nobody is listed without one."))
    if not today <= contact_by <= today + CONTACT_WITHIN:
        return refuse(say("The planned contact lies in the past or more than half a year ahead."))
    return allow(say("The statement may come into use."))


def may_settle(*, state: MembershipState, author: UUID, by: UUID, reason: str) -> Decision:
    """Whether this person may settle a dispute: somebody other than the author, with a reason."""
    if state is not MembershipState.DISPUTED:
        return refuse(say("Nothing is disputed here."))
    if by == author:
        return refuse(say("Whoever wrote the statement does not settle the dispute about it."))
    if len(reason.strip()) < SHORTEST_REASON:
        return refuse(say("Write a reason that somebody else understands."))
    return allow(say("The dispute may be settled."))


def in_sight(*, state: MembershipState, review_by: date, person: PersonFacts, today: date) -> bool:
    """Whether the statement shows today anywhere: in use, not late, and of somebody who may be listed."""
    in_use = state in (MembershipState.CURRENT, MembershipState.DISPUTED)
    return in_use and today <= review_by and bool(may_be_listed(person, today=today))


def runs_out_soon(review_by: date, *, today: date) -> bool:
    """Whether it is still in sight and leaves it within a month."""
    return today <= review_by <= today + TOLD_BEFORE_IT_RUNS_OUT
