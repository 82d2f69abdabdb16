"""What can be said of a group: names, sizes, pairs, and areas that are drawn."""

from typing import Any
from uuid import UUID

import pytest

from vapenvila.rules.group_area import MOST_CORNERS, polygons_of, possible_area
from vapenvila.rules.group_facts import possible_activity, possible_name, possible_pair
from vapenvila.rules.incident_facts import Box

CITY = Box(59.0, 17.5, 59.8, 18.6)
SQUARE = [[18.0, 59.3], [18.1, 59.3], [18.1, 59.4], [18.0, 59.4], [18.0, 59.3]]
HOLE = [[18.02, 59.32], [18.04, 59.32], [18.04, 59.34], [18.02, 59.32]]


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


@pytest.mark.parametrize(
    "area",
    [polygon(SQUARE), polygon(SQUARE, HOLE), {"type": "MultiPolygon", "coordinates": [[SQUARE], [HOLE]]}],
)
def test_a_closed_outline_where_the_programme_works_may_be_said(area: Any) -> None:
    assert possible_area(area, box=CITY)
    assert possible_area(area, box=None)


@pytest.mark.parametrize(
    ("area", "says"),
    [
        (None, "Draw an area: at least three corners."),
        ({"type": "Point", "coordinates": [18, 59]}, "Draw an area: at least three corners."),
        (polygon(), "Draw an area: at least three corners."),
        (polygon([["a", "b"]]), "Draw an area: at least three corners."),
        (polygon([[18, 59], [18.1, 59], [18, 59]]), "Draw an area: at least three corners."),
        (polygon([[18, 59]] * 5), "Draw an area: at least three corners."),
        (polygon(SQUARE[:-1]), "The outline is not closed: it must end where it begins."),
        (
            polygon([[59.3, 18.0], [59.3, 18.1], [59.4, 18.1], [59.3, 18.0]]),
            "A corner lies far outside the programme's area. Check latitude and longitude.",
        ),
        (
            polygon([[18, 59], [18.1, 99], [18.1, 59], [18, 59]]),
            "A corner is not on earth. Latitude is at most 90, longitude at most 180 degrees.",
        ),
        (
            polygon([[18, 59.3], [18.1, 59.4], [18.1, 59.3], [18, 59.4], [18, 59.3]]),
            "The outline crosses itself. Move a corner so that it does not.",
        ),
        (polygon(SQUARE * MOST_CORNERS), "The area has too many corners. Draw it more simply."),
    ],
)
def test_an_outline_that_cannot_be_is_refused(area: Any, says: str) -> None:
    decision = possible_area(area, box=CITY)
    assert (decision.allowed, decision.reason) == (False, says)


def test_other_shapes_have_no_polygons() -> None:
    assert polygons_of({"type": "LineString", "coordinates": SQUARE}) == []
    assert polygons_of({"type": "Polygon", "coordinates": [[[True, False]]]}) == []


def test_a_name_has_letters_or_figures() -> None:
    assert [bool(possible_name(text)) for text in ("Hamngruppen", "163", " – ", "")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_size_goes_from_low_to_high_and_is_of_a_group() -> None:
    def size(low: int | None, high: int | None) -> bool:
        return bool(possible_activity(activity="active", low=low, high=high))

    assert [size(None, None), size(5, 9), size(5, 5)] == [True, True, True]
    assert [size(5, None), size(9, 5), size(1, 5), size(5, 6000)] == [False] * 4


def test_that_a_group_is_dissolved_is_said_by_what_became_of_it() -> None:
    assert not possible_activity(activity="dissolved", low=None, high=None)


def test_a_relation_is_between_two_groups() -> None:
    assert possible_pair(UUID(int=1), UUID(int=2))
    assert not possible_pair(UUID(int=1), UUID(int=1))
