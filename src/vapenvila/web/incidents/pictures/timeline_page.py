"""The timeline: incidents one by one along the days, a lane for each kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format

from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.pictures.frame import picture_page
from vapenvila.web.incidents.pictures.scope import Scope, scope_of
from vapenvila.web.incidents.queries.filtered import start_of
from vapenvila.web.incidents.vocabulary import Kind
from vapenvila.web.incidents.wording import when

WINDOWS = (30, 90, 365)
USUAL_WINDOW = 90
MOST = 300
LANE_HEIGHT, TOP = 54, 30
ROWS_IN_LANE = 3
DRAWN_AS_MOMENT = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Mark:
    """An incident in its lane: place along the axis in percent, width 0 for a moment."""

    incident: Incident
    when: str
    x: str
    width: str
    y: int
    fatal: bool
    hurt: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """All incidents of one kind."""

    name: str
    kind: str
    y: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the lanes, with its day."""

    x: str
    text: str


@requires(Right.READ_PICTURE)
@remembered()
def timeline(request: Request) -> HttpResponse:
    """A window of days up to ?until=, 90 days long unless ?days= says 30 or 365."""
    scope = scope_of(request)
    days = next((w for w in WINDOWS if str(w) == request.GET.get("days")), USUAL_WINDOW)
    latest = scope.period.last if scope.period else timezone.localdate()
    last = _day(request.GET.get("until", ""), latest)
    first = last - timedelta(days=days - 1)
    begin, end = start_of(first, request.programme), start_of(last + timedelta(days=1), request.programme)
    rows = scope.rows.filter(occurred_from__gte=begin, occurred_from__lt=end).select_related("area")
    found = list(rows.defer("note", "state_reason", "place")[: MOST + 1])
    shown = found[:MOST]
    lanes = _lanes(shown, begin, end)
    context: dict[str, Any] = {
        "first": first,
        "last": last,
        "days": days,
        "lanes": lanes,
        "ticks": _ticks(first, days),
        "height": TOP + LANE_HEIGHT * len(lanes),
        "weeks": _weeks(shown),
        "too_many": len(found) > MOST,
        "most": MOST,
        "count": len(shown),
        "steps": _steps(scope, first, last, days, latest),
    }
    return picture_page(request, scope, "timeline", context)


def _day(text: str, otherwise: date) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return otherwise
    return found if 1901 <= found.year <= 2200 else otherwise


def _lanes(incidents: Sequence[Incident], begin: datetime, end: datetime) -> list[Lane]:
    lanes: list[Lane] = []
    for kind in Kind:
        of_kind = [i for i in reversed(incidents) if i.kind == kind.value]
        if of_kind:
            y = TOP + LANE_HEIGHT * len(lanes)
            marks = tuple(_mark(i, place, y, begin, end) for place, i in enumerate(of_kind))
            lanes.append(Lane(str(kind.label), kind.value, y, marks))
    return lanes


def _mark(incident: Incident, place: int, y: int, begin: datetime, end: datetime) -> Mark:
    whole = (end - begin) / timedelta(minutes=1)
    start = (incident.occurred_from - begin) / timedelta(minutes=1)
    length = (min(incident.occurred_to, end) - incident.occurred_from) / timedelta(minutes=1)
    moment = incident.occurred_to - incident.occurred_from <= DRAWN_AS_MOMENT
    return Mark(
        incident=incident,
        when=when(incident),
        x=f"{100 * start / whole:.3f}%",
        width="" if moment else f"{100 * length / whole:.3f}%",
        y=y + 26 + 10 * (place % ROWS_IN_LANE),
        fatal=incident.dead > 0,
        hurt=incident.injured_serious + incident.injured_slight + incident.injured_unknown > 0,
    )


def _ticks(first: date, days: int) -> list[Tick]:
    """Mondays in a month's window, otherwise first days of months; never more than a dozen."""
    all_days = [first + timedelta(days=i) for i in range(days)]
    chosen = [d for d in all_days if (d.weekday() == 0 if days <= 31 else d.day == 1)]
    form = "j M" if days <= 100 else "M Y"
    return [Tick(f"{100 * (d - first).days / days:.3f}%", date_format(d, form)) for d in chosen]


def _weeks(incidents: Iterable[Incident]) -> list[dict[str, Any]]:
    def monday(incident: Incident) -> date:
        day = timezone.localtime(incident.occurred_from).date()
        return day - timedelta(days=day.weekday())

    return [
        {"monday": start, "sunday": start + timedelta(days=6), "incidents": list(group)}
        for start, group in groupby(incidents, key=monday)
    ]


def _steps(scope: Scope, first: date, last: date, days: int, latest: date) -> dict[str, Any]:
    """Query strings: the window before, the one after (none when it is all ahead), and the other lengths."""
    query = scope.chosen.to_query()

    def to(until: date, length: int) -> str:
        return "&".join(filter(None, [query, urlencode({"until": until.isoformat(), "days": length})]))

    return {
        "before": to(first - timedelta(days=1), days),
        "after": to(min(last + timedelta(days=days), latest), days) if last < latest else "",
        "lengths": [{"days": w, "query": to(last, w), "chosen": w == days} for w in WINDOWS],
    }
