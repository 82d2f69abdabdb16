"""The calendar: a year of days by how much happened, or one month with its incidents."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils import timezone

from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.incidents.filters import IncidentFilter
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.pictures.frame import picture_page
from vapenvila.web.incidents.pictures.queries import Tally, by_day, over_several_days
from vapenvila.web.incidents.pictures.scope import Scope, scope_of
from vapenvila.web.incidents.queries.filtered import start_of
from vapenvila.web.partners.models import Programme

SHADES = 4
MOST_IN_MONTH = 1000
_WEEKS = Calendar(firstweekday=0)


@dataclass(frozen=True, slots=True)
class Day:
    """A cell. `shade` 0 = nothing happened, up to SHADES; `query` leads to the list of that day."""

    day: date
    tally: Tally | None
    shade: int
    query: str
    incidents: tuple[Incident, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks of seven cells; None where another month's day would stand."""

    first: date
    weeks: tuple[tuple[Day | None, ...], ...]
    incidents: int
    victims: int
    query: str


@requires(Right.READ_PICTURE)
@remembered()
def calendar(request: Request) -> HttpResponse:
    """A year, or with ?month=2026-03 one month."""
    scope = scope_of(request)
    chosen_month = _month_asked_for(request.GET.get("month", ""))
    latest = scope.period.last if scope.period else timezone.localdate()
    year = chosen_month.year if chosen_month else _year_asked_for(request.GET.get("year", ""), latest)
    first, after = (
        (chosen_month, _month_after(chosen_month))
        if chosen_month
        else (date(year, 1, 1), date(year + 1, 1, 1))
    )
    rows = scope.rows.filter(
        occurred_from__gte=start_of(first, request.programme),
        occurred_from__lt=start_of(after, request.programme),
    )
    tallies = by_day(rows)
    listed = _incidents_by_day(rows[:MOST_IN_MONTH], request.programme) if chosen_month else {}
    starts = [chosen_month] if chosen_month else [date(year, number, 1) for number in range(1, 13)]
    context = {
        "months": [_month(start, tallies, listed, scope.chosen) for start in starts],
        "month": chosen_month,
        "year": year,
        "steps": _steps(scope, chosen_month, year),
        "incidents": sum(tally.incidents for tally in tallies.values()),
        "several_days": over_several_days(rows),
        "shades": range(1, SHADES + 1),
    }
    return picture_page(request, scope, "calendar", context)


def _month_asked_for(text: str) -> date | None:
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2200 else None


def _year_asked_for(text: str, latest: date) -> int:
    return int(text) if text.isascii() and text.isdigit() and 1900 <= int(text[:5]) <= 2200 else latest.year


def _month_after(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _incidents_by_day(rows: Iterable[Incident], programme: Programme) -> Mapping[date, list[Incident]]:
    found: dict[date, list[Incident]] = defaultdict(list)
    for incident in rows:
        found[timezone.localtime(incident.occurred_from).date()].insert(0, incident)
    return found


def _month(
    first: date, tallies: Mapping[date, Tally], listed: Mapping[date, list[Incident]], chosen: IncidentFilter
) -> Month:
    most = max((tally.incidents for tally in tallies.values()), default=1)
    weeks = tuple(
        tuple(
            _day(day, tallies.get(day), most, listed, chosen) if day.month == first.month else None
            for day in week
        )
        for week in _WEEKS.monthdatescalendar(first.year, first.month)
    )
    of_month = [tally for day, tally in tallies.items() if (day.year, day.month) == (first.year, first.month)]
    query = chosen.to_query()
    return Month(
        first,
        weeks,
        sum(tally.incidents for tally in of_month),
        sum(tally.victims for tally in of_month),
        "&".join(filter(None, [query, f"month={first:%Y-%m}"])),
    )


def _day(
    day: date, tally: Tally | None, most: int, listed: Mapping[date, list[Incident]], chosen: IncidentFilter
) -> Day:
    shade = -(-SHADES * tally.incidents // most) if tally else 0
    query = replace(chosen, first_day=day, last_day=day).to_query()
    return Day(day, tally, shade, query, tuple(listed.get(day, ())))


def _steps(scope: Scope, month: date | None, year: int) -> dict[str, str]:
    """Query strings of the page before, the page after, and the whole year."""
    query = scope.chosen.to_query()

    def to(**target: str) -> str:
        return "&".join(filter(None, [query, urlencode(target)]))

    if month is None:
        return {"before": to(year=str(year - 1)), "after": to(year=str(year + 1))}
    return {
        "before": to(month=f"{month - timedelta(days=1):%Y-%m}"),
        "after": to(month=f"{_month_after(month):%Y-%m}"),
        "year": to(year=str(year)),
    }
