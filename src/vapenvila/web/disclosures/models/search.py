"""Whom a document names, as keyed hashes of one room: so that a room finds its documents on a person without opening all."""

from django.db import models

from vapenvila.web.disclosures.models.disclosure import Disclosure
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class DisclosureNames(models.Model):
    """One hash of one person in one document, made for one of its two rooms. No other room's hash is like it.

    It holds nothing that the sealed content does not, and can be made again from it: a rotation does so.
    """

    declaration = Declaration(
        kind=RowKind.DOOR,
        purpose="Finds the documents that name a person, to tell every recipient of a correction or erasure (S22)",
        retention=Retention.HANDED_OVER,
        nothing="id disclosure from_room to_room room key_id",
        casework="name_hash",
    )
    application_rights = "SELECT, INSERT, DELETE"
    also_asked_by_the_wall = "room_id = (SELECT vapenvila_room())"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="names")
    from_room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    to_room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")  # whose hash it is
    name_hash = models.BinaryField()
    key_id = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["disclosure", "room", "name_hash"], name="a_person_is_found_once_in_a_document"
            )
        ]
        indexes = [models.Index(fields=["room", "name_hash"], name="documents_by_person")]

    def __str__(self) -> str:
        return str(self.disclosure_id)
