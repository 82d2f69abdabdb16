"""What leaves the house cannot run as a formula in a spreadsheet."""

import pytest

from vapenvila.web.access.spreadsheet_safety import safe_cell


@pytest.mark.acceptance("T7")
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "|", "%", "\t", "\r"])
@pytest.mark.parametrize("before", ["", "\ufeff", " ", "\u00a0 ", "\ufeff\n"])
def test_text_that_begins_like_a_formula_becomes_plain_text(before: str, start: str) -> None:
    assert str(safe_cell(f"{before}{start}HYPERLINK(1)")).startswith("'")


@pytest.mark.acceptance("T7")
@pytest.mark.parametrize("value", ["Hamngatan 3", "", "3 - 4", -5, 1.5, None])
def test_other_cells_stay_as_they_are(value: object) -> None:
    assert safe_cell(value) == value
