"""Which records tie two people: dated, referenced, of two adults who are suspected, within a window."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.rules.test_membership import ADULT, NEVER_LISTED
from tests.rules.test_membership_evidence import TODAY
from vapenvila.rules.person_listing import PersonFacts
from vapenvila.rules.tie import (
    WINDOW,
    WINDOWS,
    TieEnd,
    TieWish,
    kept_until,
    may_remove_tie,
    may_tie,
    window_start,
)

END = TieEnd(person=ADULT, adult_since=date(2008, 6, 2))
WISH = TieWish(one=END, other=END, same_person=False, on=date(2025, 3, 2), record_ref="K 12-25")


def test_two_adults_on_one_record_are_tied() -> None:
    assert may_tie(WISH, today=TODAY)


def test_nobody_is_tied_to_themselves() -> None:
    assert not may_tie(replace(WISH, same_person=True), today=TODAY)


@pytest.mark.acceptance("S12")
@pytest.mark.acceptance("S13")
@pytest.mark.parametrize("person", NEVER_LISTED, ids=str)
def test_whoever_may_not_be_listed_is_tied_to_nobody(person: PersonFacts) -> None:
    assert not may_tie(replace(WISH, one=replace(END, person=person)), today=TODAY)
    assert not may_tie(replace(WISH, other=replace(END, person=person)), today=TODAY)


@pytest.mark.acceptance("S13")
def test_a_record_from_the_childhood_of_one_of_the_two_ties_nobody() -> None:
    young = replace(END, adult_since=date(2025, 3, 3))
    assert not may_tie(replace(WISH, other=young), today=TODAY)
    assert may_tie(replace(WISH, other=young, on=date(2025, 3, 3)), today=TODAY)


@pytest.mark.acceptance("S11")
@pytest.mark.parametrize(
    ("on", "allowed"),
    [(TODAY, True), (TODAY + timedelta(days=1), False), (date(1980, 1, 1), False), (date(2021, 11, 25), True),
     (date(2021, 11, 24), False)],
)  # fmt: skip
def test_an_impossible_day_or_one_too_long_ago_is_refused(on: date, *, allowed: bool) -> None:
    assert bool(may_tie(replace(WISH, on=on), today=TODAY)) == allowed


@pytest.mark.parametrize("reference", ["", "   ", "–"])
def test_a_tie_without_a_record_does_not_exist(reference: str) -> None:
    assert not may_tie(replace(WISH, record_ref=reference), today=TODAY)


def test_a_window_looks_three_years_back_unless_another_is_chosen() -> None:
    assert WINDOW == 3
    assert window_start(TODAY) == date(2023, 11, 25)
    assert window_start(date(2028, 2, 29), years=1) == date(2027, 2, 28)
    with pytest.raises(ValueError, match="a window has"):
        window_start(TODAY, years=10)


def test_no_window_shows_what_is_no_longer_kept() -> None:
    assert kept_until(window_start(TODAY, years=max(WINDOWS))) == TODAY


def test_a_tie_is_taken_away_once_and_with_a_reason() -> None:
    assert may_remove_tie(ended=False, reason="Another person")
    assert not may_remove_tie(ended=False, reason="Wrong")
    assert not may_remove_tie(ended=True, reason="Another person")
