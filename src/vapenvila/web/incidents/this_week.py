"""What the register has for "This week": the newest incidents, holds that are due, possible duplicates, figures."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Sum, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may
from vapenvila.web.access.panel import Panel, Urgency
from vapenvila.web.incidents import engine
from vapenvila.web.incidents.engine import Period
from vapenvila.web.incidents.filters import Counts, IncidentFilter
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.pictures.queries import tallies
from vapenvila.web.incidents.pictures.scope import definition
from vapenvila.web.incidents.queries.counting import count_rules, facts_of_rule
from vapenvila.web.incidents.queries.duplicates import possible_duplicates
from vapenvila.web.incidents.queries.filtered import INJURED, Totals, filtered_incidents
from vapenvila.web.incidents.vocabulary import State
from vapenvila.web.partners.models import Programme

DAYS = 7
SHOWN = 5
DAYS_OF_DUPLICATES = 30
WHOLE_MONTHS = 24

_IN_ALL = {
    "in_all": Window(Count("*")),
    "dead_in_all": Window(Sum("dead")),
    "injured_in_all": Window(Sum(INJURED)),
}


def panels(reader: Reader, programme: Programme, now: datetime) -> list[Panel]:
    """Panels of the register for this person."""
    today = timezone.localdate(now)
    held = {right for right in Right if may(reader, right, programme.pk, today=today)}
    found: list[Panel | None] = []
    if Right.CLASSIFY_INCIDENTS in held:
        found.append(_holds(programme, now))
    if Right.MERGE_INCIDENTS in held:
        found.append(_duplicates(programme, now))
    if Right.READ_PICTURE in held:
        found.append(_newest(programme, now))
    if Right.SEE_FIGURES in held:
        found.append(_figures(programme, now))
    return [panel for panel in found if panel]


def _page(name: str, programme: Programme, **query: str) -> str:
    address = reverse(name, kwargs={"programme": programme.slug})
    return f"{address}?{urlencode(query)}" if query else address


def _newest(programme: Programme, now: datetime) -> Panel:
    """Incidents of the last seven days; quiet weeks are said too."""
    first = timezone.localdate(now) - timedelta(days=DAYS - 1)
    week = IncidentFilter(first_day=first)
    rows = filtered_incidents(programme, week, today=timezone.localdate(now)).select_related("area")
    newest = list(rows.annotate(**_IN_ALL)[:SHOWN])
    found = _totals_of(newest)
    return Panel(
        title=_("The last seven days"),
        urgency=Urgency.SOON if found.incidents else Urgency.CALM,
        template="incidents/panels/newest.html",
        context={
            "totals": found,
            "newest": newest,
            "period": f"{first.isoformat()} – {timezone.localdate(now).isoformat()}",
            "definition": definition(programme, week),
        },
        link=_page("incidents", programme, **{"from": first.isoformat()}),
        link_text=_("All incidents of the last seven days"),
    )


def _totals_of(newest: list[Incident]) -> Totals:
    """What the whole set comes to, as the database wrote it on each of its rows."""
    if not newest:
        return Totals(incidents=0, dead=0, injured=0, more=False)
    first: Any = newest[0]  # carries _IN_ALL
    return Totals(incidents=first.in_all, dead=first.dead_in_all, injured=first.injured_in_all, more=False)


def _holds(programme: Programme, now: datetime) -> Panel | None:
    due = IncidentFilter(states=(State.HOLD.value,), hold_due=True)
    rows = filtered_incidents(programme, due, today=timezone.localdate(now))
    newest = list(rows.select_related("area")[: SHOWN + 1])
    if not newest:
        return None
    return Panel(
        title=_("On hold past their date"),
        urgency=Urgency.NOW,
        template="incidents/panels/holds.html",
        context={"due": newest[:SHOWN], "more": len(newest) > SHOWN},
        link=_page("incidents", programme, hold_due="1"),
        link_text=_("All incidents on hold past their date"),
    )


def _duplicates(programme: Programme, now: datetime) -> Panel | None:
    pairs = possible_duplicates(
        programme,
        first_day=timezone.localdate(now) - timedelta(days=DAYS_OF_DUPLICATES - 1),
        last_day=timezone.localdate(now),
    )
    if not pairs:
        return None
    return Panel(
        title=_("Possible duplicates"),
        urgency=Urgency.SOON,
        template="incidents/panels/duplicates.html",
        context={"pairs": pairs[:SHOWN], "count": len(pairs), "days": DAYS_OF_DUPLICATES},
        link=_page("incident-duplicates", programme),
        link_text=_("Look at them side by side"),
    )


def _figures(programme: Programme, now: datetime) -> Panel:
    """Is this month unusual? By the official count, against the last two years."""
    last = timezone.localdate(now)
    month = last.replace(day=1)
    first = month.replace(year=month.year - WHOLE_MONTHS // 12)
    official = IncidentFilter(first_day=first, last_day=last, counts=Counts.YES.value)
    rules = list(count_rules(programme))
    counted = tallies(filtered_incidents(programme, official, today=last), programme)
    answer = engine.is_this_month_unusual(counted, Period(first, last), get_language() or "sv")
    return Panel(
        title=_("Is this month unusual?"),
        urgency=Urgency.SOON if answer and answer.unusual else Urgency.CALM,
        template="incidents/panels/figures.html",
        context={
            "answer": answer if counted.by_month else None,
            "rule": next((rule for rule in rules if facts_of_rule(rule).covers(last)), None),
            "definition": definition(programme, official, rules=rules),
            "count_owner": programme.count_owner,
        },
        link=_page("incident-charts", programme, counts=Counts.YES.value),
        link_text=_("The charts"),
    )
