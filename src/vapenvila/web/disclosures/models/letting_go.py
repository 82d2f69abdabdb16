"""A room's copy of a paper at the door is past its time: from then on the wall shows it to that room no more."""

from django.db import models

from vapenvila.web.partners.models import Room
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


def until_let_go(table: str, column: str) -> str:
    """What the wall asks besides: that the room which reads has not let go of the paper that this row belongs to.

    Written as PostgreSQL prints it, for the wall's check compares the two texts.
    """
    return (  # names of our own tables
        f"NOT EXISTS (SELECT 1 FROM disclosures_lettinggo g WHERE (g.paper_id = {table}.{column}"  # noqa: S608
        " AND g.room_id = (SELECT vapenvila_room())))"
    )


class LettingGo(models.Model):
    """One room has let go of its copy. When the other room does so too, the paper is deleted and this row with it."""

    declaration = Declaration(
        kind=RowKind.DOOR,
        purpose="Ends one room's sight of a paper when its time there is over, while the other room may still keep it",
        retention=Retention.HANDED_OVER,
        nothing="id paper_id from_room to_room room at",
    )
    application_rights = (
        "SELECT"  # written by the database's own function, which looks at the age of the paper first
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    paper_id = models.UUIDField()  # a request or a disclosure
    from_room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    to_room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper_id", "room"], name="a_room_lets_go_once")]

    def __str__(self) -> str:
        return str(self.paper_id)
