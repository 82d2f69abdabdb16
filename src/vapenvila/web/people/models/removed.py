"""What a room keeps of somebody it has removed: hashes that know them again, and no word of who they are."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Room
from vapenvila.web.people.vocabulary import WhyRemoved
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class RemovedPerson(models.Model):
    """One hash under which an old file would bring a removed person back. All of one removal share `removal`.

    Keyed and of this room alone: nobody without the key outside the database can try names or numbers against it.
    """

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Keeps an old file from bringing back somebody who was removed, until a named person has decided",
        retention=Retention.REMOVAL,
        nothing="id room removal key_id removed_on why source_system let_back_at",
        staff="let_back_by",
        identity="mark_hash",
        casework="reason",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    removal = models.UUIDField()
    mark_hash = models.BinaryField()
    key_id = models.BinaryField()  # the key of the hash; it cannot be made anew when keys rotate
    source_system = models.CharField(
        max_length=40, blank=True
    )  # whose reference it is; empty: a number or a name
    removed_on = models.DateField(_("removed"))
    why = models.CharField(_("why"), max_length=10, choices=WhyRemoved)
    let_back_at = models.DateTimeField(null=True)
    let_back_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(let_back_at__isnull=True) | (Q(let_back_by__isnull=False) & ~Q(reason="")),
                name="removed_person_comes_back_by_a_named_decision",
            )
        ]
        indexes = [
            models.Index(fields=["room", "mark_hash"], name="removed_person_by_mark"),
            models.Index(fields=["room", "removal"], name="removed_person_by_removal"),
        ]

    def __str__(self) -> str:
        return f"{self.removal} {self.removed_on}"
