"""Work that goes through every room, each in a transaction of its own behind its own wall."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from vapenvila.web.partners.models import Room
from vapenvila.web.wall.acting import acting


def _rooms() -> list[UUID]:
    return list(Room.objects.order_by("pk").values_list("pk", flat=True))


def count_room_by_room(rows: Callable[[], QuerySet[Any]]) -> int:
    """How many such rows all rooms hold together."""
    count = 0
    for room in _rooms():
        with acting(room=room):
            count += rows().count()
    return count


def first_batch_of_a_room(work: Callable[[UUID], int]) -> int:
    """Let `work` do a batch in the first room that has any left; how much it did, 0 when no room has any."""
    for room in _rooms():
        with acting(room=room):
            done = work(room)
        if done:
            return done
    return 0
