"""The retaliation clock and the 48 hours within which victim support is informed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.rules.retaliation import (
    ClockFacts,
    ClockState,
    ServicesState,
    Stance,
    clock_state,
    is_running,
    may_be_contact_time,
    may_take_stance,
    may_write_contacts,
    services_state,
)

SHOT = datetime(2026, 3, 3, 22, tzinfo=UTC)
HOUR = timedelta(hours=1)


def _clock(
    *,
    started: bool = True,
    a: datetime | None = None,
    b: datetime | None = None,
    stance: Stance = Stance.ACTIVE,
) -> ClockFacts:
    return ClockFacts(SHOT if started else None, 72, a, b, stance)


def test_a_clock_nobody_started_shows_so_whatever_has_been_reached() -> None:
    assert clock_state(_clock(started=False, a=SHOT, b=SHOT), now=SHOT) is ClockState.NOT_STARTED


def test_the_clock_is_late_when_72_hours_have_passed_and_a_side_is_not_reached() -> None:
    assert clock_state(_clock(a=SHOT), now=SHOT + 72 * HOUR) is ClockState.RUNNING
    assert clock_state(_clock(a=SHOT), now=SHOT + 72 * HOUR + timedelta(seconds=1)) is ClockState.LATE


def test_both_sides_reached_stops_the_countdown() -> None:
    assert (
        clock_state(_clock(a=SHOT + HOUR, b=SHOT + 2 * HOUR), now=SHOT + 99 * HOUR) is ClockState.BOTH_REACHED
    )


def test_a_closed_clock_stays_closed_and_leaves_the_agenda() -> None:
    closed = _clock(stance=Stance.CLOSED)
    assert clock_state(closed, now=SHOT + 99 * HOUR) is ClockState.CLOSED
    assert not is_running(closed)
    assert is_running(_clock(a=SHOT, b=SHOT, stance=Stance.COOLING))


@pytest.mark.parametrize(
    ("told", "now", "shows"),
    [
        (None, 48, ServicesState.WAITING),
        (None, 49, ServicesState.LATE),
        (48, 60, ServicesState.TOLD),
        (49, 60, ServicesState.TOLD_LATE),
    ],
)
def test_victim_support_is_told_within_48_hours(told: int | None, now: int, shows: ServicesState) -> None:
    told_at = None if told is None else SHOT + told * HOUR
    assert services_state(occurred_at=SHOT, told_at=told_at, now=SHOT + now * HOUR) is shows


def test_closing_asks_for_a_reason_and_a_conflict_may_flare_up_again() -> None:
    assert not may_take_stance(Stance.ACTIVE, Stance.CLOSED, reason=" ")
    assert may_take_stance(Stance.ACTIVE, Stance.CLOSED, reason="Both sides have promised peace")
    assert may_take_stance(Stance.CLOSED, Stance.ACTIVE, reason="")
    assert not may_take_stance(Stance.COOLING, Stance.COOLING, reason="")


@given(
    a=st.none() | st.integers(0, 200),
    b=st.none() | st.integers(0, 200),
    now=st.integers(0, 400),
    stance=st.sampled_from(list(Stance)),
)
def test_a_clock_is_never_late_once_both_sides_are_reached(
    a: int | None, b: int | None, now: int, stance: Stance
) -> None:
    facts = _clock(
        a=None if a is None else SHOT + a * HOUR, b=None if b is None else SHOT + b * HOUR, stance=stance
    )
    if clock_state(facts, now=SHOT + now * HOUR) is ClockState.LATE:
        assert a is None or b is None
        assert now > 72


def test_contacts_are_noted_while_the_clock_is_open_and_made_between_the_incident_and_now() -> None:
    assert may_write_contacts(Stance.ACTIVE)
    assert may_write_contacts(Stance.COOLING)
    assert "A review can open it" in may_write_contacts(Stance.CLOSED).reason
    shot = SHOT + timedelta(seconds=40)  # contacts are noted to the minute
    assert may_be_contact_time(SHOT, occurred_at=shot, now=SHOT + HOUR)
    assert may_be_contact_time(SHOT + HOUR, occurred_at=shot, now=SHOT + HOUR)
    early, late = SHOT - timedelta(minutes=1), SHOT + HOUR + timedelta(minutes=1)
    assert "before the incident" in may_be_contact_time(early, occurred_at=shot, now=SHOT + HOUR).reason
    assert "lies ahead" in may_be_contact_time(late, occurred_at=shot, now=SHOT + HOUR).reason


def test_contacts_are_noted_until_the_clock_is_closed() -> None:
    assert may_write_contacts(Stance.ACTIVE)
    assert may_write_contacts(Stance.COOLING)
    closed = may_write_contacts(Stance.CLOSED)
    assert not closed
    assert "A review can open it again" in closed.reason


def test_a_contact_is_made_between_the_incident_and_now() -> None:
    now = SHOT + 5 * HOUR
    second = timedelta(seconds=1)
    assert may_be_contact_time(now, occurred_at=SHOT, now=now)
    assert not may_be_contact_time(now + second, occurred_at=SHOT, now=now)
    assert may_be_contact_time(SHOT, occurred_at=SHOT, now=now)
    assert not may_be_contact_time(SHOT - second, occurred_at=SHOT, now=now)


def test_a_contact_in_the_minute_of_the_incident_is_possible() -> None:
    occurred = SHOT + timedelta(seconds=40, microseconds=5)
    assert may_be_contact_time(SHOT, occurred_at=occurred, now=SHOT + HOUR)
