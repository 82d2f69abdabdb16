"""A personal number is read in every way it is written, and one that cannot be is refused with the reason."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.rules.personal_number import (
    TEST_NUMBERS,
    NotANumber,
    PersonalNumber,
    age_on,
    check_digit,
    read_personal_number,
)

TODAY = date(2026, 11, 25)


def read(written: str) -> PersonalNumber:
    found = read_personal_number(written, today=TODAY)
    assert isinstance(found, PersonalNumber), found
    return found


def refused(written: str) -> str:
    found = read_personal_number(written, today=TODAY)
    assert isinstance(found, NotANumber), found
    return str(found.reason)


@pytest.mark.parametrize("number", sorted(TEST_NUMBERS))
def test_every_number_that_the_tax_agency_gives_out_for_tests_is_read(number: str) -> None:
    found = read(number)
    assert (found.digits, found.born.strftime("%Y%m%d"), found.is_for_tests) == (number, number[:8], True)


@pytest.mark.parametrize(
    "written", ["199006022397", "19900602-2397", "900602-2397", "9006022397", " 1990 0602 2397 "]
)
def test_one_number_written_in_five_ways_is_one_number(written: str) -> None:
    assert read(written).digits == "199006022397"


def test_a_plus_sign_means_a_hundred_years_or_more() -> None:
    assert read("121212+1212").digits == "191212121212"
    assert read("191212121212").born == date(1912, 12, 12)


def test_a_coordination_number_gives_the_day_without_sixty() -> None:
    nine = "900662239"
    number = read(f"19{nine}{check_digit(nine)}")
    assert (number.born, number.coordination) == (date(1990, 6, 2), True)


@pytest.mark.acceptance("S11")
@pytest.mark.parametrize(
    ("written", "because"),
    [
        ("19900230-1234", "not in the calendar"),
        ("19901301-1234", "not in the calendar"),
        ("20270101-2380", "not born yet"),
        ("18990101-2380", "older than anybody"),
        ("19900602-2398", "check digit"),
        ("900602-239", "ten or twelve digits"),
        ("påhittad", "ten or twelve digits"),
        ("", "ten or twelve digits"),
    ],
)
def test_an_impossible_number_is_refused_with_its_reason(written: str, because: str) -> None:
    assert because in refused(written)


@given(st.sampled_from(sorted(TEST_NUMBERS)), st.integers(2, 11), st.integers(1, 9))
def test_one_mistyped_digit_is_always_found_out(number: str, place: int, shift: int) -> None:
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert isinstance(read_personal_number(wrong, today=TODAY), NotANumber)


def test_age_is_counted_in_full_years() -> None:
    assert age_on(date(2008, 11, 26), TODAY) == 17
    assert age_on(date(2008, 11, 25), TODAY) == 18
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
