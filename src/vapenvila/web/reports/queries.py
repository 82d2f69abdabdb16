"""Reading publications, and counting what a table holds."""

from collections import Counter
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext

from vapenvila.rules.release import PublicationState
from vapenvila.web.incidents.filters import Counts, IncidentFilter
from vapenvila.web.incidents.queries.choices import area_names
from vapenvila.web.incidents.queries.filtered import filtered_incidents
from vapenvila.web.incidents.vocabulary import Kind
from vapenvila.web.partners.models import Programme
from vapenvila.web.reports.models import Measure, Publication

Tallied = dict[tuple[str, int], int]  # (row, year) → incidents


def publications(programme: Programme) -> QuerySet[Publication]:
    """Everything proposed, latest first."""
    rows = Publication.objects.filter(programme=programme)
    return rows.select_related("proposed_by", "decided_by", "withdrawn_by").order_by("-proposed_at", "-pk")


def open_publications(programme: Programme) -> QuerySet[Publication]:
    """What was ever released, highest number first; withdrawn ones keep their number."""
    states = [PublicationState.RELEASED.value, PublicationState.WITHDRAWN.value]
    return Publication.objects.filter(programme=programme, state__in=states).order_by("-number")


def published_before(programme: Programme, measure: str) -> list[Publication]:
    """What a reader may have kept of this measure: released and withdrawn tables, and those still proposed."""
    rows = Publication.objects.filter(programme=programme, measure=measure)
    return list(rows.exclude(state=PublicationState.REFUSED.value).order_by("proposed_at"))


def official_tally(
    programme: Programme, measure: str, first_year: int, last_year: int, *, today: date
) -> Tallied:
    """The official count by row of the table and by local calendar year; every row that can occur is there."""
    chosen = IncidentFilter(
        first_day=date(first_year, 1, 1), last_day=date(last_year, 12, 31), counts=Counts.YES.value
    )
    zone, found = ZoneInfo(programme.time_zone), Counter[tuple[str, int]]()
    areas = area_names(programme)
    for at, kind, area in (
        filtered_incidents(programme, chosen, today=today)
        .order_by()
        .values_list("occurred_from", "kind", "area_id")
        .iterator()
    ):
        row = kind if measure == Measure.BY_KIND else (str(area) if area in areas else "")
        found[row, at.astimezone(zone).year] += 1
    rows = {row for row, _ in found}
    return {(row, year): found[row, year] for row in rows for year in range(first_year, last_year + 1)}


def row_names(programme: Programme, measure: str) -> dict[str, str]:
    """The rows of a table in the reader's language."""
    if measure == Measure.BY_KIND:
        return {kind.value: str(kind.label) for kind in Kind}
    return {str(pk): name for pk, name in area_names(programme).items()} | {"": gettext("area not known")}
