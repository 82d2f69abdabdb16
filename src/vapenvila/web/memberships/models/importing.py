"""Files of ties, evidence and memberships brought into a room of the police."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.memberships.vocabulary import Holds
from vapenvila.web.people.models.room_file import (
    NOTHING_OF_A_BATCH,
    STAFF_OF_A_BATCH,
    PieceKind,
    RoomFileBatch,
    RoomFilePiece,
    SavedRoomMapping,
)
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind


class MembershipBatch(RoomFileBatch):
    """A file of ties, of evidence or of memberships on its way into one room."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Shows which ties and evidence came with which file, and lets the whole file be taken out again",
        retention=Retention.CASEWORK,
        nothing=f"{NOTHING_OF_A_BATCH} holds",
        staff=STAFF_OF_A_BATCH,
        casework="label mapping",
    )
    letter: ClassVar[str] = "M"
    sealed_as: ClassVar[str] = "membership.file"

    holds = models.CharField(_("what the file holds"), max_length=11, choices=Holds)

    class Meta(RoomFileBatch.Meta):
        verbose_name_plural = "membership batches"
        constraints = [
            models.UniqueConstraint(fields=["room", "number"], name="membership_batch_number_once"),
            models.CheckConstraint(
                condition=~Q(state="committed") | Q(committed_at__isnull=False),
                name="committed_membership_batch_has_a_time",
            ),
        ]

    @classmethod
    def piece_model(cls) -> "type[MembershipFilePiece]":
        """The table of its sealed pieces."""
        return MembershipFilePiece


class MembershipFilePiece(RoomFilePiece):
    """A sealed piece of a file of ties or evidence."""

    Kind = PieceKind
    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Keeps a file of ties or evidence sealed while it is checked and corrected, inside its room",
        retention=Retention.WORK,
        nothing="id room batch kind number",
        identity="piece",
    )

    batch = models.ForeignKey(MembershipBatch, on_delete=models.CASCADE, related_name="pieces")

    class Meta(RoomFilePiece.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "kind", "number"], name="piece_of_a_membership_file_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.kind} {self.number}"


class SavedMembershipMapping(SavedRoomMapping):
    """How one source's files of ties, evidence or memberships are read."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Reads the next file of the same source in the same way",
        retention=Retention.PROGRAMME,
        nothing="id room updated_at holds",
        staff="saved_by",
        casework="name settings",
    )

    holds = models.CharField(_("what the file holds"), max_length=11, choices=Holds)

    class Meta(SavedRoomMapping.Meta):
        constraints = [models.UniqueConstraint(fields=["room", "name"], name="membership_mapping_named_once")]
