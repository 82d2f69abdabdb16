"""Which groups of the picture an audit takes: every one, active ones, those with incidents, those of a part of the city."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from vapenvila.rules.group_audit import INCIDENTS_OF_DAYS, Takes
from vapenvila.rules.shapes_meet import shapes_meet
from vapenvila.web.group_audit.models import GroupAudit
from vapenvila.web.groups.picture import GroupSeen
from vapenvila.web.groups.queries.names import groups_by_name, plain
from vapenvila.web.groups.queries.picture import picture_on
from vapenvila.web.groups.vocabulary import Activity
from vapenvila.web.incidents.models import Area
from vapenvila.web.incidents.vocabulary import State
from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.models import GroupAssessment
from vapenvila.web.reviews.vocabulary import GroupLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The groups an audit asks about, by number. `undrawn`: left out because no home is drawn for them."""

    groups: tuple[GroupSeen, ...]
    undrawn: int


def groups_taken(audit: GroupAudit, *, at: datetime) -> Taken:
    """What would be on the list if answering were opened at this moment."""
    today = timezone.localdate(at)
    seen = sorted(picture_on(audit.programme, on=today, known_at=at).groups, key=lambda group: group.number)
    match Takes(audit.takes):
        case Takes.EVERY:
            kept = seen
        case Takes.ACTIVE:
            kept = [one for one in seen if one.activity and one.activity.activity == Activity.ACTIVE]
        case Takes.STRUCK:
            struck = _struck(audit.programme, at=at)
            kept = [one for one in seen if one.id in struck]
    if audit.area is None:
        return Taken(groups=tuple(kept), undrawn=0)
    drawn = [one for one in kept if one.areas]
    return Taken(groups=tuple(_at_home(drawn, audit.area)), undrawn=len(kept) - len(drawn))


def _at_home(groups: list[GroupSeen], area: Area) -> list[GroupSeen]:
    shape = area.geometry
    if not shape:
        return []
    return [one for one in groups if any(shapes_meet(said.geometry, shape) for said in one.areas)]


def _struck(programme: Programme, *, at: datetime) -> frozenset[UUID]:
    """Groups that a standing judgement links to an incident of the last year, on either side."""
    rows = GroupAssessment.objects.filter(
        programme=programme,
        status__in=(GroupLink.CONFIRMED, GroupLink.SUSPECTED),
        decided_at__lte=at,
        incident__merged_into__isnull=True,
        incident__occurred_from__gte=at - timedelta(days=INCIDENTS_OF_DAYS),
        incident__occurred_from__lte=at,
    ).exclude(superseded_by__decided_at__lte=at)
    named = groups_by_name(programme, known_at=at)
    linked = rows.exclude(incident__state=State.UNFOUNDED).values_list("group_id", "group_name")
    return frozenset(
        found for group, name in linked if (found := group or named.get(plain(name))) is not None
    )
