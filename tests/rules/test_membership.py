"""Who may be stated to belong to a group, when that ends, and who signs: the rules with their limits."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.test_membership_evidence import JUDGMENT, OWN, SEEN, TODAY, K
from vapenvila.rules.membership import (
    CONTACT_WITHIN,
    Certainty,
    Claim,
    MemberRole,
    delete_on,
    in_sight,
    may_confirm_evidence,
    may_review,
    may_state,
    may_take_into_use,
    moved_review_due,
    regime_for,
    review_due,
    runs_out_soon,
)
from vapenvila.rules.membership_state import (
    MembershipState,
    state_on,
)
from vapenvila.rules.person_listing import PersonFacts, PersonState
from vapenvila.rules.person_mark import NOT_SUSPECTED, Mark
from vapenvila.rules.retention_table import GRACE_DAYS, Regime
from vapenvila.rules.source_grade import Credibility, Grade, Reliability

S = MembershipState
AUTHOR, OTHER, THIRD = UUID(int=1), UUID(int=2), UUID(int=3)
ADULT = PersonFacts(
    mark=Mark.SUSPECT,
    protective_track=False,
    adult_from=None,
    age_known=True,
    state=PersonState.ACTIVE,
    review_by=TODAY,
)
CLAIM = Claim(
    person=ADULT,
    role=MemberRole.MEMBER,
    certainty=Certainty.PROBABLE,
    from_on=date(2025, 1, 1),
    to_on=None,
    evidence=(JUDGMENT, SEEN),
    adult_since=date(2008, 6, 2),
)
# Each of them is refused by any path: it is one question, asked by every act and by every import.
NEVER_LISTED = [
    *(replace(ADULT, mark=mark) for mark in sorted(NOT_SUSPECTED)),
    replace(ADULT, adult_from=TODAY + timedelta(days=1), protective_track=True),
    replace(ADULT, protective_track=True),
    replace(ADULT, age_known=False),
    replace(ADULT, review_by=TODAY - timedelta(days=1)),
    replace(ADULT, state=PersonState.MERGED),
    replace(ADULT, state=PersonState.REMOVED),
]


@pytest.mark.acceptance("S10")
def test_an_adult_who_is_suspected_is_stated_on_two_independent_pieces() -> None:
    assert may_state(CLAIM, today=TODAY)
    assert not may_state(replace(CLAIM, evidence=(JUDGMENT,)), today=TODAY)
    assert not may_state(
        replace(CLAIM, evidence=(JUDGMENT, replace(SEEN, origin=JUDGMENT.origin))), today=TODAY
    )
    assert not may_state(replace(CLAIM, evidence=(OWN, replace(OWN, origin="Again"))), today=TODAY)


@pytest.mark.acceptance("S12")
@pytest.mark.acceptance("S13")
@pytest.mark.parametrize("person", NEVER_LISTED, ids=str)
def test_victim_witness_relative_child_unknown_age_and_late_record_are_refused_at_every_step(
    person: PersonFacts,
) -> None:
    assert not may_state(replace(CLAIM, person=person), today=TODAY)
    assert not may_review(
        state=S.DRAFT, person=person, evidence=CLAIM.evidence, author=AUTHOR, recorded_by=frozenset({AUTHOR}), by=OTHER,
        today=TODAY,
    )  # fmt: skip
    assert not may_confirm_evidence(piece=SEEN, recorded_by=AUTHOR, person=person, by=OTHER, today=TODAY)
    assert not in_sight(state=S.CURRENT, review_by=TODAY, person=person, today=TODAY)


@pytest.mark.acceptance("S12")
def test_no_role_in_a_group_is_that_of_a_victim_a_witness_or_a_relative() -> None:
    assert {role.value for role in MemberRole} & {mark.value for mark in NOT_SUSPECTED} == set()


@pytest.mark.acceptance("S11")
@pytest.mark.acceptance("S13")
@pytest.mark.parametrize(
    ("from_on", "to_on"),
    [
        (TODAY + timedelta(days=1), None),
        (date(1989, 12, 31), None),
        (date(2008, 6, 1), None),  # the day before the 18th birthday
        (date(2025, 1, 1), date(2024, 12, 31)),
        (date(2025, 1, 1), TODAY + timedelta(days=1)),
    ],
)
def test_an_impossible_period_is_refused(from_on: date, to_on: date | None) -> None:
    assert not may_state(replace(CLAIM, from_on=from_on, to_on=to_on), today=TODAY)


def test_a_period_that_has_ended_may_be_stated() -> None:
    assert may_state(replace(CLAIM, from_on=date(2008, 6, 2), to_on=TODAY), today=TODAY)


@pytest.mark.acceptance("S11")
def test_evidence_with_an_impossible_day_stops_the_whole_statement() -> None:
    ahead = replace(SEEN, on=TODAY + timedelta(days=1), origin="Third")
    assert not may_state(replace(CLAIM, evidence=(JUDGMENT, SEEN, ahead)), today=TODAY)


def test_one_person_and_group_have_one_statement() -> None:
    assert not may_state(replace(CLAIM, stated_already=True), today=TODAY)


@pytest.mark.parametrize(
    ("credibility", "borne"),
    [
        (Credibility.CONFIRMED, {Certainty.CONFIRMED, Certainty.PROBABLE, Certainty.POSSIBLE}),
        (Credibility.PROBABLE, {Certainty.PROBABLE, Certainty.POSSIBLE}),
        (Credibility.POSSIBLE, {Certainty.POSSIBLE}),
    ],
)
def test_no_certainty_is_greater_than_the_best_piece_bears(
    credibility: Credibility, borne: set[Certainty]
) -> None:
    grade = Grade(Reliability.A, credibility)
    evidence = (replace(JUDGMENT, grade=grade), replace(SEEN, grade=grade))
    found = {c for c in Certainty if may_state(replace(CLAIM, certainty=c, evidence=evidence), today=TODAY)}
    assert found == borne


@pytest.mark.acceptance("S14")
def test_evidence_that_is_too_old_carries_nothing() -> None:
    old = tuple(replace(piece, on=date(2024, 5, 1)) for piece in CLAIM.evidence)
    assert not may_state(replace(CLAIM, evidence=old), today=TODAY)


def test_the_edge_of_a_group_and_the_merely_possible_last_half_as_long() -> None:
    day = date(2026, 8, 31)
    assert review_due(MemberRole.CORE, Certainty.CONFIRMED, newest=day) == date(2027, 8, 31)
    assert review_due(MemberRole.MEMBER, Certainty.PROBABLE, newest=day) == date(2027, 8, 31)
    assert review_due(MemberRole.ASSOCIATE, Certainty.CONFIRMED, newest=day) == date(2027, 2, 28)
    assert review_due(MemberRole.CORE, Certainty.POSSIBLE, newest=day) == date(2027, 2, 28)
    assert regime_for(MemberRole.ASSOCIATE, Certainty.CONFIRMED) is Regime.MEMBERSHIP_SHORT


@pytest.mark.acceptance("S14")
def test_the_ceiling_of_the_persons_record_is_never_passed() -> None:
    ceiling = date(2026, 12, 31)
    assert review_due(MemberRole.CORE, Certainty.CONFIRMED, newest=TODAY, ceiling=ceiling) == ceiling


@pytest.mark.acceptance("S14")
@given(
    role=st.sampled_from(MemberRole),
    certainty=st.sampled_from(Certainty),
    newest=st.dates(date(2025, 1, 1), TODAY),
    old=st.dates(date(2025, 1, 1), date(2028, 1, 1)),
    newer=st.booleans(),
)
def test_only_newer_evidence_moves_a_last_day_later(
    *, role: MemberRole, certainty: Certainty, newest: date, old: date, newer: bool
) -> None:
    due = review_due(role, certainty, newest=newest)
    moved = moved_review_due(due, old=old, newer_evidence=newer)
    assert moved <= due
    assert newer or moved <= old


@pytest.mark.acceptance("S14")
@pytest.mark.parametrize("state", list(S))
def test_what_is_late_leaves_lists_maps_search_and_counts_the_same_day(state: S) -> None:
    shown = state in (S.CURRENT, S.DISPUTED)
    assert in_sight(state=state, review_by=TODAY, person=ADULT, today=TODAY) == shown
    tomorrow = replace(ADULT, review_by=TODAY + timedelta(days=9))
    assert not in_sight(state=state, review_by=TODAY, person=tomorrow, today=TODAY + timedelta(days=1))


def test_what_is_late_is_expired_whatever_was_written_and_deleted_after_the_grace() -> None:
    late = TODAY - timedelta(days=1)
    for state in (S.DRAFT, S.REVIEWED, S.CURRENT, S.DISPUTED):
        assert state_on(state, review_by=TODAY, today=TODAY) is state
        assert state_on(state, review_by=late, today=TODAY) is S.EXPIRED
    assert state_on(S.WITHDRAWN, review_by=late, today=TODAY) is S.WITHDRAWN
    assert delete_on(TODAY) == TODAY + timedelta(days=GRACE_DAYS + 1)


def test_running_out_is_told_a_month_before() -> None:
    assert runs_out_soon(TODAY, today=TODAY)
    assert runs_out_soon(TODAY + timedelta(days=30), today=TODAY)
    assert not runs_out_soon(TODAY + timedelta(days=31), today=TODAY)
    assert not runs_out_soon(TODAY - timedelta(days=1), today=TODAY)


def test_nobody_reviews_what_they_wrote_or_evidence_they_wrote_down() -> None:
    def review(by: UUID, state: S = S.DRAFT) -> bool:
        return bool(
            may_review(
                state=state, person=ADULT, evidence=CLAIM.evidence, author=AUTHOR, recorded_by=frozenset({AUTHOR, OTHER}),
                by=by, today=TODAY,
            )
        )  # fmt: skip

    assert review(THIRD)
    assert not review(AUTHOR)
    assert not review(OTHER)
    assert not any(review(THIRD, state) for state in S if state is not S.DRAFT)


@pytest.mark.acceptance("S10")
def test_a_draft_that_lost_its_evidence_is_not_signed() -> None:
    assert not may_review(
        state=S.DRAFT, person=ADULT, evidence=(JUDGMENT, replace(SEEN, withdrawn=True)), author=AUTHOR,
        recorded_by=frozenset({AUTHOR}), by=OTHER, today=TODAY,
    )  # fmt: skip


def test_new_evidence_is_confirmed_once_and_by_somebody_else() -> None:
    assert may_confirm_evidence(piece=SEEN, recorded_by=AUTHOR, person=ADULT, by=OTHER, today=TODAY)
    assert not may_confirm_evidence(piece=SEEN, recorded_by=AUTHOR, person=ADULT, by=AUTHOR, today=TODAY)
    for done in (replace(SEEN, confirmed=True), replace(SEEN, withdrawn=True)):
        assert not may_confirm_evidence(piece=done, recorded_by=AUTHOR, person=ADULT, by=OTHER, today=TODAY)


@pytest.mark.parametrize(
    ("contact_by", "allowed"),
    [(None, False), (TODAY, True), (TODAY + CONTACT_WITHIN, True), (TODAY + CONTACT_WITHIN + timedelta(days=1), False),
     (TODAY - timedelta(days=1), False)],
)  # fmt: skip
def test_nobody_is_listed_without_a_planned_dated_contact(contact_by: date | None, *, allowed: bool) -> None:
    assert bool(may_take_into_use(state=S.REVIEWED, contact_by=contact_by, today=TODAY)) == allowed
    assert not may_take_into_use(state=S.DRAFT, contact_by=contact_by, today=TODAY)


def test_the_words_of_the_kinds_are_there() -> None:
    assert K.JUDGMENT.value == "judgment"
