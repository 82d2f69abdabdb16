"""Stating that somebody belongs to a group, and changing what is stated. Both are asked of the same rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from vapenvila.rules.membership import Certainty, Claim, MemberRole, may_state
from vapenvila.rules.membership_access import may_hold_memberships
from vapenvila.rules.membership_evidence import Evidence
from vapenvila.rules.membership_state import may_amend
from vapenvila.rules.readiness import may_enter_real_persons
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.accounts.models import User
from vapenvila.web.groups.models import Group
from vapenvila.web.memberships.actions.last_day import count_anew
from vapenvila.web.memberships.actions.trail import held, note, step
from vapenvila.web.memberships.facts import adult_since, person_facts, pieces_of, standing_of
from vapenvila.web.memberships.models import MembershipBatch, MembershipEvidence, MembershipStatement
from vapenvila.web.memberships.queries.statements import open_statement
from vapenvila.web.memberships.vocabulary import Act, State
from vapenvila.web.partners.models import Room
from vapenvila.web.partners.queries import readiness_of
from vapenvila.web.people.errors import ask
from vapenvila.web.people.free_text import check_texts
from vapenvila.web.people.models import Person
from vapenvila.web.wall.identifiers import new_id

AMENDED_FIELDS = ("role", "certainty", "from_on", "to_on", "contact_kind", "contact_by", "state")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What is stated of a person and a group, and the contact that is planned."""

    role: MemberRole
    certainty: Certainty
    from_on: date
    to_on: date | None = None
    contact_kind: str = ""
    contact_by: date | None = None


@transaction.atomic
def state_membership(
    *,
    room: Room,
    person: Person,
    group: Group,
    wording: Wording,
    evidence: Sequence[Evidence],
    looked_at: bool,
    by: User,
    at: datetime,
    batch: MembershipBatch | None = None,
) -> MembershipStatement:
    """Write down a draft with everything it stands on, in one transaction: without two independent pieces there is none."""
    today = timezone.localdate(at)
    ask(may_hold_memberships(AgencyKind(room.agency.kind)))
    ask(may_enter_real_persons(readiness_of(room.programme), today=today))
    ask(may_state(_claim(person, group, wording, tuple(evidence)), today=today), field="evidence")
    check_evidence_texts(evidence, looked_at=looked_at)
    row = MembershipStatement(
        id=new_id(),
        room=room,
        person=person,
        group=group,
        role=wording.role.value,
        certainty=wording.certainty.value,
        from_on=wording.from_on,
        to_on=wording.to_on,
        state=State.DRAFT,
        contact_kind=wording.contact_kind if wording.contact_by else "",
        contact_by=wording.contact_by if wording.contact_kind else None,
        author=by,
        stated_at=at,
        touched_at=at,
        batch=batch,
    )
    pieces = [a_piece(row, piece, by=by, at=at, batch=batch) for piece in evidence]
    count_anew(row, pieces)
    row.save(force_insert=True)
    MembershipEvidence.objects.bulk_create(pieces)
    step(row, Act.STATED, by=by, at=at, role=row.role, certainty=row.certainty, pieces=len(pieces))
    return row


def _claim(person: Person, group: Group, wording: Wording, evidence: tuple[Evidence, ...]) -> Claim:
    living = person.merged_into or person
    same = {person.pk, living.pk, *Person.objects.filter(merged_into=living).values_list("pk", flat=True)}
    return Claim(
        person=person_facts(person),
        role=wording.role,
        certainty=wording.certainty,
        from_on=wording.from_on,
        to_on=wording.to_on,
        evidence=evidence,
        adult_since=adult_since(living),
        stated_already=open_statement(same, group.pk) is not None,
    )


def check_evidence_texts(evidence: Sequence[Evidence], *, looked_at: bool) -> None:
    """Screen what is written of each piece (S9)."""
    texts = {f"source-{number}": piece.source for number, piece in enumerate(evidence)}
    texts |= {f"origin-{number}": piece.origin for number, piece in enumerate(evidence)}
    check_texts(texts, looked_at=looked_at)


def a_piece(
    row: MembershipStatement, piece: Evidence, *, by: User, at: datetime, batch: MembershipBatch | None = None
) -> MembershipEvidence:
    """The row of one piece, not saved yet."""
    return MembershipEvidence(
        id=new_id(),
        room_id=row.room_id,
        statement=row,
        kind=piece.kind.value,
        source=piece.source.strip(),
        origin=piece.origin.strip(),
        on=piece.on,
        reference=piece.reference.strip(),
        reliability=piece.grade.reliability.value,
        credibility=piece.grade.credibility.value,
        recorded_by=by,
        recorded_at=at,
        batch=batch,
    )


@transaction.atomic
def amend_membership(
    *,
    statement: MembershipStatement,
    version: int,
    wording: Wording,
    reason: str,
    looked_at: bool,
    by: User,
    at: datetime,
) -> MembershipStatement:
    """Change role, certainty, dates or contact. The statement is a draft again until a second person has looked at it."""
    today = timezone.localdate(at)
    row = held(statement, version)
    evidence = list(row.evidence.all())
    before = {name: str(getattr(row, name) or "") for name in AMENDED_FIELDS}
    ask(may_amend(standing_of(row, today=today), reason=reason), field="reason")
    living = row.person.merged_into or row.person
    claim = Claim(
        person=person_facts(row.person),
        role=wording.role,
        certainty=wording.certainty,
        from_on=wording.from_on,
        to_on=wording.to_on,
        evidence=tuple(piece for piece in pieces_of(evidence) if not piece.withdrawn),
        adult_since=adult_since(living),
    )
    ask(may_state(claim, today=today))
    check_texts({"reason": reason}, looked_at=looked_at)
    row.role, row.certainty = wording.role.value, wording.certainty.value
    row.from_on, row.to_on = wording.from_on, wording.to_on
    row.contact_kind = wording.contact_kind if wording.contact_by else ""
    row.contact_by = wording.contact_by if wording.contact_kind else None
    row.state, row.author, row.reviewer, row.reviewed_at = State.DRAFT, row.author, None, None
    count_anew(row, evidence)
    note(row, Act.AMENDED, by=by, at=at, reason=reason, before=before, fields=_changed(row, before))
    return row


def _changed(row: MembershipStatement, before: dict[str, str]) -> list[str]:
    return sorted(name for name, old in before.items() if str(getattr(row, name) or "") != old)
