"""Incidents and feuds as the rules of chains see them: judgements as they stand now, feuds by the day they are of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from vapenvila.rules.retaliation_chain import IncidentFacts, Link, SideFacts
from vapenvila.rules.retaliation_suggestion import FeudFacts
from vapenvila.web.groups.queries.names import groups_by_name, plain
from vapenvila.web.groups.queries.relation_spells import relation_spells
from vapenvila.web.groups.vocabulary import RelationKind
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.queries.filtered import start_of
from vapenvila.web.incidents.vocabulary import Kind, Precision, State
from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.models import GroupAssessment
from vapenvila.web.reviews.vocabulary import Side

PLACED = (Precision.EXACT, Precision.BLOCK)  # a point that stands for a whole area says nothing of metres


def incidents_since(
    programme: Programme, first: date | None, *, at: datetime, kind: Kind | None = None
) -> list[IncidentFacts]:
    """Incidents that count, from the day on (None: all), with what stands on their sides, the earliest first."""
    rows = Incident.objects.filter(programme=programme, merged_into__isnull=True, occurred_from__lte=at)
    if first is not None:
        rows = rows.filter(occurred_from__gte=start_of(first, programme))
    if kind is not None:
        rows = rows.filter(kind=kind)
    return facts_of(programme, rows.exclude(state=State.UNFOUNDED), at=at)


def facts_of(programme: Programme, rows: QuerySet[Incident], *, at: datetime) -> list[IncidentFacts]:
    """These incidents as the rules see them, the earliest first. Four queries."""
    found = list(rows.order_by("occurred_from", "number"))
    sides = _sides(programme, found, at)
    zone = ZoneInfo(programme.time_zone)
    return [
        IncidentFacts(
            id=row.pk,
            number=row.number,
            programme=row.programme_id,
            at=row.occurred_from,
            on=row.occurred_from.astimezone(zone).date(),
            point=_point(row),
            acting=sides[row.pk].get(Side.OFFENDER, SideFacts()),
            hurt=sides[row.pk].get(Side.VICTIM, SideFacts()),
            counts=row.merged_into_id is None and row.state != State.UNFOUNDED,
        )
        for row in found
    ]


def _point(row: Incident) -> tuple[float, float] | None:
    if row.latitude is None or row.longitude is None or row.precision not in PLACED:
        return None
    return row.latitude, row.longitude


def _sides(
    programme: Programme, incidents: Iterable[Incident], at: datetime
) -> Mapping[UUID, dict[str, SideFacts]]:
    named = groups_by_name(programme, known_at=at)
    rows = GroupAssessment.objects.filter(programme=programme, superseded_by__isnull=True)
    rows = rows.filter(incident__in=[row.pk for row in incidents]).order_by()
    sides: dict[UUID, dict[str, SideFacts]] = defaultdict(dict)
    for incident, side, status, group, name in rows.values_list(
        "incident", "side", "status", "group", "group_name"
    ):
        sides[incident][side] = SideFacts(Link(status), group or named.get(plain(name)))
    return sides


def feuds_of(programme: Programme, *, at: datetime) -> list[FeudFacts]:
    """Days on which the picture says that two groups were in feud, as it is known now. One query.

    By the day of the incident, because a truce of today says nothing of last year; as known now and not as known then,
    because what was found wrong since must suggest nothing, and what runs out is out of every count (S14).
    """
    spells = relation_spells(programme, RelationKind.FEUD, known_at=at)
    return [FeudFacts(one.groups, one.from_on, one.to_on) for one in spells]
