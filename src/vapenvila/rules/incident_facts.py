"""Whether what is written about an incident can be true: its time, its place, its victims. Impossible facts block saving."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from vapenvila.rules.decision import Decision, allow, refuse, say

FIRST_YEAR = 1990
LONGEST_INTERVAL = timedelta(days=366)
CLOCKS_MAY_DIFFER = timedelta(minutes=5)
MARGIN_DEGREES = 0.5
MOST_VICTIMS = 500


@dataclass(frozen=True, slots=True)
class Box:
    """The programme's part of the world, in degrees."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a point lies in the box or close around it."""
        return (
            self.south - MARGIN_DEGREES <= latitude <= self.north + MARGIN_DEGREES
            and self.west - MARGIN_DEGREES <= longitude <= self.east + MARGIN_DEGREES
        )


def possible_time(
    *, earliest: datetime, latest: datetime, reported: datetime | None, now: datetime
) -> Decision:
    """Whether the incident can have happened, and been reported, then (acceptance S11)."""
    if latest < earliest:
        return refuse(say("The latest time lies before the earliest time."))
    if earliest > now + CLOCKS_MAY_DIFFER:
        return refuse(say("The incident lies in the future. Check the date."))
    if latest > now + CLOCKS_MAY_DIFFER:
        return refuse(say("The latest time lies in the future. Check the date."))
    if earliest.year < FIRST_YEAR:
        return refuse(say("The incident lies before 1990. Check the year."))
    if latest - earliest > LONGEST_INTERVAL:
        return refuse(say("The earliest and the latest time are more than a year apart. Check the dates."))
    if reported is not None and reported < earliest:
        return refuse(say("The incident is reported before it can have happened. Check the dates."))
    if reported is not None and reported > now + CLOCKS_MAY_DIFFER:
        return refuse(say("The time of the report lies in the future. Check the date."))
    return allow(say("The time is possible."))


def possible_place(*, latitude: float | None, longitude: float | None, box: Box | None) -> Decision:
    """Whether the point can be where the programme works."""
    if latitude is None and longitude is None:
        return allow(say("No point is given."))
    if latitude is None or longitude is None:
        return refuse(say("Give both latitude and longitude, or neither."))
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return refuse(
            say("The point is not on earth. Latitude is at most 90, longitude at most 180 degrees.")
        )
    if box is None or box.holds(latitude, longitude):
        return allow(say("The point is possible."))
    if -90 <= longitude <= 90 and box.holds(longitude, latitude):
        return refuse(say("Latitude and longitude seem to have changed places."))
    return refuse(say("The point lies far outside the programme's area. Check latitude and longitude."))


def possible_victims(*, outcome: str, dead: int, injured: int) -> Decision:
    """Whether the numbers of victims and the outcome agree."""
    if min(dead, injured) < 0 or dead + injured > MOST_VICTIMS:
        return refuse(say("The number of victims cannot be right. Check dead and injured."))
    if outcome == "fatal" and dead == 0:
        return refuse(say("The outcome says that somebody died, but nobody is counted as dead."))
    if outcome in {"injured", "no_injury", "property"} and dead > 0:
        return refuse(say("Somebody is counted as dead, so the outcome must be fatal."))
    if outcome == "injured" and injured == 0:
        return refuse(say("The outcome says that somebody was injured, but nobody is counted as injured."))
    if outcome in {"no_injury", "property"} and injured > 0:
        return refuse(say("Somebody is counted as injured, but the outcome says that nobody was."))
    return allow(say("Victims and outcome agree."))
