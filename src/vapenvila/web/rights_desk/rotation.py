"""Sealing the words of requests anew when keys are rotated, room by room, in batches."""

from uuid import UUID

from django.db.models import Q, QuerySet

from vapenvila.web.partners.room_by_room import count_room_by_room, first_batch_of_a_room
from vapenvila.web.rights_desk.models import RightsRequest
from vapenvila.web.rights_desk.sealed_words import SEALED, opened, put
from vapenvila.web.vault.keys import KeyKind, current
from vapenvila.web.vault.rotation import SealedRows
from vapenvila.web.vault.sealing import VERSION


def _older() -> QuerySet[RightsRequest]:
    """Requests with a text whose header names another key than the one in use. An empty text has no header."""
    in_use = VERSION + current(KeyKind.SEAL).id
    wanted = Q()
    for field in SEALED:
        newest = Q(**{f"{field}__gte": in_use, f"{field}__lt": in_use + b"\xff" * 12})
        wanted |= ~newest & ~Q(**{field: b""})
    return RightsRequest.objects.filter(wanted)


def _anew(most: int) -> int:
    """One batch of one room. The version stays: nobody has taken a step."""

    def work(room: UUID) -> int:
        batch = list(_older().select_for_update(skip_locked=True, of=("self",))[:most])
        for row in batch:
            put(row, **opened(row))
            row.save(update_fields=SEALED)
        return len(batch)

    return first_batch_of_a_room(work)


REQUESTS = SealedRows(
    name="requests to the rights desk", left=lambda: count_room_by_room(_older), reseal=_anew
)
