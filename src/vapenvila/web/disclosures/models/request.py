"""What one agency asks another for."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.disclosures.models.letting_go import until_let_go
from vapenvila.web.disclosures.vocabulary import FIELD_CODES, State, Urgency
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class DisclosureRequest(models.Model):
    """A request that has been sent. Persons and purpose are sealed; its words never change, its state does.

    `from_room` asks, `to_room` is asked. The state is what the asker may know: nothing of how the test goes.
    """

    declaration = Declaration(
        kind=RowKind.DOOR,
        purpose="Says which named persons and fields one agency asks another for, and why",
        retention=Retention.AUDIT,
        nothing="id from_room to_room no fields person_count urgency state asked_at answered_at",
        staff="asked_by",
        casework="sealed refusal",
    )
    application_rights = "SELECT, INSERT, UPDATE (state, answered_at, refusal)"
    also_asked_by_the_wall = until_let_go("disclosures_disclosurerequest", "id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    from_room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    to_room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    no = models.PositiveIntegerField(_("number"))
    sealed = models.BinaryField()
    fields = ArrayField(models.CharField(max_length=40, choices=FIELD_CODES))
    person_count = models.PositiveSmallIntegerField()
    urgency = models.CharField(_("how soon"), max_length=10, choices=Urgency, default=Urgency.NORMAL)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.ASKED)
    refusal = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_room", "to_room", "no"], name="request_number_once_between_two_rooms"
            ),
            models.CheckConstraint(
                condition=~models.Q(from_room=models.F("to_room")), name="request_goes_to_another_room"
            ),
        ]
        indexes = [
            models.Index(fields=["to_room", "state", "-asked_at"], name="request_by_asked_room"),
            models.Index(fields=["from_room", "-asked_at"], name="request_by_asking_room"),
        ]

    def __str__(self) -> str:
        return f"B{self.no} {self.state}"
