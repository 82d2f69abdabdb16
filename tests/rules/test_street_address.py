"""Two ways of writing one street and number are one place; a street alone is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.rules.street_address import street_and_number


@pytest.mark.parametrize(
    "written",
    [
        "Storgatan 12 B",
        "storgatan 12b",
        "  STORGATAN  12 b, 123 45 Vinterhamn",
        "Storgatan 12B lgh 1203",
        "Storgatan 12 B\n123 45 Vinterhamn",
        "Storgatan 12 B; vån 3",
        "Storgatan 12B 12345 Vinterhamn",
    ],
)
def test_ways_of_writing_one_address_are_one_place(written: str) -> None:
    assert street_and_number(written) == "storgatan 12b"


@pytest.mark.parametrize(
    "other", ["Storgatan 12", "Storgatan 12 C", "Storgatan 1", "Stora gatan 12 B", "S:t Olofs gata 12B"]
)
def test_another_number_letter_or_street_is_another_place(other: str) -> None:
    assert street_and_number(other) not in ("", "storgatan 12b")


@pytest.mark.parametrize(
    "nothing", ["", "   ", "Storgatan", "12", "12 B", "c/o Någon, Storgatan 1", "Vinterhamn"]
)
def test_a_street_or_a_number_alone_is_no_place(nothing: str) -> None:
    assert street_and_number(nothing) == ""


@given(st.text(max_size=60))
def test_any_text_gives_a_place_that_is_its_own_plain_form_or_nothing(text: str) -> None:
    place = street_and_number(text)
    assert place == "" or street_and_number(place) == place
