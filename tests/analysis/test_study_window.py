"""The window: area, inside, distance to the edge, and outlines that are none."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.analysis.checked_events import EventError
from vapenvila.analysis.study_window import box, box_around, polygon

CORNER = polygon([0, 30, 30, 12, 12, 0], [0, 0, 10, 10, 30, 30])


def test_area_is_right_whichever_way_round_the_corners_go() -> None:
    assert CORNER.area == 30 * 10 + 12 * 20
    assert polygon([0, 12, 12, 30, 30, 0], [30, 30, 10, 10, 0, 0]).area == CORNER.area
    assert polygon([0, 4, 4, 0], [0, 0, 3, 0]).area == 6  # the first corner repeated at the end
    assert box(1, 2, 5, 4).area == 8


@given(st.floats(-5, 35), st.floats(-5, 35))
def test_a_place_is_inside_where_two_boxes_say_so(x: float, y: float) -> None:
    if (
        min(abs(x - edge) for edge in (0, 12, 30)) > 1e-6
        and min(abs(y - edge) for edge in (0, 10, 30)) > 1e-6
    ):
        inside = (0 < x < 30 and 0 < y < 10) or (0 < x < 12 and 0 < y < 30)
        assert CORNER.holds(np.array([x]), np.array([y]))[0] == inside


def test_the_edge_belongs_to_the_window_and_distances_are_to_it() -> None:
    x, y = np.array([0.0, 12.0, 6.0, 20.0, 15.0]), np.array([15.0, 20.0, 20.0, 5.0, 13.0])
    assert CORNER.holds(x, y).tolist() == [True, True, True, True, False]
    assert CORNER.to_edge(x, y) == pytest.approx([0, 0, 6, 5, 3])


@pytest.mark.parametrize(
    ("x", "y", "said"),
    [
        ([0, 1], [0, 1], "The window has 2 corners"),
        ([0, 2, 0, 2], [0, 2, 2, 0], "The window's sides after corners 1 and 3 cross or touch"),
        ([0, 2, 2, 0], [0, 0, 0, 2], "Corner 2 of the window is given twice"),
        ([0, 1, 2], [0, 0, 0], "lie on one line"),
        ([0, float("nan"), 2], [0, 0, 3], "x of the window, position 2 is missing"),
        (range(4000), range(4000), "simplify it to at most 3000"),
    ],
)
def test_what_is_no_outline_is_refused(x: list[float], y: list[float], said: str) -> None:
    with pytest.raises(EventError, match=said):
        polygon(x, y)


def test_events_on_a_line_have_no_box_around_them() -> None:
    with pytest.raises(EventError, match="All events have the same y"):
        box_around(np.array([1.0, 2.0]), np.array([3.0, 3.0]))
