"""Running numbers within a room, without gaps and without two alike."""

from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import Max


def next_number(model: type[models.Model], *, room: UUID, room_field: str) -> int:
    """The next number of this kind in the room. Held until the transaction ends, so that two at once wait for one another."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{model._meta.db_table}:{room}"]
        )
    rows: Any = model._default_manager.filter(**{room_field: room})
    return int(rows.aggregate(last=Max("no"))["last"] or 0) + 1
