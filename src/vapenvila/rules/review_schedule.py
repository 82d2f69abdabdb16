"""Whether the weekly review is held: slots of the programme's schedule, which were missed, and when the alarm goes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

HALF_A_WEEK = timedelta(days=3, hours=12)  # each review serves the slot it is nearest to
GRACE = timedelta(hours=24)  # convention: a review not held a day after its time was missed
RED_AFTER = 2  # two in a row put a red light and write to the board (domain.md K01, acceptance S28)


class Alarm(StrEnum):
    """Colour of the light on the front page."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class SlotResult(StrEnum):
    """What became of one scheduled review."""

    HELD = "held"
    MISSED = "missed"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Schedule:
    """Weekday (0 = Monday) and time of the weekly review, in the programme's time zone."""

    weekday: int
    time: time
    time_zone: str


@dataclass(frozen=True, slots=True)
class Slot:
    """One scheduled review and what became of it."""

    at: datetime
    result: SlotResult


def slots_between(schedule: Schedule, *, since: datetime, until: datetime) -> list[datetime]:
    """Every scheduled time from `since` to `until`; the hour on the wall stays the same over a change of clocks."""
    zone = ZoneInfo(schedule.time_zone)
    day = since.astimezone(zone).date()
    day += timedelta(days=(schedule.weekday - day.weekday()) % 7)
    slots = []
    while (slot := datetime.combine(day, schedule.time, tzinfo=zone)) <= until:
        if slot >= since:
            slots.append(slot)
        day += timedelta(days=7)
    return slots


def next_slot(schedule: Schedule, *, after: datetime) -> datetime:
    """The first scheduled time later than this."""
    return slots_between(schedule, since=after + timedelta(seconds=1), until=after + timedelta(days=15))[0]


def _near(slot: datetime, times: Iterable[datetime]) -> list[datetime]:
    """Those within half a week by the clock on the wall, so that no time belongs to two slots when the clocks change."""
    wall = slot.replace(tzinfo=None)
    return [
        at
        for at in times
        if -HALF_A_WEEK <= at.astimezone(slot.tzinfo).replace(tzinfo=None) - wall < HALF_A_WEEK
    ]


def judge(
    expected: Iterable[datetime], *, held: Sequence[datetime], planned: Sequence[datetime], now: datetime
) -> list[Slot]:
    """What became of each expected review, oldest first.

    A review held within half a week of its slot counts. One moved to another day of the same week is given until a day
    after its new time.
    """
    slots = []
    for at in sorted(expected):
        moved_to = max([at, *_near(at, planned)])
        if _near(at, held):
            result = SlotResult.HELD
        elif now > moved_to + GRACE:
            result = SlotResult.MISSED
        else:
            result = SlotResult.COMING
        slots.append(Slot(at, result))
    return slots


def missed_in_a_row(slots: Iterable[Slot]) -> list[Slot]:
    """The missed reviews since the last one held, oldest first."""
    run: list[Slot] = []
    for slot in slots:
        match slot.result:
            case SlotResult.MISSED:
                run.append(slot)
            case SlotResult.HELD:
                run = []
            case SlotResult.COMING:
                pass
    return run


def alarm(slots: Iterable[Slot]) -> Alarm:
    """Green, amber after one missed review, red after two in a row."""
    missed = len(missed_in_a_row(slots))
    if missed >= RED_AFTER:
        return Alarm.RED
    return Alarm.AMBER if missed else Alarm.GREEN
