"""Wall-clock minutes of the made-up city as moments with a time zone."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo


def moments(minutes: Any, zone: ZoneInfo) -> list[datetime]:
    """A numpy column of wall-clock minutes as aware moments; in the hour that comes twice the first is meant."""
    return [moment.replace(tzinfo=zone) for moment in minutes.astype("datetime64[s]").tolist()]


def at_office_hours(days: Any, clock: time, zone: ZoneInfo) -> list[datetime]:
    """A numpy column of dates as that time of the day."""
    return [datetime.combine(day, clock, zone) for day in days.astype("datetime64[D]").tolist()]


def later(moment: datetime, **by: float) -> datetime:
    """So much later; a made-up city is not late for summer time."""
    return moment + timedelta(**by)
