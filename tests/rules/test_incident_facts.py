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
