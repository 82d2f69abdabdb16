"""One incident with everything its page shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from vapenvila.web.incidents.facts import FACTS, as_text
from vapenvila.web.incidents.history import REGISTERED, STATE
from vapenvila.web.incidents.models import ClassificationEvent, Incident, IncidentMerge, IncidentSource
from vapenvila.web.partners.models import Programme


def incident_by_number(programme: Programme, number: int) -> Incident | None:
    """The incident with this number, merged or not, or None."""
    return (
        Incident.objects.filter(programme=programme, number=number)
        .select_related("area", "count_rule", "merged_into", "programme")
        .first()
    )


def sources_of(incident: Incident) -> QuerySet[IncidentSource]:
    """Where it is known from."""
    return IncidentSource.objects.filter(incident=incident).order_by("source_system", "source_no")


def history_of(incident: Incident) -> list[ClassificationEvent]:
    """Every change, newest first."""
    return list(
        ClassificationEvent.objects.filter(incident=incident)
        .select_related("decided_by")
        .order_by("-decided_at", "-id")
    )


def change_of(incident: Incident, event: UUID) -> ClassificationEvent | None:
    """One change of this incident, or None."""
    rows = ClassificationEvent.objects.filter(incident=incident, pk=event)
    return rows.select_related("incident").first()


def merges_of(incident: Incident) -> QuerySet[IncidentMerge]:
    """Merges still in force in which the incident took part."""
    return IncidentMerge.objects.filter(
        Q(kept=incident) | Q(absorbed=incident), undone_at__isnull=True
    ).select_related("kept", "absorbed", "merged_by")


@dataclass(frozen=True, slots=True)
class Step:
    """Changes made in one act, as the timeline shows them."""

    at: datetime
    who: str  # empty = an import
    reason: str
    vintage: str
    changes: tuple[ClassificationEvent, ...]


def steps(events: Iterable[ClassificationEvent]) -> list[Step]:
    """Changes grouped by the act that made them, newest first."""
    groups: dict[UUID, list[ClassificationEvent]] = {}
    for event in events:
        groups.setdefault(event.request or event.pk, []).append(event)
    return [
        Step(
            at=group[0].decided_at,
            who=group[0].decided_by.name if group[0].decided_by else "",
            reason=group[0].reason,
            vintage=group[0].source_vintage,
            changes=tuple(group),
        )
        for group in groups.values()
    ]


def as_known_on(
    incident: Incident, events: Iterable[ClassificationEvent], moment: datetime
) -> Mapping[str, str] | None:
    """What the register said at that moment, as the history writes it; None if the incident was not in it yet.

    Walks back from today: every later change is taken back, newest first.
    """
    known = {name: as_text(getattr(incident, name)) for name in (*FACTS, STATE)}
    if incident.created_at > moment and not any(e.field == REGISTERED for e in events):
        return None
    for event in events:
        if event.decided_at <= moment:
            continue
        if event.field == REGISTERED:
            return None
        if event.field in known:
            known[event.field] = event.old
    return known
