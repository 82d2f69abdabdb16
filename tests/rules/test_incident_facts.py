"""Impossible facts block saving: times, points and victims that cannot be true."""

from datetime import UTC, datetime, timedelta

import pytest

from vapenvila.rules.incident_facts import Box, possible_place, possible_time, possible_victims

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
STOCKHOLM = Box(59.2, 17.8, 59.5, 18.3)


def time(earliest: datetime, latest: datetime | None = None, reported: datetime | None = None) -> bool:
    """Whether the rule lets the time through."""
    return bool(possible_time(earliest=earliest, latest=latest or earliest, reported=reported, now=NOW))


@pytest.mark.acceptance("S11")
def test_an_impossible_time_is_refused() -> None:
    assert time(NOW - HOUR)
    assert not time(NOW + HOUR)
    assert not time(NOW - HOUR, NOW - 2 * HOUR)
    assert not time(NOW - HOUR, NOW + HOUR)
    assert not time(datetime(1926, 3, 20, tzinfo=UTC))
    assert not time(NOW - 500 * 24 * HOUR, NOW - HOUR)


@pytest.mark.acceptance("S11")
def test_a_report_before_the_event_or_in_the_future_is_refused() -> None:
    assert time(NOW - 3 * HOUR, reported=NOW - HOUR)
    assert not time(NOW - 3 * HOUR, reported=NOW - 4 * HOUR)
    assert not time(NOW - 3 * HOUR, reported=NOW + HOUR)


def test_a_point_is_whole_on_earth_and_near_the_programme() -> None:
    assert possible_place(latitude=None, longitude=None, box=STOCKHOLM)
    assert possible_place(latitude=59.33, longitude=18.06, box=STOCKHOLM)
    assert possible_place(latitude=-33.9, longitude=151.2, box=None)
    assert not possible_place(latitude=59.33, longitude=None, box=STOCKHOLM)
    assert not possible_place(latitude=159.33, longitude=18.06, box=None)
    assert not possible_place(latitude=55.6, longitude=13.0, box=STOCKHOLM)


def test_coordinates_that_changed_places_are_named_as_such() -> None:
    answer = possible_place(latitude=18.06, longitude=59.33, box=STOCKHOLM)
    assert answer.reason == "Latitude and longitude seem to have changed places."


@pytest.mark.parametrize(
    ("outcome", "dead", "injured", "agrees"),
    [
        ("fatal", 1, 0, True),
        ("fatal", 0, 2, False),
        ("injured", 0, 1, True),
        ("injured", 1, 1, False),
        ("injured", 0, 0, False),
        ("no_injury", 0, 0, True),
        ("no_injury", 0, 1, False),
        ("property", 1, 0, False),
        ("unknown", 1, 3, True),
        ("unknown", 0, 501, False),
    ],
)
def test_victims_and_outcome_agree(outcome: str, dead: int, injured: int, agrees: bool) -> None:
    assert bool(possible_victims(outcome=outcome, dead=dead, injured=injured)) == agrees


SECOND = timedelta(seconds=1)
CLOCKS = timedelta(minutes=5)


@pytest.mark.acceptance("S11")
def test_clocks_may_differ_by_five_minutes_and_not_by_more() -> None:
    assert time(NOW + CLOCKS)
    assert not time(NOW + CLOCKS + SECOND)
    assert time(NOW, NOW + CLOCKS)
    assert not time(NOW, NOW + CLOCKS + SECOND)
    assert time(NOW, reported=NOW + CLOCKS)
    assert not time(NOW, reported=NOW + CLOCKS + SECOND)


@pytest.mark.acceptance("S11")
def test_the_limits_of_a_time_belong_to_what_is_possible() -> None:
    assert time(datetime(1990, 1, 1, tzinfo=UTC))
    assert not time(datetime(1989, 12, 31, 23, 59, tzinfo=UTC))
    assert time(NOW - timedelta(days=366), NOW)
    assert not time(NOW - timedelta(days=366) - SECOND, NOW)
    assert time(NOW - HOUR, reported=NOW - HOUR)
    assert not time(NOW - HOUR, reported=NOW - HOUR - SECOND)


@pytest.mark.parametrize(("latitude", "longitude"), [(90, 180), (90, -180), (-90, 180), (-90, -180)])
def test_the_poles_and_the_date_line_are_on_earth(latitude: float, longitude: float) -> None:
    assert possible_place(latitude=latitude, longitude=longitude, box=None)
    beyond = (latitude * 1.001, longitude), (latitude, longitude * 1.001)
    for north, east in beyond:
        assert "not on earth" in possible_place(latitude=north, longitude=east, box=None).reason


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(58.7, 18.0), (60.0, 18.0), (59.3, 17.3), (59.3, 18.8), (58.7, 17.3), (60.0, 18.8)],
)
def test_the_margin_around_the_programme_is_half_a_degree_on_each_side(
    latitude: float, longitude: float
) -> None:
    box = Box(59.2, 17.8, 59.5, 18.3)
    assert possible_place(latitude=latitude, longitude=longitude, box=box)
    away = 0.001 if latitude >= 59.3 else -0.001
    if latitude != 59.3:
        assert not possible_place(latitude=latitude + away, longitude=longitude, box=box)
    if longitude != 18.0:
        east = 0.001 if longitude > 18 else -0.001
        assert not possible_place(latitude=latitude, longitude=longitude + east, box=box)


def test_only_coordinates_that_would_fit_the_other_way_round_are_said_to_have_changed_places() -> None:
    swapped = possible_place(latitude=18.06, longitude=59.33, box=STOCKHOLM)
    assert not swapped
    assert "changed places" in swapped.reason
    for latitude, longitude in ((18.06, 120.0), (1.0, 1.0)):
        far = possible_place(latitude=latitude, longitude=longitude, box=STOCKHOLM)
        assert not far
        assert "far outside" in far.reason


@pytest.mark.parametrize("longitude", [90.0, -90.0])
def test_a_longitude_that_is_also_a_latitude_can_have_changed_places(longitude: float) -> None:
    at_the_pole = Box(min(longitude, 0), 10.0, max(longitude, 0), 20.0)
    assert "changed places" in possible_place(latitude=15.0, longitude=longitude, box=at_the_pole).reason
    beyond = possible_place(latitude=15.0, longitude=longitude * 1.001, box=at_the_pole)
    assert "far outside" in beyond.reason


def test_five_hundred_victims_are_possible_and_not_more() -> None:
    assert possible_victims(outcome="fatal", dead=250, injured=250)
    assert not possible_victims(outcome="fatal", dead=251, injured=250)
