"""Files of persons brought into a room: the batch, the sealed file itself, the mapping kept, and whose reference is whose."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.imports.models import BatchState
from vapenvila.web.jobs.models import JobProgress
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class PersonBatch(models.Model):
    """A file of persons on its way into one room. Neither the file's name nor a value of a cell is kept with it."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Shows which persons came with which file, and lets the whole file be taken out again",
        retention=Retention.CASEWORK,
        nothing="id room number state source_system file_sha256 file_size mapping_name report rows created updated"
        " unchanged copies held text_warnings problem problem_values job uploaded_at committed_at undone_at"
        " file_deleted_at",
        staff="uploaded_by committed_by undone_by",
        casework="label mapping",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("number"))
    label = models.CharField(_("label"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=BatchState, default=BatchState.UPLOADED)
    source_system = models.CharField(_("source"), max_length=40, blank=True)
    file_sha256 = models.CharField(max_length=64, default="")
    file_size = models.BigIntegerField(_("size"), default=0)
    mapping = models.JSONField(null=True)  # the settings this batch is read with; they stay as they were
    mapping_name = models.CharField(max_length=80, blank=True)
    report = models.JSONField(null=True)  # row, column and sentence; never a value of a cell
    rows = models.PositiveIntegerField(_("rows"), default=0)
    created = models.PositiveIntegerField(_("new"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    copies = models.PositiveIntegerField(_("copies"), default=0)
    held = models.PositiveIntegerField(_("held back"), default=0)
    text_warnings = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)  # English sentence with {named} places
    problem_values = models.JSONField(default=dict)
    job = models.ForeignKey(JobProgress, on_delete=models.SET_NULL, null=True, related_name="+")
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    committed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    committed_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    file_deleted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["room", "number"], name="person_batch_number_once"),
            models.CheckConstraint(
                condition=~Q(state="committed") | Q(committed_at__isnull=False),
                name="committed_person_batch_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"P{self.number}"


class PersonFilePiece(models.Model):
    """A piece of an uploaded file, or of the rows held back from it, sealed. Deleted when imported or a week old."""

    class Kind(models.TextChoices):
        UPLOAD = "upload", _("the file")
        HELD = "held", _("rows held back")

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Keeps a file of persons sealed while it is checked and corrected, inside the room it is for",
        retention=Retention.WORK,
        nothing="id room batch kind number",
        identity="piece",
    )
    application_rights = "SELECT, INSERT, DELETE"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(PersonBatch, on_delete=models.CASCADE, related_name="pieces")
    kind = models.CharField(max_length=6, choices=Kind)
    number = models.PositiveIntegerField()
    piece = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "kind", "number"], name="piece_of_a_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.kind} {self.number}"


class SavedPersonMapping(models.Model):
    """How one source's files are read, kept in the room under a name, so that next month's file needs no work."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Reads the next file of the same source in the same way",
        retention=Retention.PROGRAMME,
        nothing="id room updated_at",
        staff="saved_by",
        casework="name settings",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    settings = models.JSONField()
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["room", "name"], name="person_mapping_named_once")]

    def __str__(self) -> str:
        return self.name
