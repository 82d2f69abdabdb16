"""Rows for a file that leaves the house, one at a time in one query."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from vapenvila.web.incidents.models import Incident, IncidentSource

ROWS_AT_A_TIME = 2_000

COLUMNS: tuple[str, ...] = (
    "number", "kind", "state", "state_reason", "occurred_from", "occurred_to", "reported_at", "place", "area", "precision",
    "latitude", "longitude", "weapon", "outcome", "motive", "dead", "injured_serious", "injured_slight",
    "injured_unknown", "note", "sources", "count_rule_version",
)  # fmt: skip


def rows_for_file(rows: QuerySet[Incident]) -> Iterator[dict[str, Any]]:
    """Each incident as column → value, in the order of the list. Constant memory and queries at any length.

    Times are written with their offset from UTC, sources as one text.
    """
    names = (
        IncidentSource.objects.filter(incident=OuterRef("pk"))
        .order_by("source_system", "source_no")
        .annotate(written=Concat("source_system", Value(" "), "source_no"))
        .values("written")
    )
    # "area" is also the name of the foreign key, so the names of joined columns carry "shown_".
    found = rows.annotate(
        shown_area=F("area__name"), shown_rule=F("count_rule__version"), shown_sources=ArraySubquery(names)
    ).values(*(c for c in COLUMNS if c not in _SHOWN), *_SHOWN.values())
    for row in found.iterator(chunk_size=ROWS_AT_A_TIME):
        yield {column: _plain(row[_SHOWN.get(column, column)]) for column in COLUMNS}


_SHOWN = {"area": "shown_area", "sources": "shown_sources", "count_rule_version": "shown_rule"}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="minutes")
    return "; ".join(value) if isinstance(value, list) else value
