"""Rows of memberships and ties as the rules see them."""

from collections.abc import Iterable
from datetime import date

from vapenvila.rules.membership import Certainty, MemberRole
from vapenvila.rules.membership_evidence import Evidence, EvidenceKind
from vapenvila.rules.membership_state import MembershipState, state_on
from vapenvila.rules.person_listing import ADULT, PersonFacts
from vapenvila.rules.person_listing import PersonState as StateRule
from vapenvila.rules.person_mark import SUSPECTED
from vapenvila.rules.person_mark import Mark as MarkRule
from vapenvila.rules.source_grade import Credibility, Grade, Reliability
from vapenvila.web.memberships.models import MembershipEvidence, MembershipStatement
from vapenvila.web.people.facts import facts_of
from vapenvila.web.people.models import Identity, Person
from vapenvila.web.people.sealed_identity import birth_date_in, opened


def person_facts(person: Person) -> PersonFacts:
    """The record a person lives in now; of a merged one, also its own mark must be that of somebody suspected (S12)."""
    kept = person.merged_into
    if kept is None:
        return facts_of(person)
    facts = facts_of(kept)
    if MarkRule(person.mark) in SUSPECTED:
        return facts
    return PersonFacts(
        mark=MarkRule(person.mark),
        protective_track=facts.protective_track,
        adult_from=facts.adult_from,
        age_known=facts.age_known,
        state=StateRule(facts.state),
        review_by=facts.review_by,
    )


def adult_since(person: Person) -> date | None:
    """The 18th birthday, as far as the sealed birth date tells it. Opened to compare, and shown to nobody."""
    born = birth_date_in(opened(Identity.objects.get(person=person.pk), ("birth_date",)))
    return day_of_age(born, ADULT) if born is not None else None


def day_of_age(born: date, years: int) -> date:
    """The birthday on which somebody is so many years old."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:  # born on the 29th of February
        return date(born.year + years, 3, 1)


def as_evidence(row: MembershipEvidence) -> Evidence:
    """One piece as the rules see it."""
    return Evidence(
        kind=EvidenceKind(row.kind),
        source=row.source,
        origin=row.origin,
        on=row.on,
        reference=row.reference,
        grade=Grade(Reliability(row.reliability), Credibility(row.credibility)),
        confirmed=row.confirmed_by_id is not None,
        withdrawn=row.withdrawn_at is not None,
    )


def pieces_of(rows: Iterable[MembershipEvidence]) -> tuple[Evidence, ...]:
    """Pieces as the rules see them."""
    return tuple(as_evidence(row) for row in rows)


def standing_of(row: MembershipStatement, *, today: date) -> MembershipState:
    """Where a statement stands today."""
    return state_on(MembershipState(row.state), review_by=row.review_by, today=today)


def role_of(row: MembershipStatement) -> MemberRole:
    """The role as the rules see it."""
    return MemberRole(row.role)


def certainty_of(row: MembershipStatement) -> Certainty:
    """The certainty as the rules see it."""
    return Certainty(row.certainty)
