"""Whether a group's home meets a part of the city: held against squares, where the answer can be read off their sides."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.rules.shapes_meet import shapes_meet


def square(x: float, y: float, width: float, height: float | None = None) -> dict[str, Any]:
    high = width if height is None else height
    ring = [[x, y], [x + width, y], [x + width, y + high], [x, y + high], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


sides = st.tuples(
    st.integers(0, 12), st.integers(0, 12), st.integers(1, 6), st.integers(1, 6)
)  # x, y, width, height


@given(sides, sides)
def test_two_rectangles_meet_exactly_where_their_sides_overlap(
    one: tuple[int, int, int, int], other: tuple[int, int, int, int]
) -> None:
    (ax, ay, aw, ah), (bx, by, bw, bh) = one, other
    overlap = ax <= bx + bw and bx <= ax + aw and ay <= by + bh and by <= ay + ah
    assert shapes_meet(square(*one), square(*other)) is overlap
    assert shapes_meet(square(*other), square(*one)) is overlap


def test_a_home_across_a_part_of_the_city_meets_it_though_no_corner_lies_in_the_other() -> None:
    assert shapes_meet(square(0, 4, 10, 1), square(4, 0, 1, 10))


def test_a_home_in_a_hole_of_a_part_of_the_city_does_not_meet_it() -> None:
    ring = square(0, 0, 10)
    ring["coordinates"].append(square(2, 2, 6)["coordinates"][0])
    assert not shapes_meet(square(4, 4, 1), ring)
    assert shapes_meet(square(1, 1, 2), ring)


def test_one_of_several_parts_is_enough() -> None:
    parts = {
        "type": "MultiPolygon",
        "coordinates": [square(50, 50, 1)["coordinates"], square(0, 0, 1)["coordinates"]],
    }
    assert shapes_meet(parts, square(0.5, 0.5, 3))


def test_a_point_is_no_shape() -> None:
    with pytest.raises(ValueError, match="Polygon"):
        shapes_meet({"type": "Point", "coordinates": [1, 2]}, square(0, 0, 1))
