"""Aoristic hours: the fast version equals the minute-by-minute one, and every incident weighs one."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vapenvila.analysis.small_counts import CountError, local_intervals, week_hours
from vapenvila.analysis.small_counts.slow_week_hours import slow_week_hours

STOCKHOLM = ZoneInfo("Europe/Stockholm")
intervals = st.lists(
    st.tuples(
        st.integers(0, 60 * 24 * 800),
        st.one_of(st.just(0), st.integers(0, 600), st.integers(0, 10_080), st.integers(10_000, 30_000)),
    ),
    max_size=12,
)


def minutes(*texts: str) -> np.ndarray:
    """Moments as minutes."""
    return np.array(texts, dtype="datetime64[m]")


@settings(max_examples=60, deadline=None)
@given(intervals)
def test_the_fast_matrix_equals_the_slow_one(drawn: list[tuple[int, int]]) -> None:
    begin = np.datetime64("2025-01-01", "m") + np.array([row[0] for row in drawn], dtype="timedelta64[m]")
    end = begin + np.array([row[1] for row in drawn], dtype="timedelta64[m]")
    result = week_hours(begin, end)
    np.testing.assert_allclose(result.weights, slow_week_hours(begin, end), atol=1e-9)
    assert result.weights.sum() == pytest.approx(len(drawn))
    assert result.interval == sum(length > 0 for _, length in drawn)
    assert result.spread_over_week == sum(length > 10_080 for _, length in drawn)


def test_a_known_moment_falls_in_its_hour() -> None:
    friday_night = minutes("2026-11-13T23:59")
    result = week_hours(friday_night, friday_night)
    assert result.weights[4, 23] == 1.0


def test_an_interval_is_shared_by_minutes_as_in_ratcliffe() -> None:
    """22:30 to 01:30 on a Sunday night: half an hour, an hour, an hour and half an hour of three."""
    result = week_hours(minutes("2026-11-15T22:30"), minutes("2026-11-16T01:30"))
    shares = [result.weights[6, 22], result.weights[6, 23], result.weights[0, 0], result.weights[0, 1]]
    np.testing.assert_allclose(shares, [1 / 6, 1 / 3, 1 / 3, 1 / 6])


def test_an_interval_longer_than_a_week_is_spread_evenly_and_counted() -> None:
    result = week_hours(minutes("2026-11-01T00:00"), minutes("2026-11-12T00:00"))
    np.testing.assert_allclose(result.weights, 1 / 168)
    assert result.spread_over_week == 1
    assert "longer than a week and spread evenly: 1." in result.summary()


def test_no_incidents_give_a_sentence() -> None:
    result = week_hours(minutes(), minutes())
    assert result.summary() == "No incidents, so no hours to show."
    assert result.summary("sv") == "Inga händelser, alltså inga timmar att visa."
    assert result.weights.sum() == 0
    assert result.warnings() == ()


def test_few_incidents_are_told_to_be_few() -> None:
    result = week_hours(minutes("2026-11-13T23:59"), minutes("2026-11-13T23:59"))
    assert result.warnings("sv") == ("Med så få händelser (1) är en enskild timme mest slump.",)
    assert "Friday 23–00" in result.summary()
    assert "fredag 23–00" in result.summary("sv")
    assert result.to_dict()["estimate"] is None


def test_moments_in_another_zone_are_told_in_local_hours() -> None:
    moment = datetime(2026, 7, 1, 22, 30, tzinfo=ZoneInfo("UTC"))
    begin, end = local_intervals([moment], [moment], "Europe/Stockholm")
    assert begin[0] == np.datetime64("2026-07-02T00:30")
    assert week_hours(begin, end).weights[3, 0] == 1.0


def test_an_interval_within_the_hour_that_comes_twice_becomes_a_moment() -> None:
    first = datetime(2026, 10, 25, 2, 50, tzinfo=STOCKHOLM, fold=0)
    second = datetime(2026, 10, 25, 2, 10, tzinfo=STOCKHOLM, fold=1)
    begin, end = local_intervals(
        [first.astimezone(ZoneInfo("UTC"))], [second.astimezone(ZoneInfo("UTC"))], "Europe/Stockholm"
    )
    assert begin[0] == end[0] == np.datetime64("2026-10-25T02:50")


def test_unusable_moments_are_refused_with_a_sentence() -> None:
    now = datetime(2026, 1, 1, tzinfo=STOCKHOLM)
    with pytest.raises(CountError, match="Incident 1 has a time without time zone"):
        local_intervals([now.replace(tzinfo=None)], [now], "Europe/Stockholm")
    with pytest.raises(CountError, match="before it begins"):
        local_intervals([now], [now - timedelta(hours=1)], "Europe/Stockholm")
    with pytest.raises(CountError, match="1 beginnings but 0 ends"):
        local_intervals([now], [], "Europe/Stockholm")
    with pytest.raises(CountError, match="Incident 2 ends"):
        week_hours(minutes("2026-01-01", "2026-01-02"), minutes("2026-01-01", "2026-01-01"))
    with pytest.raises(CountError, match="Incident 1 has no time"):
        week_hours(minutes("NaT"), minutes("2026-01-01"))
    with pytest.raises(CountError, match="1 beginnings but 2 ends"):
        week_hours(minutes("2026-01-01"), minutes("2026-01-01", "2026-01-02"))
    with pytest.raises(CountError, match="plain array of datetime64"):
        week_hours(np.array([1.0]), np.array([1.0]))
