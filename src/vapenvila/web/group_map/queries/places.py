"""Where groups stand on the map, and what has bound them to one another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Min

from vapenvila.web.group_map.models import GroupPlace
from vapenvila.web.groups.models import Group, GroupActivity, GroupRelation, LineagePart
from vapenvila.web.groups.vocabulary import LineageSide
from vapenvila.web.partners.models import Programme


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, across from the left and down from the top, both as shares of the whole."""

    across: float
    down: float


def spots_in_force(programme: Programme) -> dict[UUID, Spot]:
    """The newest place of each group that nobody has undone."""
    rows = GroupPlace.objects.filter(programme=programme, undone_at__isnull=True)
    newest = rows.order_by("group_id", "-placed_at", "-pk").distinct("group_id")
    return {row.group_id: Spot(row.across, row.down) for row in newest}


def latest_move(programme: Programme) -> GroupPlace | None:
    """The move that would be undone next."""
    moves = GroupPlace.objects.filter(programme=programme, undone_at__isnull=True, placed_by__isnull=False)
    return moves.select_related("group", "placed_by").order_by("-placed_at", "-pk").first()


def groups_in_order(programme: Programme) -> list[UUID]:
    """Every group of the programme by its number."""
    return list(Group.objects.filter(programme=programme).order_by("number").values_list("pk", flat=True))


def ever_bound(programme: Programme) -> set[tuple[UUID, UUID]]:
    """Pairs of groups that were said to stand in a relation, or of which one became the other."""
    pairs = set(GroupRelation.objects.filter(programme=programme).values_list("a_id", "b_id"))
    sides: Mapping[str, dict[UUID, list[UUID]]] = {LineageSide.BEFORE: {}, LineageSide.AFTER: {}}
    for event, group, side in LineagePart.objects.filter(programme=programme).values_list(
        "event_id", "group_id", "side"
    ):
        sides[side].setdefault(event, []).append(group)
    for event, before in sides[LineageSide.BEFORE].items():
        for after in sides[LineageSide.AFTER].get(event, []):
            pairs |= {(one, after) for one in before if one != after}
    return pairs


def first_day_said(programme: Programme, otherwise: date) -> date:
    """The earliest day on which something said of a group or between groups begins."""
    found = [
        rows.filter(programme=programme).aggregate(first=Min("from_on"))["first"]
        for rows in (GroupRelation.objects, GroupActivity.objects)
    ]
    return min((day for day in found if day is not None), default=otherwise)


def move_by_id(programme: Programme, identity: UUID) -> GroupPlace | None:
    """One move of this programme."""
    moves = GroupPlace.objects.filter(programme=programme, placed_by__isnull=False)
    return moves.select_related("group").filter(pk=identity).first()
