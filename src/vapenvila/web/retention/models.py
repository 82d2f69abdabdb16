"""The tally of what was deleted, the certificates over it, and files that still have to go. No row names what it deleted."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.retention_event import EventKind, KeepingGround
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class Part(models.TextChoices):
    """What is counted."""

    RECORDS = "records", _("records")
    WORDINGS = "wordings", _("earlier wordings")
    LINKS = "links", _("links from other records")
    FILES = "files", _("files")
    COPIES = "copies", _("exports on record to recall")
    RECALLED = "recalled", _("exports on record called back")
    TRAIL_FINDS = "trail_finds", _("places on record that name a deleted person")


class RetentionDeletion(models.Model):
    """How much of one kind was deleted under one regime in one transaction. Appended together with the deletion.

    A migration adds the wall: a row without programme is the house's, one without room the programme's, one with a room
    is seen in that room alone.
    """

    declaration = Declaration(
        kind=RowKind.HOUSE,
        purpose="Counts what was deleted and why, so that a run cut short is still certified in full",
        retention=Retention.PROOF,
        nothing="id programme room kind regime part count deleted_at",
    )
    application_rights = "SELECT, INSERT (programme, room, kind, regime, part, count, deleted_at)"

    id = models.BigAutoField(primary_key=True)
    programme = models.UUIDField(null=True)
    room = models.UUIDField(null=True)
    kind = models.CharField(max_length=40)
    regime = models.CharField(max_length=40)
    part = models.CharField(max_length=15, choices=Part)
    count = models.PositiveIntegerField()
    deleted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["programme", "room", "id"], name="deletion_by_scope")]

    def __str__(self) -> str:
        return f"{self.kind} {self.part} {self.count}"


class RetentionCertificate(models.Model):
    """What was deleted since the certificate before: counts by kind and ground, hashed and chained. Append-only."""

    declaration = Declaration(
        kind=RowKind.HOUSE,
        purpose="Proves what was deleted, when and on which ground",
        retention=Retention.PROOF,
        nothing="id programme room number issued_at body upto sha256 previous_sha256",
    )
    application_rights = "SELECT, INSERT"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.UUIDField(null=True)
    room = models.UUIDField(null=True)
    number = models.PositiveIntegerField(_("number"))
    issued_at = models.DateTimeField(_("issued"))
    body = models.JSONField()
    upto = models.BigIntegerField()  # the last row of the tally it covers
    sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "room", "number"], nulls_distinct=False, name="certificate_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class FileToRemove(models.Model):
    """A file whose record is deleted and that still lies on the disk. Written with the deletion, gone when the file is."""

    declaration = Declaration(
        kind=RowKind.HOUSE,
        purpose="Makes sure that a file goes even if the service stops between the record and the file",
        retention=Retention.WORK,
        nothing="id path since",
    )
    application_rights = "SELECT, INSERT, DELETE"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    path = models.CharField(max_length=300)  # below the house's home, made of identifiers only
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.path


class RecordedEvent(models.Model):
    """Something that happened to a person's case and moves the last day: a sentence served, a closed case, a duty to keep.

    It is noted with its source and never changed; the last day is computed from it, nobody writes a day. One that ends, or
    was noted wrongly, is replaced by another row, and both stay in the history.
    """

    class Kind(models.TextChoices):
        CASE_CLOSED = EventKind.CASE_CLOSED.value, _("case closed")
        REGISTERED = EventKind.REGISTERED.value, _("new registration")
        REGISTERED_SERIOUS = (
            EventKind.REGISTERED_SERIOUS.value,
            _("new registration, crime of two years or more"),
        )
        SENTENCE = EventKind.SENTENCE.value, _("time in prison, closed youth care or forensic care")
        SUPERVISION_BEGAN = EventKind.SUPERVISION_BEGAN.value, _("supervision began")
        SUPERVISION_ENDED = EventKind.SUPERVISION_ENDED.value, _("supervision ended")
        PRESERVE = EventKind.PRESERVE.value, _("duty to keep, by law or archive decision")
        OBJECTION = EventKind.OBJECTION.value, _("objection upheld: nothing may be kept")
        WITHDRAWN = EventKind.WITHDRAWN.value, _("taken back: it was noted wrongly")

    class Ground(models.TextChoices):
        LEGAL_CASE = KeepingGround.LEGAL_CASE.value, _("needed in a legal case that goes on")
        ARCHIVE = KeepingGround.ARCHIVE.value, _("decision or regulation of the archive authority")
        INSPECTION = KeepingGround.INSPECTION.value, _("a supervisory authority is looking at it")

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Holds the events from which the last day of a person's record is computed",
        retention=Retention.CASEWORK,
        nothing="id room at replaces",
        staff="by",
        casework="person kind first_day last_day source ground decided_by reason",
    )
    application_rights = "SELECT, INSERT, DELETE"  # deleted with its person

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField()
    kind = models.CharField(_("event"), max_length=20, choices=Kind)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)
    ground = models.CharField(_("ground"), max_length=12, choices=Ground, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=120, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="replaced_by"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["first_day", "at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
                name="recorded_event_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~models.Q(source=""), name="recorded_event_has_a_source"),
            models.CheckConstraint(
                condition=~models.Q(kind="preserve") | (~models.Q(ground="") & ~models.Q(decided_by="")),
                name="a_duty_to_keep_has_ground_and_decider",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="objection") | ~models.Q(decided_by=""),
                name="an_upheld_objection_has_a_decider",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="withdrawn")
                | (models.Q(replaces__isnull=False) & ~models.Q(reason="")),
                name="taken_back_says_what_and_why",
            ),
        ]
        indexes = [models.Index(fields=["room", "person"], name="recorded_event_by_person")]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_day}"
