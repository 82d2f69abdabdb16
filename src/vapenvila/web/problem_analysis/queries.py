"""Reading analyses, and the rows of the shared picture that one is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from vapenvila.web.incidents.filters import Counts, IncidentFilter
from vapenvila.web.incidents.models import Area
from vapenvila.web.incidents.queries.filtered import INJURED, filtered_incidents
from vapenvila.web.incidents.vocabulary import Kind, Precision
from vapenvila.web.partners.models import Programme
from vapenvila.web.problem_analysis.models import ProblemAnalysis
from vapenvila.web.reviews.models import GroupAssessment

POINTS = (Precision.EXACT.value, Precision.BLOCK.value)
"""Precisions of which the coordinates are a place; the middle of an area would pass for a hot spot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """One incident of the official count. `victim`, `offender`: link and group of each side, where judged."""

    when: datetime
    shooting: bool
    dead: int
    victims: int
    point: tuple[float, float] | None
    area: str | None
    victim: tuple[str, str] | None
    offender: tuple[str, str] | None


def analyses(programme: Programme) -> QuerySet[ProblemAnalysis]:
    """All of a programme, newest first, without their contents."""
    rows = ProblemAnalysis.objects.filter(programme=programme).select_related("made_by")
    return rows.defer("pages", "values_found")


def newest_analysis(programme: Programme) -> ProblemAnalysis | None:
    """The last one made."""
    return ProblemAnalysis.objects.filter(programme=programme).select_related("made_by").first()


def analysis_numbered(programme: Programme, number: int) -> ProblemAnalysis | None:
    """The one of this number."""
    rows = ProblemAnalysis.objects.filter(programme=programme, number=number)
    return rows.select_related("made_by").first()


def counting_filter(first_year: int, last_year: int) -> IncidentFilter:
    """The official count of whole years."""
    return IncidentFilter(
        first_day=date(first_year, 1, 1), last_day=date(last_year, 12, 31), counts=Counts.YES.value
    )


def incident_rows(programme: Programme, first_year: int, last_year: int, *, today: date) -> list[IncidentRow]:
    """Every incident of the official count in these years, with the latest judgement of each side. Two questions."""
    zone = ZoneInfo(programme.time_zone)
    found = filtered_incidents(programme, counting_filter(first_year, last_year), today=today)
    rows = list(
        found.annotate(injured=INJURED)
        .order_by("occurred_from", "number")
        .values_list(
            "pk",
            "occurred_from",
            "kind",
            "dead",
            "injured",
            "latitude",
            "longitude",
            "precision",
            "area__name",
        )
    )
    judged = _judged(row[0] for row in rows)
    return [
        IncidentRow(
            when=when.astimezone(zone).replace(tzinfo=None),
            shooting=kind == Kind.SHOOTING,
            dead=dead,
            victims=dead + injured,
            point=(latitude, longitude)
            if latitude is not None and longitude is not None and precision in POINTS
            else None,
            area=area,
            victim=judged.get((pk, "victim")),
            offender=judged.get((pk, "offender")),
        )
        for pk, when, kind, dead, injured, latitude, longitude, precision, area in rows
    ]


def _judged(incidents: Iterable[UUID]) -> dict[tuple[UUID, str], tuple[str, str]]:
    """Link and group of each side that nothing has superseded."""
    rows = GroupAssessment.objects.filter(incident__in=list(incidents), superseded_by__isnull=True)
    return {
        (incident, side): (status, group)
        for incident, side, status, group in rows.values_list("incident", "side", "status", "group_name")
    }


def areas_counted(programme: Programme) -> int:
    """How many areas the city is parted in."""
    return Area.objects.filter(programme=programme).values("name").distinct().count()
