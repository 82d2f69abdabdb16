"""Corners of an area as people type them, and as they are written out again."""

import pytest
from django.core.exceptions import ValidationError

from vapenvila.web.groups.forms.area_text import geometry_of, rings_from_text, text_of

TRIANGLE = "59.30, 18.00\n59.40, 18.00\n59.40, 18.10"


@pytest.mark.parametrize(
    "text",
    [
        TRIANGLE,
        "59.30 18.00\n59.40 18.00\n59.40 18.10",
        "59,30; 18,00\n59,40; 18,00\n59,40; 18,10",
        TRIANGLE.replace(", ", ","),
    ],
)
def test_corners_are_read_however_people_write_them(text: str) -> None:
    (ring,) = rings_from_text(text)
    assert ring == [[18.0, 59.3], [18.0, 59.4], [18.1, 59.4], [18.0, 59.3]]


def test_an_area_is_written_out_as_it_is_read_in() -> None:
    two = f"{TRIANGLE}\n\n59.5, 18.2\n59.6, 18.2\n59.6, 18.3"
    geometry = geometry_of(rings_from_text(two), [])
    assert (geometry["type"], rings_from_text(text_of(geometry))) == ("MultiPolygon", rings_from_text(two))
    assert geometry_of(rings_from_text(TRIANGLE), [])["type"] == "Polygon"


@pytest.mark.parametrize("line", ["here", "59.3", "59.3, 18.0, 4", "59.3; x"])
def test_a_line_that_is_no_corner_is_named(line: str) -> None:
    with pytest.raises(ValidationError, match="Line 2 of outline 1"):
        rings_from_text(f"59.3, 18.0\n{line}")
