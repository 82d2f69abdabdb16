"""Whether the weekly review of a programme is held: the strip of past weeks and the alarm."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from vapenvila.rules.review_schedule import (
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
from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.models import BoardNotice, ReviewMeeting
from vapenvila.web.reviews.vocabulary import MeetingKind

WEEKS_SHOWN = 26
WEEKS_OF_K01 = 8
_COUNTED = (Programme.Status.OPERATING, Programme.Status.LINE_WORK)


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """The past half-year of reviews, and what it means."""

    slots: tuple[Slot, ...]
    next_at: datetime | None  # by the schedule; None when the programme has none

    @property
    def alarm(self) -> Alarm:
        """Colour of the light."""
        return alarm(self.slots)

    @property
    def held_of_late(self) -> tuple[int, int]:
        """Held and due reviews of the last eight weeks (domain.md K01)."""
        due = [slot for slot in self.slots if slot.result is not SlotResult.COMING][-WEEKS_OF_K01:]
        return sum(slot.result is SlotResult.HELD for slot in due), len(due)

    @property
    def missed_in_a_row(self) -> list[Slot]:
        """Missed reviews since the last one held."""
        return missed_in_a_row(self.slots)


def schedule_of(programme: Programme) -> Schedule | None:
    """The programme's weekly schedule, if it has set one."""
    if programme.review_weekday is None or programme.review_time is None:
        return None
    return Schedule(programme.review_weekday, programme.review_time, programme.time_zone)


def review_record(programme: Programme, *, now: datetime) -> ReviewRecord:
    """Slots of the last 26 weeks with what became of each. One query.

    Counted from the first planned review or the programme's first day here, and only while the programme operates.
    Without a schedule, what was planned by hand is what was expected.
    """
    since = now - timedelta(weeks=WEEKS_SHOWN)
    meetings = ReviewMeeting.objects.filter(programme=programme, kind=MeetingKind.SHOOTING_REVIEW)
    times = list(meetings.order_by("planned_at", "no").values_list("planned_at", "held_at"))
    begun = min([programme.created_at, *(planned for planned, _ in times)])
    planned = [planned for planned, _ in times if planned >= since]
    held = [at for _, at in times if at]
    schedule = schedule_of(programme)
    if schedule is None:
        return ReviewRecord(tuple(judge(planned, held=held, planned=planned, now=now)), None)
    counted = programme.status in _COUNTED
    expected = slots_between(schedule, since=max(begun, since), until=now) if counted else []
    slots = judge(expected, held=held, planned=planned, now=now)
    return ReviewRecord(tuple(slots), next_slot(schedule, after=now))


def last_board_notice(programme: Programme) -> BoardNotice | None:
    """The newest letter to the board about missed reviews."""
    return BoardNotice.objects.filter(programme=programme).order_by("-raised_at", "-pk").first()
