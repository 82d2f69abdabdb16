"""What has been done with a person's record: changes, reviews of the need, merges, broken glass."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Room
from vapenvila.web.people.models.importing import PersonBatch
from vapenvila.web.people.models.person import Person
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class PersonChange(models.Model):
    """One change of a record, with what stood there before (sealed). Appended, never changed."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="History of each record: nothing is overwritten, and a wrong change can be undone",
        retention=Retention.CASEWORK,
        nothing="id room person version fields batch at",
        staff="by",
        identity="before",
        casework="reason",
    )
    application_rights = (
        "SELECT, INSERT, DELETE, UPDATE (before)"  # deleted with its person; sealed anew by rotation
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()  # of the record after the change
    fields = ArrayField(models.CharField(max_length=40), default=list)
    before = models.BinaryField(default=b"")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    batch = models.ForeignKey(
        PersonBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="changes"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["person", "version"], name="one_change_per_version_of_a_person")
        ]
        indexes = [models.Index(fields=["batch"], name="person_change_by_batch")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.version}"


class PersonReview(models.Model):
    """The need for a record was looked at again, on new evidence; only this moves the review date. Appended."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Shows on what new evidence a record was kept longer",
        retention=Retention.CASEWORK,
        nothing="id room person review_by at evidence_on",
        staff="by",
        casework="evidence need",
    )
    application_rights = "SELECT, INSERT, DELETE"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reviews")
    evidence = models.CharField(_("new evidence and its source"), max_length=300)
    evidence_on = models.DateField(_("date of the evidence"))
    need = models.CharField(_("what the record is needed for"), max_length=500)
    review_by = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.review_by}"


class PersonMerge(models.Model):
    """Two records of one room that somebody judged to be one person's. Reversible: both keep what they hold."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Shows which records are one person's, who said so and why",
        retention=Retention.CASEWORK,
        nothing="id room kept absorbed at undone_at",
        staff="by undone_by",
        casework="reason",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges")
    absorbed = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merged_by")
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("absorbed")), name="two_persons_are_merged"),
            models.UniqueConstraint(
                fields=["absorbed"], condition=Q(undone_at__isnull=True), name="a_person_is_merged_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.absorbed_id} → {self.kept_id}"


class BrokenGlass(models.Model):
    """A protected record opened in an emergency, inside the own room. Waits for somebody else's signature."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Lets a life be saved, and shows afterwards who saw what and whether that was right",
        retention=Retention.AUDIT,
        nothing="id room person opened_at until reviewed_at",
        staff="opened_by keeper_told reviewed_by",
        casework="reason finding",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="broken_glass")
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.CharField(_("why now"), max_length=500)
    keeper_told = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    finding = models.CharField(_("finding"), max_length=500, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("opened_at")), name="glass_is_broken_for_a_time"),
            models.CheckConstraint(condition=~Q(reason=""), name="glass_is_broken_for_a_reason"),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("opened_by")),
                name="nobody_signs_their_own_emergency",
            ),
        ]
        indexes = [models.Index(fields=["room", "reviewed_at"], name="broken_glass_to_sign")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.opened_at:%Y-%m-%d %H:%M}"
