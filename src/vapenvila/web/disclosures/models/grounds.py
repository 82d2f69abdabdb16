"""What a programme says of the legal grounds: switched off, verified by a lawyer; and who the named managers are."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Programme, Room
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class GroundSwitch(models.Model):
    """A ground switched off in the programme, or no longer switched off. It never opens what the catalogue keeps shut."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Shows which legal grounds the programme does not use, and since when",
        retention=Retention.PROGRAMME,
        nothing="id programme ground_code off at",
        staff="by",
        free_text="reason",
    )
    outside_picture = True
    application_rights = "SELECT, INSERT"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    ground_code = models.CharField(max_length=60)
    off = models.BooleanField()
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["programme", "ground_code", "-at"], name="switch_by_ground")]

    def __str__(self) -> str:
        return f"{self.ground_code} {self.off}"


class GroundVerification(models.Model):
    """A named lawyer has verified the wording of a ground for this programme on a day."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Shows which lawyer verified which wording of a legal ground, and when",
        retention=Retention.PROGRAMME,
        nothing="id programme ground_code fingerprint verified_on at",
        staff="lawyer by",
    )
    outside_picture = True
    application_rights = "SELECT, INSERT"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    ground_code = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=16)
    lawyer = models.CharField(_("lawyer"), max_length=120)
    verified_on = models.DateField(_("verified on"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(lawyer=""), name="verification_names_the_lawyer")]
        indexes = [models.Index(fields=["programme", "ground_code", "-at"], name="verification_by_ground")]

    def __str__(self) -> str:
        return f"{self.ground_code} {self.lawyer}"


class DoorManager(models.Model):
    """The named manager of a room, who decides on contact data and on what is stopped."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Names the managers who decide on contact data and stopped requests (acceptance S6)",
        retention=Retention.PROGRAMME,
        nothing="id programme room first_day last_day at",
        staff="user by",
    )
    outside_picture = True
    application_rights = "SELECT, INSERT, UPDATE (last_day)"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="door_managers")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="door_manager_ends_after_beginning",
            ),
            models.CheckConstraint(condition=~Q(by=F("user")), name="nobody_names_themselves_manager"),
        ]

    def __str__(self) -> str:
        return f"{self.room_id} {self.user_id}"
