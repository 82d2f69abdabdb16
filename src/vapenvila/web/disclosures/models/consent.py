"""A person's consent, in the room of the authority that obtained it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.disclosures.vocabulary import CONSENT_CLASSES, ConsentForm, ConsentGiver
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class Consent(models.Model):
    """Who consents to what being told to which agency, for what, how long. Withdrawn it opens nothing."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Shows what a person has agreed may be told, to whom, for what and for how long (OSL 10:1, 12:2)",
        retention=Retention.AUDIT,
        nothing="id room to_room no classes giver form first_day last_day recorded_at withdrawn_at",
        staff="recorded_by withdrawn_by",
        casework="sealed",
    )
    application_rights = "SELECT, INSERT, UPDATE (withdrawn_at, withdrawn_by_id)"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    to_room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    no = models.PositiveIntegerField(_("number"))
    sealed = models.BinaryField()  # person, purpose, form of work, document, reservation
    classes = ArrayField(models.CharField(max_length=30, choices=CONSENT_CLASSES))
    giver = models.CharField(_("given by"), max_length=10, choices=ConsentGiver)
    form = models.CharField(_("form"), max_length=12, choices=ConsentForm)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-recorded_at"]
        constraints = [
            models.UniqueConstraint(fields=["room", "no"], name="consent_number_once_in_a_room"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="consent_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(classes__len__gte=1), name="consent_names_its_data"),
        ]
        indexes = [models.Index(fields=["room", "-last_day"], name="consent_by_last_day")]

    def __str__(self) -> str:
        return f"S{self.no}"
