"""Wall-clock minutes of the made-up city as moments with a time zone."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

SATURDAY = 5
OPENS, CLOSES = 8, 17


def moments(minutes: Any, zone: ZoneInfo) -> list[datetime]:
    """A numpy column of wall-clock minutes as aware moments; in the hour that comes twice the first is meant."""
    return [moment.replace(tzinfo=zone) for moment in minutes.astype("datetime64[s]").tolist()]


def at_office_hours(days: Any, clock: time, zone: ZoneInfo) -> list[datetime]:
    """A numpy column of dates as that time of the day."""
    return [datetime.combine(day, clock, zone) for day in days.astype("datetime64[D]").tolist()]


def in_working_hours(moment: datetime) -> datetime:
    """That moment when somebody is at work then, else the next morning that is no weekend; minutes stay as they are."""
    if moment.weekday() < SATURDAY and OPENS <= moment.hour < CLOSES:
        return moment
    day = moment.date() if moment.hour < OPENS else moment.date() + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, time(OPENS, moment.minute), moment.tzinfo)


def later(moment: datetime, **by: float) -> datetime:
    """So much later; a made-up city is not late for summer time."""
    return moment + timedelta(**by)
