"""How a file lies in one room on its way into it: what is kept of it, its sealed pieces, and the mapping it is read with.

Abstract: each kind of file (persons, and what parts above bring in) has tables of its own.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.imports.models import BatchState
from vapenvila.web.jobs.models import JobProgress
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.identifiers import new_id

# For the declarations of the tables below: the columns that all batches have.
NOTHING_OF_A_BATCH = (
    "id room number state source_system file_sha256 file_size mapping_name report rows created updated unchanged copies"
    " held text_warnings problem problem_values job uploaded_at committed_at undone_at file_deleted_at"
)
STAFF_OF_A_BATCH = "uploaded_by committed_by undone_by"


class RoomFileBatch(models.Model):
    """A file on its way into one room. Neither the file's name nor a value of a cell is kept with it."""

    letter: ClassVar[str]  # before the number, as people say it: P12
    sealed_as: ClassVar[str]  # what its sealed pieces are bound to

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
        abstract = True
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.letter}{self.number}"

    @classmethod
    def piece_model(cls) -> "type[RoomFilePiece]":
        """The table of this kind's sealed pieces."""
        raise NotImplementedError


class PieceKind(models.TextChoices):
    """What a sealed piece is of."""

    UPLOAD = "upload", _("the file")
    HELD = "held", _("rows held back")


class RoomFilePiece(models.Model):
    """A piece of an uploaded file, or of the rows held back from it, sealed. Deleted when imported or a week old."""

    application_rights = "SELECT, INSERT, DELETE"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=PieceKind)
    number = models.PositiveIntegerField()
    piece = models.BinaryField()

    class Meta:
        abstract = True
        ordering = ["number"]


class SavedRoomMapping(models.Model):
    """How one source's files are read, kept in the room under a name, so that next month's file needs no work."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    settings = models.JSONField()
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
