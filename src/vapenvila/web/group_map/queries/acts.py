"""Incidents with the groups that stand on their two sides, as they were judged at a moment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from vapenvila.web.groups.queries.names import groups_by_name, plain
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.queries.filtered import start_of
from vapenvila.web.incidents.vocabulary import State
from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.models import GroupAssessment
from vapenvila.web.reviews.vocabulary import GroupLink, Side

LINKED = (GroupLink.CONFIRMED, GroupLink.SUSPECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideJudged:
    """One side of an incident: how it is linked to a group, and to which. `group` None: none is known by that name.

    The group that the judgement points at; where it points at none, the one that was known by its name at the moment.
    """

    link: str = GroupLink.UNKNOWN.value
    group: UUID | None = None

    def counts(self, *, strict: bool) -> bool:
        """Whether the side is a group member by this measure."""
        return self.link == GroupLink.CONFIRMED or (not strict and self.link == GroupLink.SUSPECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One incident with both its sides."""

    incident: UUID
    number: int
    kind: str
    on: date
    offender: SideJudged
    victim: SideJudged

    def groups(self, *, strict: bool) -> frozenset[UUID]:
        """The groups that stand on either side by this measure."""
        sides = (side for side in (self.offender, self.victim) if side.counts(strict=strict))
        return frozenset(side.group for side in sides if side.group is not None)


def acts_between(programme: Programme, *, first: date, last: date, known_at: datetime) -> tuple[Act, ...]:
    """Incidents of the register in the days from `first` to `last`, the earliest first; merged and unfounded are left out.

    Judgements are those that stood at `known_at`; an incident that was not reported by then is not there.
    """
    rows = Incident.objects.filter(
        Q(reported_at__lte=known_at) | Q(reported_at__isnull=True, occurred_from__lte=known_at),
        programme=programme,
        merged_into__isnull=True,
        occurred_from__gte=start_of(first, programme),
        occurred_from__lt=start_of(last + timedelta(days=1), programme),
    ).exclude(state=State.UNFOUNDED)
    found = list(
        rows.order_by("occurred_from", "number").values_list("pk", "number", "kind", "occurred_from")
    )
    sides = _sides(programme, [pk for pk, *_rest in found], known_at)
    zone = ZoneInfo(programme.time_zone)
    return tuple(
        Act(
            incident=pk,
            number=number,
            kind=kind,
            on=at.astimezone(zone).date(),
            offender=sides[pk].get(Side.OFFENDER, SideJudged()),
            victim=sides[pk].get(Side.VICTIM, SideJudged()),
        )
        for pk, number, kind, at in found
    )


def _sides(
    programme: Programme, incidents: Iterable[UUID], known_at: datetime
) -> Mapping[UUID, dict[str, SideJudged]]:
    judged = GroupAssessment.objects.filter(
        programme=programme, incident__in=list(incidents), decided_at__lte=known_at
    ).exclude(superseded_by__decided_at__lte=known_at)
    named = groups_by_name(programme, known_at=known_at)
    sides: dict[UUID, dict[str, SideJudged]] = defaultdict(dict)
    for row in judged.only("incident_id", "side", "status", "group_name", "group_id"):
        group = (row.group_id or named.get(plain(row.group_name))) if row.status in LINKED else None
        sides[row.incident_id][row.side] = SideJudged(link=row.status, group=group)
    return sides
