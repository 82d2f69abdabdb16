"""Whether the weekly review is held: slots over a change of clocks, misses in a row, and the light."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.rules.review_schedule import (
    GRACE,
    Alarm,
    Schedule,
    Slot,
    SlotResult,
    alarm,
    judge,
    missed_in_a_row,
    next_slot,
    slots_between,
)

STOCKHOLM = ZoneInfo("Europe/Stockholm")
TUESDAYS = Schedule(weekday=1, time=time(9), time_zone="Europe/Stockholm")
WEEK = timedelta(days=7)
FIRST = datetime(2026, 3, 3, 9, tzinfo=STOCKHOLM)


def _results(*, held: list[datetime], now: datetime, planned: list[datetime] | None = None) -> list[str]:
    expected = slots_between(TUESDAYS, since=FIRST, until=now)
    return [slot.result.value for slot in judge(expected, held=held, planned=planned or [], now=now)]


def test_the_review_keeps_its_hour_on_the_wall_when_the_clocks_change() -> None:
    slots = slots_between(
        TUESDAYS, since=datetime(2026, 3, 24, tzinfo=UTC), until=datetime(2026, 4, 1, tzinfo=UTC)
    )
    assert [slot.astimezone(UTC).hour for slot in slots] == [8, 7]
    assert [slot.hour for slot in slots] == [9, 9]


def test_the_next_slot_is_the_first_one_later_than_now() -> None:
    assert next_slot(TUESDAYS, after=FIRST) == FIRST + WEEK
    assert next_slot(TUESDAYS, after=FIRST - timedelta(minutes=1)) == FIRST


def test_a_review_is_missed_a_day_after_its_time_and_not_before() -> None:
    assert _results(held=[], now=FIRST + GRACE) == ["coming"]
    assert _results(held=[], now=FIRST + GRACE + timedelta(seconds=1)) == ["missed"]


def test_a_review_held_on_another_day_of_the_week_counts() -> None:
    assert _results(held=[FIRST + timedelta(days=2)], now=FIRST + timedelta(days=3)) == ["held"]
    assert _results(held=[FIRST - timedelta(days=1)], now=FIRST + timedelta(days=3)) == ["held"]


def test_a_review_moved_to_another_day_is_waited_for() -> None:
    moved = FIRST + timedelta(days=2)
    assert _results(held=[], planned=[moved], now=FIRST + timedelta(days=2, hours=12)) == ["coming"]
    assert _results(held=[], planned=[moved], now=moved + GRACE + timedelta(hours=1)) == ["missed"]


def test_one_review_never_counts_for_two_weeks() -> None:
    assert _results(held=[FIRST], now=FIRST + WEEK + timedelta(days=2)) == ["held", "missed"]


@pytest.mark.acceptance("S28")
@pytest.mark.acceptance("T38")
@pytest.mark.parametrize(
    ("results", "light"),
    [
        ("", Alarm.GREEN),
        ("h", Alarm.GREEN),
        ("hm", Alarm.AMBER),
        ("hmm", Alarm.RED),
        ("mmh", Alarm.GREEN),
        ("mhm", Alarm.AMBER),
        ("hmmc", Alarm.RED),
        ("mmmm", Alarm.RED),
    ],
)
def test_one_missed_is_amber_and_two_in_a_row_are_red(results: str, light: Alarm) -> None:
    kinds = {"h": SlotResult.HELD, "m": SlotResult.MISSED, "c": SlotResult.COMING}
    slots = [Slot(FIRST + n * WEEK, kinds[letter]) for n, letter in enumerate(results)]
    assert alarm(slots) is light


@given(st.lists(st.sampled_from(list(SlotResult)), max_size=30))
def test_the_run_of_misses_is_what_follows_the_last_held_review(results: list[SlotResult]) -> None:
    slots = [Slot(FIRST + n * WEEK, result) for n, result in enumerate(results)]
    after = max((n for n, result in enumerate(results) if result is SlotResult.HELD), default=-1)
    assert missed_in_a_row(slots) == [s for s in slots[after + 1 :] if s.result is SlotResult.MISSED]


@given(
    st.lists(st.integers(0, 24 * 60), max_size=8, unique=True),
    st.integers(0, 24 * 60),
)
def test_each_review_held_serves_at_most_one_slot(hours: list[int], later: int) -> None:
    now = FIRST + timedelta(hours=later)
    expected = slots_between(TUESDAYS, since=FIRST, until=now)
    held = [FIRST.astimezone(UTC) + timedelta(hours=h) for h in hours]
    slots = judge(expected, held=held, planned=[], now=now)
    assert sum(slot.result is SlotResult.HELD for slot in slots) <= len(held)


def test_a_slot_at_either_end_of_the_period_belongs_to_it() -> None:
    schedule = Schedule(2, time(9), "Europe/Stockholm")
    first, last = slots_between(
        schedule, since=datetime(2026, 1, 5, tzinfo=UTC), until=datetime(2026, 1, 18, tzinfo=UTC)
    )
    assert slots_between(schedule, since=first, until=last) == [first, last]
    second = timedelta(seconds=1)
    assert slots_between(schedule, since=first + second, until=last - second) == []


def test_a_review_half_a_week_between_two_slots_serves_the_later_one() -> None:
    slot = datetime(2026, 1, 14, 9, tzinfo=UTC)
    half, now = timedelta(days=3, hours=12), slot + timedelta(days=9)
    before, after = (judge([slot], held=[at], planned=[], now=now)[0] for at in (slot - half, slot + half))
    assert (before.result, after.result) == (SlotResult.HELD, SlotResult.MISSED)
