"""One file of persons brought into a room: what was found, and the way back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class BatchStep(models.TextChoices):
    """Where a file stands."""

    CHECKED = "checked", _("checked")
    COMMITTED = "committed", _("imported")
    UNDONE = "undone", _("undone")


class PersonBatch(models.Model):
    """A file of persons. The file itself is sealed and deleted when it is imported, given up or a day old."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Shows which persons came with which file, and lets the whole file be taken out again",
        retention=Retention.CASEWORK,
        nothing="id room step rows good faulty created at committed_at undone_at sha256",
        staff="by",
        casework="source source_on need mark report",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(_("step"), max_length=10, choices=BatchStep, default=BatchStep.CHECKED)
    source = models.CharField(_("source"), max_length=200)
    source_on = models.DateField(_("date of the source"))
    need = models.CharField(_("what the records are needed for"), max_length=500)
    mark = models.CharField(_("mark"), max_length=10, blank=True)
    rows = models.PositiveIntegerField(default=0)
    good = models.PositiveIntegerField(default=0)
    faulty = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=list)  # row, column and sentence; never a value of a cell
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["room", "-at"], name="person_batch_by_time")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.step}"
