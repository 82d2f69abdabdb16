"""Everything the page of one statement shows: the pieces, who may do what with them, the history."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise

from vapenvila.rules.decision import Decision, refuse, say
from vapenvila.rules.membership import may_confirm_evidence, may_review, may_settle, runs_out_soon
from vapenvila.rules.membership_access import may_use
from vapenvila.rules.membership_evidence import EVIDENCE, EvidenceKind, counts
from vapenvila.rules.membership_state import MembershipState, may_amend, may_dispute, may_withdraw
from vapenvila.rules.person_access import PersonRoom
from vapenvila.rules.person_listing import PersonFacts
from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right
from vapenvila.web.memberships.facts import as_evidence, person_facts, pieces_of, standing_of
from vapenvila.web.memberships.models import MembershipEvidence, MembershipStatement, MembershipStep
from vapenvila.web.memberships.queries.groups import labels_of_groups
from vapenvila.web.memberships.vocabulary import STATE_NAMES, Act
from vapenvila.web.people.models import Person

GONE = refuse(say("The statement is withdrawn. What is known anew is a statement of its own."))
ASKED_LATER = "asked for when it is done"  # a reason; the page only shows whether the act is there at all


@dataclass(frozen=True, slots=True)
class PieceShown:
    """One piece: whether it counts, and whether this reader may confirm it."""

    row: MembershipEvidence
    what: str
    counts: bool
    moves_the_last_day: bool
    may_confirm: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage:
    """What the page shows, and what this reader may do."""

    who: Person
    group: str
    state: MembershipState
    state_name: Promise | str
    soon: bool
    pieces: list[PieceShown]
    steps: list[MembershipStep]
    may_review: Decision | None
    may_dispute: Decision
    may_settle: Decision | None
    may_withdraw: Decision
    may_amend: Decision
    may_add: Decision
    waits_for_contact: bool


def statement_page(
    row: MembershipStatement, *, reader: Reader, room: PersonRoom, now: datetime
) -> StatementPage:
    """The page of this statement for this reader."""
    today = timezone.localdate(now)
    state = standing_of(row, today=today)
    evidence = list(row.evidence.select_related("recorded_by", "confirmed_by", "withdrawn_by"))
    steps = list(row.steps.select_related("by"))
    facts = person_facts(row.person)
    writes = may_use(reader, Right.STATE_MEMBERSHIPS, room, today=today)

    def asked(decision: Decision) -> Decision:
        return decision if writes else writes

    review = _may_review(row, state, evidence, steps, by=reader.user, today=today)
    settle = None
    if state is MembershipState.DISPUTED:
        settle = may_settle(state=state, author=row.author_id, by=reader.user, reason=ASKED_LATER)
    return StatementPage(
        who=row.person.merged_into or row.person,
        group=labels_of_groups(row.room.programme, now=now).get(row.group_id, row.group.code),
        state=state,
        state_name=STATE_NAMES[state],
        soon=state is not MembershipState.WITHDRAWN and runs_out_soon(row.review_by, today=today),
        pieces=[_shown(piece, state, facts, by=reader.user, today=today) for piece in evidence],
        steps=steps,
        may_review=None if review is None else asked(review),
        may_dispute=asked(may_dispute(state, reason=ASKED_LATER)),
        may_settle=None if settle is None else asked(settle),
        may_withdraw=asked(may_withdraw(state, reason=ASKED_LATER)),
        may_amend=asked(may_amend(state, reason=ASKED_LATER)),
        may_add=asked(GONE if state is MembershipState.WITHDRAWN else writes),
        waits_for_contact=state is MembershipState.REVIEWED,
    )


def _may_review(
    row: MembershipStatement,
    state: MembershipState,
    evidence: list[MembershipEvidence],
    steps: list[MembershipStep],
    *,
    by: UUID,
    today: date,
) -> Decision | None:
    if state is not MembershipState.DRAFT:
        return None
    waiting = {piece.recorded_by_id for piece in evidence if is_waiting(piece)}
    return may_review(
        state=state,
        person=person_facts(row.person),
        evidence=pieces_of(evidence),
        author=row.author_id,
        recorded_by=frozenset(waiting | changed_since_review(steps)),
        by=by,
        today=today,
    )


def is_waiting(piece: MembershipEvidence) -> bool:
    """Whether nobody has decided on the piece yet."""
    return piece.confirmed_at is None and piece.withdrawn_at is None


def _shown(
    piece: MembershipEvidence, state: MembershipState, facts: PersonFacts, *, by: UUID, today: date
) -> PieceShown:
    confirm = None
    if is_waiting(piece) and state not in (MembershipState.DRAFT, MembershipState.WITHDRAWN):
        confirm = may_confirm_evidence(
            piece=as_evidence(piece), recorded_by=piece.recorded_by_id, person=facts, by=by, today=today
        )
    kind = EVIDENCE[EvidenceKind(piece.kind)]
    return PieceShown(
        row=piece,
        what=kind.what,
        counts=counts(as_evidence(piece)),
        moves_the_last_day=kind.renews,
        may_confirm=confirm,
    )


def changed_since_review(steps: list[MembershipStep]) -> set[UUID]:
    """Who changed the wording since it was reviewed last; `steps` stand newest first."""
    found: set[UUID] = set()
    for step in steps:
        if step.act == Act.REVIEWED:
            break
        if step.act == Act.AMENDED and step.by_id is not None:
            found.add(step.by_id)
    return found
