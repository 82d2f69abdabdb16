"""What a picture is drawn of: the filtered set, the period it covers and the definition it is counted by."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.rights import Right, may
from vapenvila.web.access.requires import Request
from vapenvila.web.incidents.engine import Period
from vapenvila.web.incidents.filters import Counts, IncidentFilter
from vapenvila.web.incidents.models import CountRule, Incident
from vapenvila.web.incidents.pictures.figures_only import in_whole_years
from vapenvila.web.incidents.pictures.queries import span
from vapenvila.web.incidents.queries.counting import count_rules
from vapenvila.web.incidents.queries.filtered import filtered_incidents
from vapenvila.web.incidents.views.choosing import Chosen, chosen_in
from vapenvila.web.partners.models import Programme


@dataclass(frozen=True, slots=True)
class Scope:
    """The filtered set with what its figures stand on. `period` is None when there is nothing to show."""

    now: Chosen
    rows: QuerySet[Incident]
    period: Period | None
    definition: str
    whole_register: bool  # False = official figures only, without the register's filter

    @property
    def chosen(self) -> IncidentFilter:
        """The filter in force."""
        return self.now.chosen


def scope_of(request: Request) -> Scope:
    """Read the filter. Who may not read the register gets the official count of whole years."""
    now, today = chosen_in(request), timezone.localdate()
    reads = bool(may(request.reader, Right.READ_PICTURE, request.programme.pk, today=today))
    if not reads:
        now = _figures_only(now)
    return official_or_not(request.programme, now, today=today, whole_register=reads)


def _figures_only(now: Chosen) -> Chosen:
    asked, given = now.chosen, in_whole_years(now.chosen)
    if (asked.first_day, asked.last_day) == (given.first_day, given.last_day):
        return replace(now, chosen=given)
    told = gettext("Figures are shown for whole years, so that no single incident can be told from them.")
    return replace(now, chosen=given, problems=(*now.problems, told))


def official_or_not(programme: Programme, now: Chosen, *, today: date, whole_register: bool) -> Scope:
    """The scope of a filter that has been read."""
    rows = filtered_incidents(programme, now.chosen, today=today)
    period = _period(rows, programme, now.chosen, today)
    return Scope(now, rows, period, definition(programme, now.chosen), whole_register)


def _period(
    rows: QuerySet[Incident], programme: Programme, chosen: IncidentFilter, today: date
) -> Period | None:
    found = span(rows)
    if found is None:
        return None
    first, last = (moment.astimezone(ZoneInfo(programme.time_zone)).date() for moment in found)
    end = chosen.last_day if chosen.last_day and chosen.last_day <= today else max(last, today)
    if chosen.last_day and chosen.last_day > today:
        end = today if last <= today else last
    return Period(chosen.first_day or first.replace(day=1), end)


def definition(
    programme: Programme, chosen: IncidentFilter, *, rules: Iterable[CountRule] | None = None
) -> str:
    """By what the figures are counted: version of the counting rule, or the filter when it is not the official count."""
    if chosen.counts != Counts.YES:
        return gettext("all registered incidents in the filter, not the official count")
    versions = sorted(rule.version for rule in (count_rules(programme) if rules is None else rules))
    if not versions:
        return gettext("no counting rule adopted yet")
    return gettext("counting rule version %(versions)s") % {"versions": ", ".join(map(str, versions))}
