"""Counts of a filtered set of incidents, added up by the database."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, F, Max, Min, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncDate

from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.queries.filtered import INJURED
from vapenvila.web.partners.models import Programme

# One pass over the rows gives the months, the kinds and the areas.
_TALLIES = """
SELECT month, kind, area_id, coalesce(sum((dead + injured) * (dead + injured)), 0), coalesce(max(dead + injured), 0),
       count(*), coalesce(sum(dead), 0), coalesce(sum(injured), 0)
FROM (SELECT date_trunc('month', occurred_from AT TIME ZONE %s)::date AS month, kind, area_id, dead, injured
      FROM ({rows}) AS filtered) AS dated
GROUP BY GROUPING SETS ((month), (kind), (area_id))
"""

_MINUTES = """
SELECT (extract(epoch FROM date_trunc('minute', occurred_from AT TIME ZONE %s)) / 60)::bigint,
       (extract(epoch FROM date_trunc('minute', occurred_to AT TIME ZONE %s)) / 60)::bigint
FROM ({rows}) AS filtered
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """Incidents, dead and injured, each counted for itself."""

    incidents: int
    dead: int
    injured: int

    @property
    def victims(self) -> int:
        """Everybody hurt."""
        return self.dead + self.injured


@dataclass(frozen=True, slots=True)
class Tallies:
    """The filtered set by month, by kind and by area (None = area not known).

    How sure a number of victims is depends on how many came together: `victims_squared` is the sum by month of each
    incident's victims squared, `most_victims` the most that one incident had.
    """

    by_month: dict[date, Tally]
    by_kind: dict[str, Tally]
    by_area: dict[UUID | None, Tally]
    victims_squared: dict[date, int] = field(default_factory=dict)
    most_victims: int = 0


def tallies(rows: QuerySet[Incident], programme: Programme) -> Tallies:
    """Counts by month (of the earliest local day), kind and area, in one query."""
    found, most = Tallies({}, {}, {}), 0
    columns = ("occurred_from", "kind", "area_id", "dead", "injured")
    for month, kind, area, squared, together, *numbers in _asked(
        _TALLIES, rows.annotate(injured=INJURED), columns, programme.time_zone
    ):
        if month is not None:
            found.by_month[month] = Tally(*numbers)
            found.victims_squared[month], most = squared, max(most, together)
        elif kind is not None:
            found.by_kind[kind] = Tally(*numbers)
        else:
            found.by_area[area] = Tally(*numbers)
    return replace(found, most_victims=most)


def minutes(rows: QuerySet[Incident], programme: Programme) -> list[tuple[int, int]]:
    """First and last wall-clock minute of each incident, counted from 1970 as the programme's clocks show it."""
    zone = programme.time_zone
    return [
        (first, last) for first, last in _asked(_MINUTES, rows, ("occurred_from", "occurred_to"), zone, zone)
    ]


def _asked(
    question: str, rows: QuerySet[Incident], columns: tuple[str, ...], *values: str
) -> list[tuple[Any, ...]]:
    """Rows of a question put to the filtered set; Any, because each question has its own columns."""
    try:
        text, of_filter = rows.order_by().values(*columns).query.sql_with_params()
    except EmptyResultSet:  # the filter lets nothing through, whatever the rows
        return []
    with connection.cursor() as cursor:
        cursor.execute(question.format(rows=text), [*values, *of_filter])
        return list(cursor.fetchall())


def span(rows: QuerySet[Incident]) -> tuple[datetime, datetime] | None:
    """Earliest and latest beginning in the set, or None when it is empty."""
    found = rows.order_by().aggregate(first=Min("occurred_from"), last=Max("occurred_from"))
    return (found["first"], found["last"]) if found["first"] else None


def by_day(rows: QuerySet[Incident]) -> dict[date, Tally]:
    """Counts by earliest day, in the local time in force."""
    found = (
        rows.order_by()
        .annotate(day=TruncDate("occurred_from"))
        .values("day")
        .annotate(n=Count("*"), killed=Coalesce(Sum("dead"), 0), hurt=Coalesce(Sum(INJURED), 0))
    )
    return {row["day"]: Tally(row["n"], row["killed"], row["hurt"]) for row in found}


def over_several_days(rows: QuerySet[Incident]) -> int:
    """How many incidents are known only as an interval that reaches into another day."""
    return rows.order_by().exclude(occurred_from__date=F("occurred_to__date")).count()
