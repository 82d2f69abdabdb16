"""What a page of the map shows: the days of the picture and the period that counts as lately, read from the address."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from vapenvila.web.access.requires import Request
from vapenvila.web.groups.filters import GroupFilter, PictureDays, parse_days
from vapenvila.web.groups.views.looking import Looking, look

PERIODS = (30, 90, 180, 365)
USUAL_PERIOD = 90


@dataclass(frozen=True, slots=True)
class MapScope:
    """One reader looking at one picture, and how many days up to its day count as lately."""

    looking: Looking
    period: int
    problems: tuple[str, ...]

    @property
    def last(self) -> date:
        """The day that is shown."""
        return self.looking.picture.on

    @property
    def first(self) -> date:
        """The first day of the period."""
        return self.last - timedelta(days=self.period - 1)

    @property
    def query(self) -> str:
        """The choice as the end of a link."""
        parts = [GroupFilter(days=self.looking.days).to_query()]
        if self.period != USUAL_PERIOD:
            parts.append(f"days={self.period}")
        return "&".join(part for part in parts if part)

    def in_words(self) -> str:
        """The choice as a sentence, for the cover of a file."""
        lately = ngettext(
            "incidents of %(n)d day up to %(day)s", "incidents of %(n)d days up to %(day)s", self.period
        ) % {"n": self.period, "day": date_format(self.last, "Y-m-d")}
        return gettext("%(groups)s; %(incidents)s") % {
            "groups": GroupFilter(days=self.looking.days).in_words(),
            "incidents": lately,
        }


def scope_of(request: Request, today: date) -> MapScope:
    """Read the address."""
    days, problems = parse_days(request.GET, today)
    return MapScope(look(request, days), period_in(request.GET), problems)


def period_in(query: QueryDict) -> int:
    """How many days count as lately; an unknown wish means the usual number."""
    return next((days for days in PERIODS if str(days) == query.get("days")), USUAL_PERIOD)


def query_on(days: PictureDays, period: int) -> str:
    """The end of a link to the same page on other days."""
    parts = [GroupFilter(days=days).to_query(), f"days={period}" if period != USUAL_PERIOD else ""]
    return "&".join(part for part in parts if part)
