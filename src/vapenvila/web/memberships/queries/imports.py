"""Files of ties, evidence and memberships in one room: the batches, the mappings kept, the one a file is known by."""

from uuid import UUID

from django.db.models import QuerySet

from vapenvila.rules.decision import Decision
from vapenvila.web.imports.models import BatchState
from vapenvila.web.memberships.models import MembershipBatch, SavedMembershipMapping
from vapenvila.web.memberships.vocabulary import Holds
from vapenvila.web.people.queries.imports import allowed_now, best_fitting


def batches_of_room(room: UUID) -> "QuerySet[MembershipBatch]":
    """All files of the room, newest first."""
    rows = MembershipBatch.objects.filter(room=room).select_related("uploaded_by", "job")
    return rows.defer("report", "mapping").order_by("-number")


def membership_batch(room: UUID, batch: UUID) -> MembershipBatch | None:
    """One file of the room."""
    rows = MembershipBatch.objects.select_related(
        "uploaded_by", "committed_by", "undone_by", "job", "room__agency", "room__programme"
    )
    return rows.filter(room=room, pk=batch).first()


def membership_batch_called(room: UUID, name: str) -> MembershipBatch | None:
    """The file with this number (3 or M3) or identifier."""
    number = name.upper().removeprefix("M")
    mine = MembershipBatch.objects.select_related("room__agency", "room__programme", "job").filter(room=room)
    if number.isdigit():
        return mine.filter(number=int(number)).first()
    try:
        return mine.filter(pk=UUID(name)).first()
    except ValueError:
        return None


def same_file_in_room(batch: MembershipBatch) -> MembershipBatch | None:
    """An earlier file with exactly the same content that is in the room now."""
    same = MembershipBatch.objects.filter(
        room=batch.room_id, file_sha256=batch.file_sha256, holds=batch.holds, state=BatchState.COMMITTED
    )
    return same.exclude(pk=batch.pk).first()


def membership_mappings(room: UUID, holds: Holds) -> "QuerySet[SavedMembershipMapping]":
    """Mappings of such files kept in the room, by name."""
    return SavedMembershipMapping.objects.filter(room=room, holds=holds).order_by("name")


def mapping_recognised(room: UUID, holds: Holds, columns: tuple[str, ...]) -> SavedMembershipMapping | None:
    """The kept mapping whose columns the file has; the one that reads most of them."""
    return best_fitting(membership_mappings(room, holds), columns)


def batch_allows(batch: MembershipBatch, *, ready: Decision) -> dict[str, Decision]:
    """What may be done with a file now, by name: check, commit, undo."""
    return allowed_now(batch, rows=batch.created + batch.unchanged, ready=ready)
