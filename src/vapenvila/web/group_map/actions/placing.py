"""Giving groups their places on the map: found by the house once, moved by hand, and undone."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.group_map.models import GroupPlace
from vapenvila.web.group_map.queries.places import Spot
from vapenvila.web.groups.models import Group
from vapenvila.web.incidents.refusals import Refused
from vapenvila.web.partners.models import Programme


@transaction.atomic
def keep_spots(programme: Programme, spots: Mapping[UUID, Spot], *, by: User, at: datetime) -> None:
    """Keep the places that were found for groups drawn for the first time. Who comes second changes nothing."""
    GroupPlace.objects.bulk_create(
        (
            GroupPlace(programme=programme, group_id=group, across=spot.across, down=spot.down, placed_at=at)
            for group, spot in spots.items()
        ),
        ignore_conflicts=True,
    )
    record(act="group_map.laid_out", by=by.pk, at=at, programme=programme.pk, details={"rows": len(spots)})


@transaction.atomic
def move_group(group: Group, spot: Spot, *, by: User, at: datetime) -> GroupPlace:
    """Put a group somewhere else on the map, for everybody."""
    if not (0 <= spot.across <= 1 and 0 <= spot.down <= 1):
        raise Refused(gettext("That place is outside the map."))
    moved = GroupPlace.objects.create(
        programme_id=group.programme_id,
        group=group,
        across=round(spot.across, 4),
        down=round(spot.down, 4),
        placed_by=by,
        placed_at=at,
    )
    _on_record("group_map.moved", group, by=by, at=at)
    return moved


@transaction.atomic
def undo_move(move: GroupPlace, *, by: User, at: datetime) -> None:
    """Put the group back where it stood before, unless somebody has moved it since."""
    locked = GroupPlace.objects.select_for_update(of=("self",)).select_related("group").get(pk=move.pk)
    of_group = GroupPlace.objects.filter(group=locked.group_id, undone_at__isnull=True)
    newest = of_group.order_by("-placed_at", "-pk").first()
    if locked.placed_by_id is None or locked.undone_at is not None or newest != locked:
        raise Refused(gettext("That move is undone already, or the group has been moved since."))
    GroupPlace.objects.filter(pk=locked.pk).update(undone_at=at, undone_by=by)
    _on_record("group_map.move_undone", locked.group, by=by, at=at)


def _on_record(act: str, group: Group, *, by: User, at: datetime) -> None:
    record(
        act=act,
        by=by.pk,
        at=at,
        subject_kind="group",
        subject=group.pk,
        programme=group.programme_id,
    )
