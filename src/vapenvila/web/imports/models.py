"""Saved mappings, batches, what a batch changed (so that it can be undone), and what it left for decision."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.incidents.models import Incident
from vapenvila.web.jobs.models import JobProgress
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class BatchState(models.TextChoices):
    """Where a batch stands."""

    UPLOADED = "uploaded", _("Uploaded")
    CHECKED = "checked", _("Checked")
    COMMITTING = "committing", _("Being imported")
    COMMITTED = "committed", _("Imported")
    UNDONE = "undone", _("Undone")
    FAILED = "failed", _("Not readable")


class SavedMapping(models.Model):
    """A mapping kept under a name, so that next month's file needs no work."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Reads the next file of the same source in the same way",
        retention=Retention.PROGRAMME,
        nothing="id programme settings version created_at updated_at",
        staff="created_by",
        free_text="name",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    settings = models.JSONField()
    version = models.PositiveIntegerField(_("version"), default=1)  # counted up when the settings change
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="mapping_named_once")]

    def __str__(self) -> str:
        return self.name


class SavedMappingVersion(models.Model):
    """The settings of a saved mapping as they were before they were changed."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Shows how a source was read before, and lets that be taken up again",
        retention=Retention.PROGRAMME,
        nothing="id programme mapping settings version saved_at",
        staff="saved_by",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    mapping = models.ForeignKey(SavedMapping, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField(_("version"))
    settings = models.JSONField()
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["mapping", "version"], name="mapping_version_once")]

    def __str__(self) -> str:
        return f"{self.mapping_id} {self.version}"


class ImportBatch(models.Model):
    """One file on its way into the register. The file's own name is not kept, only its hash and the user's
    label."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Follows one file from upload to register and back, as one whole",
        retention=Retention.PROGRAMME,
        nothing="id programme number file_name_hash file_sha256 file_size profile mapping mapping_version"
        " source_system state report"
        " rows incidents victims fatal_victims created updated unchanged conflicts taken held skipped problem problem_values"
        " job uploaded_at committed_at undone_at file_deleted_at",
        staff="uploaded_by committed_by undone_by",
        free_text="label",
    )
    application_rights = "SELECT, INSERT, UPDATE"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("number"))
    label = models.CharField(_("label"), max_length=120, blank=True)
    file_name_hash = models.CharField(max_length=64)
    file_sha256 = models.CharField(max_length=64)
    file_size = models.BigIntegerField(_("size"))
    profile = models.CharField(_("profile"), max_length=80, blank=True)
    mapping = models.JSONField(null=True)  # the settings this batch is read with; they stay as they were
    mapping_version = models.PositiveIntegerField(null=True)  # of the saved mapping called `profile`
    source_system = models.CharField(_("source"), max_length=40, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=BatchState, default=BatchState.UPLOADED)
    report = models.JSONField(null=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    incidents = models.PositiveIntegerField(_("incidents"), default=0)
    victims = models.PositiveIntegerField(_("victims"), default=0)
    fatal_victims = models.PositiveIntegerField(_("of these dead"), default=0)
    created = models.PositiveIntegerField(_("new"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    conflicts = models.PositiveIntegerField(_("for decision"), default=0)
    taken = models.PositiveIntegerField(_("decided by the file"), default=0)
    held = models.PositiveIntegerField(_("held back"), default=0)
    skipped = models.PositiveIntegerField(_("left out"), default=0)
    problem = models.TextField(blank=True)  # English sentence with {named} places
    problem_values = models.JSONField(default=dict)
    job = models.ForeignKey(JobProgress, on_delete=models.SET_NULL, null=True, related_name="+")
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    committed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    committed_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    file_deleted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="batch_number_once"),
            models.CheckConstraint(
                condition=~models.Q(state="committed") | models.Q(committed_at__isnull=False),
                name="committed_batch_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"I{self.number}"


class ImportChange(models.Model):
    """What one batch did to one incident, and what stood there before."""

    class Kind(models.TextChoices):
        CREATED = "created", _("New")
        UPDATED = "updated", _("Updated")

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Lets a whole batch be undone, leaving alone what people have changed since",
        retention=Retention.PROGRAMME,
        nothing="id programme batch incident kind version_after added_sources",
        free_text="before",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="changes")
    incident = models.UUIDField()  # no foreign key: the change is told after the incident is gone
    kind = models.CharField(max_length=8, choices=Kind)
    before = models.JSONField(default=dict)  # fact → its text before
    added_sources = ArrayField(models.UUIDField(), default=list)
    version_after = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "incident"], name="batch_changes_incident_once")
        ]
        indexes = [models.Index(fields=["incident"], name="change_by_incident")]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.kind}"


class ConflictDecision(models.TextChoices):
    """What was decided where the file contradicts the register."""

    OPEN = "", _("For decision")
    KEEP = "keep", _("The register stays")
    TAKE = "take", _("The file's value was taken")


class ImportConflict(models.Model):
    """The file says otherwise than a person has decided. The register stays; somebody looks at it."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Lists where a file contradicts what people have decided, instead of overwriting it",
        retention=Retention.PROGRAMME,
        nothing="id programme batch incident source_no row field decision settled_at",
        staff="settled_by",
        free_text="register_value file_value",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="conflict_list")
    incident = models.ForeignKey(Incident, on_delete=models.SET_NULL, null=True, related_name="+")
    source_no = models.CharField(_("reference"), max_length=120)
    row = models.PositiveIntegerField(_("row"))
    field = models.CharField(_("fact"), max_length=40)
    register_value = models.TextField(_("in the register"), blank=True)
    file_value = models.TextField(_("in the file"), blank=True)
    decision = models.CharField(
        _("decision"), max_length=4, choices=ConflictDecision, default=ConflictDecision.OPEN, blank=True
    )
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["row", "field"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decision="", settled_at__isnull=True)
                | (~models.Q(decision="") & models.Q(settled_at__isnull=False)),
                name="conflict_settled_by_a_decision",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_no} {self.field}"


class FeedConnection(models.Model):
    """A source on the web that is asked every night. Nothing is asked before the project leader has switched it on."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Fetches a public source of incidents every night, when the project leader has switched it on",
        retention=Retention.PROGRAMME,
        nothing="id programme profile address on switched_at etag last_modified asked_at answered_at batch problem"
        " problem_values",
        staff="switched_by",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    profile = models.CharField(_("source"), max_length=40)
    address = models.URLField(_("address"), max_length=500)
    on = models.BooleanField(_("switched on"), default=False)
    switched_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    switched_at = models.DateTimeField(null=True)
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    asked_at = models.DateTimeField(_("last asked"), null=True)
    answered_at = models.DateTimeField(_("last answer"), null=True)
    batch = models.ForeignKey(ImportBatch, on_delete=models.SET_NULL, null=True, related_name="+")
    problem = models.TextField(blank=True)  # English sentence with {named} places
    problem_values = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "profile"], name="feed_once_in_a_programme"),
            models.CheckConstraint(
                condition=models.Q(on=False) | models.Q(switched_at__isnull=False),
                name="feed_is_switched_on_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.profile
