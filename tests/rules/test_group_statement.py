"""When something may be said of a group, how long it is in sight, and that nothing but a newer source keeps it longer."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.rules.group_statement import (
    Claim,
    EndedAs,
    Says,
    Standing,
    StatementFacts,
    delete_on,
    firmest_first,
    holds_on,
    may_state,
    may_supersede,
    may_withdraw,
    renewed_review_due,
    review_due,
    runs_out_soon,
    sources_disagree,
    standing,
    was_known,
)
from vapenvila.rules.source_grade import Credibility, Grade, Reliability, is_weak

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
FIRM = Grade(Reliability.B, Credibility.PROBABLE)
WEAK = Grade(Reliability.E, Credibility.POSSIBLE)

grades = st.builds(Grade, st.sampled_from(Reliability), st.sampled_from(Credibility))
days = st.integers(-800, 0).map(lambda n: TODAY + timedelta(days=n))


def claim(
    *,
    says: Says = Says.RELATION,
    from_on: date = date(2026, 3, 1),
    to_on: date | None = None,
    source: str = "Interview protocol 12",
    source_on: date = date(2026, 11, 1),
    grade: Grade = FIRM,
) -> Claim:
    return Claim(says=says, from_on=from_on, to_on=to_on, source=source, source_on=source_on, grade=grade)


def facts(
    *,
    review_by: date = TODAY,
    recorded_at: datetime = NOW - timedelta(days=30),
    ended_at: datetime | None = None,
    ended_as: EndedAs | None = None,
    from_on: date = date(2026, 3, 1),
    to_on: date | None = None,
) -> StatementFacts:
    return StatementFacts(
        from_on=from_on,
        to_on=to_on,
        recorded_at=recorded_at,
        review_by=review_by,
        ended_at=ended_at,
        ended_as=ended_as,
    )


def test_a_statement_on_firm_ground_is_in_sight_for_a_year_from_its_source() -> None:
    assert review_due(Says.RELATION, source_on=date(2026, 2, 28), grade=FIRM) == date(2027, 2, 28)
    assert review_due(Says.NAME, source_on=date(2024, 2, 29), grade=FIRM) == date(2025, 2, 28)


def test_a_statement_on_weak_ground_lasts_half_as_long() -> None:
    assert review_due(Says.RELATION, source_on=date(2026, 1, 1), grade=WEAK) == date(2026, 7, 2)
    doubtful = Grade(Reliability.A, Credibility.DOUBTFUL)
    assert review_due(Says.AREA, source_on=date(2026, 1, 1), grade=doubtful) == date(2026, 7, 2)


def test_lineage_is_kept_for_counting_whatever_its_grade() -> None:
    assert review_due(Says.LINEAGE, source_on=date(2026, 1, 1), grade=WEAK) == date(2031, 1, 1)


@given(st.sampled_from(Says), days, grades)
def test_no_better_grade_makes_a_weak_statement_shorter(says: Says, source_on: date, grade: Grade) -> None:
    best = Grade(Reliability.A, Credibility.CONFIRMED)
    assert review_due(says, source_on=source_on, grade=grade) <= review_due(
        says, source_on=source_on, grade=best
    )


@pytest.mark.acceptance("S14")
@given(st.sampled_from(Says), days, grades, days, grades)
def test_only_a_newer_source_moves_the_review_date_of_a_group_statement_later(
    says: Says, old_source: date, old_grade: Grade, new_source: date, new_grade: Grade
) -> None:
    old_review = review_due(says, source_on=old_source, grade=old_grade)
    renewed = renewed_review_due(
        claim(says=says, source_on=new_source, grade=new_grade),
        old_source_on=old_source,
        old_review_by=old_review,
    )
    assert renewed <= old_review or new_source > old_source


@pytest.mark.acceptance("S14")
def test_a_late_statement_on_a_group_is_out_of_sight_the_next_day_and_deleted_after_a_month() -> None:
    last = date(2026, 11, 24)
    assert standing(facts(review_by=last), today=last) is Standing.CURRENT
    assert standing(facts(review_by=last), today=last + timedelta(days=1)) is Standing.LATE
    assert delete_on(last) == date(2026, 12, 25)


def test_an_ended_statement_is_replaced_or_withdrawn_whatever_its_review_date() -> None:
    ended = facts(review_by=date(2020, 1, 1), ended_at=NOW, ended_as=EndedAs.WITHDRAWN)
    assert standing(ended, today=TODAY) is Standing.WITHDRAWN
    replaced = facts(ended_at=NOW, ended_as=EndedAs.SUPERSEDED)
    assert standing(replaced, today=TODAY) is Standing.SUPERSEDED


def test_what_was_known_is_what_was_written_not_ended_and_not_late_then() -> None:
    said = facts(recorded_at=NOW - timedelta(days=10), ended_at=NOW - timedelta(days=2), review_by=TODAY)

    def known(days_ago: int) -> bool:
        moment = NOW - timedelta(days=days_ago)
        return was_known(said, known_at=moment, known_on=moment.date())

    assert [known(11), known(10), known(5), known(2), known(0)] == [False, True, True, False, False]


def test_what_was_late_then_was_not_known() -> None:
    said = facts(review_by=TODAY - timedelta(days=3))
    assert was_known(said, known_at=NOW - timedelta(days=3), known_on=TODAY - timedelta(days=3))
    assert not was_known(said, known_at=NOW - timedelta(days=2), known_on=TODAY - timedelta(days=2))


def test_a_statement_holds_from_its_first_to_its_last_day() -> None:
    said = facts(from_on=date(2026, 3, 1), to_on=date(2026, 3, 3))
    held = [holds_on(said, on=date(2026, 2, 28) + timedelta(days=n)) for n in range(5)]
    assert held == [False, True, True, True, False]
    assert holds_on(facts(from_on=date(2026, 3, 1)), on=date(2030, 1, 1))


def test_a_fortnight_before_it_runs_out_it_is_said() -> None:
    told = [runs_out_soon(TODAY + timedelta(days=n), today=TODAY) for n in (-1, 0, 14, 15)]
    assert told == [False, True, True, False]


def test_a_sound_claim_may_be_stated() -> None:
    assert may_state(claim(), today=TODAY)


@pytest.mark.acceptance("S11")
@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (claim(source_on=TODAY + timedelta(days=1)), "The source lies in the future. Check the date."),
        (claim(from_on=date(1989, 12, 31)), "The statement begins before 1990. Check the year."),
        (
            claim(from_on=TODAY + timedelta(days=1)),
            "The statement begins in the future. State it when it is so.",
        ),
        (claim(to_on=date(2026, 2, 1)), "The statement ends before it begins."),
        (
            claim(to_on=TODAY + timedelta(days=1)),
            "The end lies in the future. State it when it has ended.",
        ),
        (
            claim(from_on=date(2026, 11, 2)),
            "The source is older than what it is to tell of. Check the dates.",
        ),
        (
            claim(to_on=date(2026, 11, 2)),
            "The source is older than what it is to tell of. Check the dates.",
        ),
    ],
)
def test_an_impossible_date_blocks_a_statement_on_a_group(wrong: Claim, says: str) -> None:
    decision = may_state(wrong, today=TODAY)
    assert (decision.allowed, decision.reason) == (False, says)


def test_a_last_day_may_be_told_by_the_source_of_what_came_after() -> None:
    ended = claim(to_on=date(2026, 11, 2))
    assert not may_state(ended, today=TODAY)
    assert may_state(replace(ended, end_told_on=date(2026, 11, 2)), today=TODAY)
    assert not may_state(replace(ended, end_told_on=date(2026, 11, 1)), today=TODAY)
    began_later = claim(from_on=date(2026, 11, 2), to_on=date(2026, 11, 2))
    assert not may_state(
        replace(began_later, end_told_on=TODAY), today=TODAY
    )  # the beginning needs its own source


@pytest.mark.acceptance("T36")
def test_nothing_is_said_of_a_group_without_a_source() -> None:
    assert not may_state(claim(source="  "), today=TODAY)


def test_a_source_that_would_be_late_already_is_refused() -> None:
    old = claim(from_on=date(2025, 1, 1), source_on=date(2025, 11, 24))
    assert not may_state(old, today=TODAY)
    assert may_state(claim(from_on=date(2025, 1, 1), source_on=date(2025, 11, 25)), today=TODAY)


def test_a_late_statement_is_renewed_by_a_newer_source_only() -> None:
    late = date(2026, 11, 1)

    def again(source_on: date) -> bool:
        return bool(
            may_supersede(
                claim(source_on=source_on),
                says=Says.RELATION,
                old=facts(review_by=late),
                old_source_on=date(2026, 5, 1),
                old_review_by=late,
                today=TODAY,
            )
        )

    assert [again(date(2026, 5, 1)), again(date(2026, 5, 2))] == [False, True]


def test_a_statement_is_replaced_once_and_by_one_of_its_kind() -> None:
    ended = facts(ended_at=NOW, ended_as=EndedAs.SUPERSEDED)

    def decision(old: StatementFacts, says: Says) -> bool:
        return bool(
            may_supersede(
                claim(),
                says=says,
                old=old,
                old_source_on=date(2026, 5, 1),
                old_review_by=date(2027, 5, 1),
                today=TODAY,
            )
        )

    assert [decision(ended, Says.RELATION), decision(facts(), Says.AREA)] == [False, False]
    assert decision(facts(), Says.RELATION)


def test_a_statement_is_withdrawn_once_and_for_a_reason() -> None:
    assert may_withdraw(facts(), reason="The source was mistaken")
    assert not may_withdraw(facts(), reason=" ")
    ended = facts(ended_at=NOW, ended_as=EndedAs.WITHDRAWN)
    assert not may_withdraw(ended, reason="The source was mistaken")


def test_the_firmer_grade_is_believed_and_then_the_newer_source() -> None:
    a1, b2 = Grade(Reliability.A, Credibility.CONFIRMED), FIRM
    old, new = date(2026, 1, 1), date(2026, 6, 1)
    assert firmest_first([(b2, new, NOW), (a1, old, NOW), (b2, old, NOW)]) == [1, 0, 2]


def test_grades_are_written_as_analysts_write_them_and_weak_ones_are_known() -> None:
    assert str(FIRM) == "B2"
    assert [is_weak(FIRM), is_weak(WEAK)] == [False, True]


def test_two_answers_to_one_question_are_a_disagreement() -> None:
    assert sources_disagree(["feud", "truce"])
    assert not sources_disagree(["feud", "feud"])
    assert not sources_disagree([])
