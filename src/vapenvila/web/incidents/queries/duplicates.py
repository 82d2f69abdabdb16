"""Pairs of incidents that may be one: the same kind close in time and place, or the same reference in two sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection

from vapenvila.web.incidents.models import DifferentIncidents, Incident, IncidentMerge, IncidentSource
from vapenvila.web.incidents.queries.filtered import start_of
from vapenvila.web.partners.models import Programme

HOURS_APART = 12
METRES_APART = 1000
MOST_PAIRS = 100

_BOTH_STAND_ALONE = """
  AND a.merged_into_id IS NULL AND b.merged_into_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM incidents_differentincidents d
                  WHERE d.first_id = least(a.id, b.id) AND d.second_id = greatest(a.id, b.id))
"""

# Equirectangular distance: within a kilometre its error is far below a metre. The end of each window is worked out first:
# behind row-level security only a plain comparison of columns may use the index.
_CLOSE = f"""
WITH a AS MATERIALIZED (
  SELECT id, number, kind, occurred_from, occurred_from + make_interval(hours => %(hours)s) AS window_end,
         latitude, longitude, place, area_id, merged_into_id
  FROM incidents_incident
  WHERE programme_id = %(programme)s AND occurred_from >= %(since)s AND occurred_from < %(until)s
)
SELECT a.id, b.id, distance.metres
FROM a
JOIN incidents_incident b ON b.programme_id = %(programme)s AND b.kind = a.kind AND b.id <> a.id
  AND b.occurred_from >= a.occurred_from AND b.occurred_from <= a.window_end
  AND (b.occurred_from > a.occurred_from OR b.number > a.number)
CROSS JOIN LATERAL (SELECT CASE WHEN a.latitude IS NULL OR b.latitude IS NULL THEN NULL ELSE
    111195 * sqrt(power(a.latitude - b.latitude, 2)
                  + power((a.longitude - b.longitude) * cos(radians((a.latitude + b.latitude) / 2)), 2)) END AS metres
) distance
WHERE (distance.metres <= %(metres)s
       OR (distance.metres IS NULL AND (lower(a.place) = lower(b.place) AND a.place <> ''
                                        OR a.area_id = b.area_id)))
  {_BOTH_STAND_ALONE}
ORDER BY a.occurred_from DESC, distance.metres NULLS LAST
LIMIT %(most)s
"""  # noqa: S608 - only the constants above are put in

_SAME_REFERENCE = f"""
SELECT a.id, b.id
FROM incidents_incidentsource s
JOIN incidents_incidentsource t ON t.programme_id = s.programme_id AND t.source_no = s.source_no
  AND t.source_system > s.source_system AND t.incident_id <> s.incident_id
JOIN incidents_incident a ON a.id = s.incident_id
JOIN incidents_incident b ON b.id = t.incident_id
WHERE s.programme_id = %(programme)s AND a.occurred_from >= %(since)s AND a.occurred_from < %(until)s
  {_BOTH_STAND_ALONE}
ORDER BY a.occurred_from DESC
LIMIT %(most)s
"""  # noqa: S608 - only the constants above are put in


@dataclass(frozen=True, slots=True)
class Pair:
    """Two incidents and why they may be one. `metres` is None when a point is missing."""

    first: Incident
    second: Incident
    same_reference: bool
    minutes: int
    metres: int | None


def possible_duplicates(programme: Programme, *, first_day: date, last_day: date) -> list[Pair]:
    """Pairs whose earlier incident lies in the period, same references first, then newest first; at most MOST_PAIRS."""
    values: dict[str, UUID | datetime | int] = {
        "programme": programme.pk,
        "since": start_of(first_day, programme),
        "until": start_of(last_day + timedelta(days=1), programme),
        "hours": HOURS_APART,
        "metres": METRES_APART,
        "most": MOST_PAIRS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SAME_REFERENCE, values)
        same = {_ordered(a, b): None for a, b in cursor.fetchall()}
        cursor.execute(_CLOSE, values)
        close = {_ordered(a, b): metres for a, b, metres in cursor.fetchall()}
    keys = list(dict.fromkeys([*same, *close]))[:MOST_PAIRS]
    rows = _rows(pk for key in keys for pk in key)
    return [
        pair_of(rows[a], rows[b], same_reference=(a, b) in same, metres=close.get((a, b))) for a, b in keys
    ]


def pair_of(first: Incident, second: Incident, *, same_reference: bool, metres: float | None) -> Pair:
    """The pair with its distance in time."""
    apart = abs(first.occurred_from - second.occurred_from)
    low, high = sorted((first, second), key=lambda i: i.number)
    minutes = round(apart.total_seconds() / 60)
    return Pair(low, high, same_reference, minutes, None if metres is None else round(metres))


def settled_pairs(programme: Programme) -> list[DifferentIncidents]:
    """Pairs that were found to be different, latest first."""
    rows = DifferentIncidents.objects.filter(programme=programme)
    return list(
        rows.select_related("first", "second", "decided_by").order_by("-decided_at", "-pk")[:MOST_PAIRS]
    )


def merges(programme: Programme) -> list[IncidentMerge]:
    """Merges, undone ones too, latest first."""
    rows = IncidentMerge.objects.filter(programme=programme)
    return list(
        rows.select_related("kept", "absorbed", "merged_by", "undone_by").order_by("-merged_at", "-pk")[
            :MOST_PAIRS
        ]
    )


def merge_by_id(programme: Programme, merge: UUID) -> IncidentMerge | None:
    """One merge of the programme, or None."""
    rows = IncidentMerge.objects.filter(programme=programme, pk=merge)
    return rows.select_related("kept", "absorbed").first()


def settled_pair(programme: Programme, pair: UUID) -> DifferentIncidents | None:
    """One pair that was found to be different, or None."""
    rows = DifferentIncidents.objects.filter(programme=programme, pk=pair)
    return rows.select_related("first", "second").first()


def references(incidents: Iterable[Incident]) -> dict[UUID, list[str]]:
    """Each incident's sources as text."""
    found: dict[UUID, list[str]] = {incident.pk: [] for incident in incidents}
    for source in IncidentSource.objects.filter(incident_id__in=found).order_by("source_system", "source_no"):
        found[source.incident_id].append(f"{source.source_system} {source.source_no}")
    return found


def _ordered(a: UUID, b: UUID) -> tuple[UUID, UUID]:
    return (a, b) if a < b else (b, a)


def _rows(ids: Iterable[UUID]) -> dict[UUID, Incident]:
    return {i.pk: i for i in Incident.objects.filter(pk__in=set(ids)).select_related("area")}
