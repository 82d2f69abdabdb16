"""Districts tile the sea without overlap; the calendar never lands in an hour that does not exist."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from vapenvila.analysis.made_up_city import Size, make_city
from vapenvila.analysis.made_up_city.calendar_frame import out_of_skipped_hour, week_clock
from vapenvila.analysis.made_up_city.districts import EAST, NORTH, SOUTH, WEST, make_areas, points_within
from vapenvila.analysis.made_up_city.vocabulary import PRECISIONS


def area_of(ring: np.ndarray) -> float:
    """Signed area of a closed ring (shoelace)."""
    x, y = ring[:, 0], ring[:, 1]
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


def inside(ring: np.ndarray, points: np.ndarray, slack: float = 1e-6) -> np.ndarray:
    """Whether points lie in a convex, counter-clockwise ring."""
    step = np.diff(ring, axis=0)
    cross = step[:, 0] * (points[:, None, 1] - ring[:-1, 1]) - step[:, 1] * (
        points[:, None, 0] - ring[:-1, 0]
    )
    return np.asarray(np.all(cross >= -slack, axis=1))


@pytest.mark.parametrize("count", [2, 8, 200])
def test_districts_fill_the_rectangle_without_overlap(count: int) -> None:
    areas = make_areas(count, 100_000, np.random.default_rng(count))
    sizes = [area_of(np.array(ring)) for ring in areas.rings]
    assert min(sizes) > 0
    assert sum(sizes) == pytest.approx((EAST - WEST) * (NORTH - SOUTH), rel=1e-4)
    assert all(ring[0] == ring[-1] for ring in areas.rings)
    centres = np.column_stack([areas.centre_longitude, areas.centre_latitude])
    owners = np.array([inside(np.array(ring), centres) for ring in areas.rings])
    assert np.array_equal(owners, np.eye(count, dtype=bool))


def test_drawn_places_lie_in_their_district() -> None:
    areas = make_areas(8, 100_000, np.random.default_rng(1))
    area = np.repeat(np.arange(8), 50)
    points = np.column_stack(points_within(areas, area, np.random.default_rng(2)))
    for number, ring in enumerate(areas.rings):
        assert np.all(inside(np.array(ring), points[area == number]))


def test_exact_places_in_the_register_lie_in_the_recorded_district() -> None:
    city = make_city(Size.CITY, 4)
    exact = city.incidents.precision == PRECISIONS.index("exact")
    points = np.column_stack([city.incidents.longitude, city.incidents.latitude])
    for number, ring in enumerate(city.areas.rings):
        assert np.all(inside(np.array(ring), points[exact & (city.incidents.area == number)], slack=1e-5))


@pytest.mark.parametrize("rhythm", [True, False])
def test_the_week_clock_keeps_order_and_mondays_and_can_be_turned_back(rhythm: bool) -> None:
    clock = week_clock(rhythm)
    days = np.linspace(0.0, 28.0, 3_000)
    turned = clock.to_clock(days)
    assert np.all(np.diff(turned) > 0)
    np.testing.assert_allclose(clock.to_operational(turned), days, atol=1e-9)
    np.testing.assert_allclose(clock.to_clock(np.array([0.0, 7.0, 14.0])), [0.0, 7.0, 14.0], atol=1e-12)


def test_the_hour_that_summer_time_skips_is_never_used() -> None:
    zone = ZoneInfo("Europe/Stockholm")
    year = np.arange("2026-01-01", "2027-01-01", dtype="datetime64[m]")
    for minute in np.unique(out_of_skipped_hour(year[::7])).astype(datetime):
        aware = minute.replace(tzinfo=zone)
        assert aware.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == minute


def test_moving_out_of_the_skipped_hour_keeps_the_order() -> None:
    night = np.arange("2026-03-29T01:00", "2026-03-29T04:00", dtype="datetime64[m]")
    moved = out_of_skipped_hour(night)
    assert np.all(np.diff(moved.astype(int)) >= 0)
    assert moved[60] == np.datetime64("2026-03-29T03:00")
