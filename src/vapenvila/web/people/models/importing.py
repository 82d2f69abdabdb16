"""Files of persons brought into a room: the batch, the sealed file itself, and the mapping kept."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vapenvila.web.people.models.room_file import (
    NOTHING_OF_A_BATCH,
    STAFF_OF_A_BATCH,
    PieceKind,
    RoomFileBatch,
    RoomFilePiece,
    SavedRoomMapping,
)
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind


class PersonBatch(RoomFileBatch):
    """A file of persons on its way into one room."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Shows which persons came with which file, and lets the whole file be taken out again",
        retention=Retention.CASEWORK,
        nothing=NOTHING_OF_A_BATCH,
        staff=STAFF_OF_A_BATCH,
        casework="label mapping",
    )
    letter: ClassVar[str] = "P"
    sealed_as: ClassVar[str] = "person.file"

    class Meta(RoomFileBatch.Meta):
        constraints = [
            models.UniqueConstraint(fields=["room", "number"], name="person_batch_number_once"),
            models.CheckConstraint(
                condition=~Q(state="committed") | Q(committed_at__isnull=False),
                name="committed_person_batch_has_a_time",
            ),
        ]

    @classmethod
    def piece_model(cls) -> "type[PersonFilePiece]":
        """The table of its sealed pieces."""
        return PersonFilePiece


class PersonFilePiece(RoomFilePiece):
    """A sealed piece of a file of persons."""

    Kind = PieceKind
    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Keeps a file of persons sealed while it is checked and corrected, inside the room it is for",
        retention=Retention.WORK,
        nothing="id room batch kind number",
        identity="piece",
    )

    batch = models.ForeignKey(PersonBatch, on_delete=models.CASCADE, related_name="pieces")

    class Meta(RoomFilePiece.Meta):
        constraints = [
            models.UniqueConstraint(fields=["batch", "kind", "number"], name="piece_of_a_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.kind} {self.number}"


class SavedPersonMapping(SavedRoomMapping):
    """How one source's files of persons are read."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Reads the next file of the same source in the same way",
        retention=Retention.PROGRAMME,
        nothing="id room updated_at",
        staff="saved_by",
        casework="name settings",
    )

    class Meta(SavedRoomMapping.Meta):
        constraints = [models.UniqueConstraint(fields=["room", "name"], name="person_mapping_named_once")]
