"""The incidents of a group, on the group's own page: on which side it stood, how sure that is, and when it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may
from vapenvila.web.groups.models import Group
from vapenvila.web.groups.picture import GroupPicture
from vapenvila.web.groups.queries.names import groups_by_name, plain
from vapenvila.web.incidents.vocabulary import State
from vapenvila.web.reviews.models import GroupAssessment
from vapenvila.web.reviews.vocabulary import GroupLink, Side

SHOWN = 8
LINKED = (GroupLink.CONFIRMED, GroupLink.SUSPECTED)


@dataclass(frozen=True, slots=True)
class OfTheGroup:
    """One incident with the side on which the group stood. `others`: how the other side was judged and to which group."""

    row: GroupAssessment
    on: date
    others: str

    @property
    def acted(self) -> bool:
        """Whether the group acted; otherwise it was hurt."""
        return self.row.side == Side.OFFENDER


def on_group(group: Group, picture: GroupPicture, reader: Reader, now: datetime) -> Mapping[str, Any]:
    """What the template `reviews/on_group.html` shows: what was judged by the moment of the picture. Five queries at most.

    Merged and unfounded incidents are left out. What the reader judges blind never comes here: the wall hides it.
    """
    programme = group.programme
    if not may(reader, Right.READ_PICTURE, programme.pk, today=timezone.localdate(now)):
        return {"may_read": False}
    rows = _of_group(group, picture)
    others = _other_sides(rows, picture)
    zone = ZoneInfo(programme.time_zone)
    found = [
        OfTheGroup(
            row,
            row.incident.occurred_from.astimezone(zone).date(),
            others.get(str(row.incident_id) + row.side, ""),
        )
        for row in rows
    ]
    found = [one for one in found if one.on <= picture.on]
    return {
        "may_read": True,
        "incidents": found[:SHOWN],
        "earlier": found[SHOWN:],
        "acted": len({one.row.incident_id for one in found if one.acted}),
        "hurt": len({one.row.incident_id for one in found if not one.acted}),
        "confirmed": len({one.row.incident_id for one in found if one.row.status == GroupLink.CONFIRMED}),
        "all": len({one.row.incident_id for one in found}),
    }


def _of_group(group: Group, picture: GroupPicture) -> list[GroupAssessment]:
    """Judgements that point at the group, and those that point at none and name it as it was known by then."""
    named = groups_by_name(group.programme, known_at=picture.known_at)
    rows = (
        GroupAssessment.objects.filter(
            Q(group=group) | Q(group__isnull=True) & ~Q(group_name=""),
            programme=group.programme,
            status__in=LINKED,
            decided_at__lte=picture.known_at,
            incident__merged_into__isnull=True,
        )
        .exclude(superseded_by__decided_at__lte=picture.known_at)
        .exclude(incident__state=State.UNFOUNDED)
        .select_related("incident")
        .order_by("-incident__occurred_from", "-incident__number", "side", "pk")
    )
    return [row for row in rows if (row.group_id or named.get(plain(row.group_name))) == group.pk]


def _other_sides(rows: list[GroupAssessment], picture: GroupPicture) -> dict[str, str]:
    """The name of the group on the other side, by identifier of the incident and the side one looks from."""
    opposite = {Side.VICTIM.value: Side.OFFENDER.value, Side.OFFENDER.value: Side.VICTIM.value}
    judged = GroupAssessment.objects.filter(
        incident__in=[row.incident_id for row in rows], status__in=LINKED, decided_at__lte=picture.known_at
    ).exclude(superseded_by__decided_at__lte=picture.known_at)
    return {
        str(incident) + opposite[side]: name
        for incident, side, name in judged.order_by().values_list("incident", "side", "group_name")
    }
