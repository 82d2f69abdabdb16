"""Who acted first after a message, for a day that a person gives."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext

from vapenvila.rules.group_statement import FIRST_YEAR
from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.group_map.first_acts import AfterMessage, FirstAct, after_message
from vapenvila.web.group_map.queries.acts import acts_between
from vapenvila.web.group_map.replay import STRICT
from vapenvila.web.group_map.scope import PERIODS, USUAL_PERIOD, MapScope, scope_of
from vapenvila.web.groups.views.list import frame
from vapenvila.web.groups.views.looking import on_record
from vapenvila.web.incidents.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class ToldFirst:
    """The first incident of one group, in words."""

    first: FirstAct
    name: str
    kind: str


@requires(Right.READ_GROUPS)
@remembered()
def after(request: Request) -> HttpResponse:
    """The first incident of each group after the day; without a day, the form alone."""
    scope = scope_of(request, timezone.localdate())
    problems = list(scope.problems)
    day = _day(request.GET.get("message", ""), scope.last, problems)
    strict = request.GET.get("measure") == STRICT
    found = _found(request, scope, day, strict=strict) if day else None
    on_record(request, "group_map.after_read", rows=found.incidents if found else 0)
    names = scope.looking.names
    context: dict[str, Any] = {
        **frame(scope.looking),
        "scope": scope,
        "problems": problems,
        "periods": PERIODS,
        "usual": USUAL_PERIOD,
        "day": day,
        "strict": strict,
        "found": found,
        "told": [
            ToldFirst(first, names[first.group], str(Kind(first.act.kind).label))
            for first in (found.first_acts if found else ())
        ],
    }
    return render(request, "group_map/after.html", context)


def _found(request: Request, scope: MapScope, day: date, *, strict: bool) -> AfterMessage:
    last = min(day + timedelta(days=scope.period), scope.last)
    picture = scope.looking.picture
    acts = acts_between(request.programme, first=day, last=last, known_at=picture.known_at)
    return after_message(acts, on=day, last=last, strict=strict, lineage=picture.lineage_facts())


def _day(written: str, latest: date, problems: list[str]) -> date | None:
    if not written.strip():
        return None
    try:
        day = parse_date(written.strip())
    except ValueError:
        day = None
    if day is None or day.year < FIRST_YEAR:
        problems.append(
            gettext("“%(written)s” is not a day. Write it as year-month-day, for example 2026-03-01.")
            % {"written": written[:40]}
        )
        return None
    if day > latest:
        problems.append(
            gettext("That day lies after the picture that is shown. Nothing has followed it yet.")
        )
        return None
    return day
