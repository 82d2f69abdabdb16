"""The register of exports: every file and print that left the house, and what was asked to leave in large."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class Handling(models.TextChoices):
    """How a copy may be handled outside; printed on every copy."""

    OPEN = "open", _("Open: may be passed on")
    SHARED = "shared", _("Shared picture: for the purpose named here, not to be passed on")
    ROOM = "room", _("The agency's own: for the named recipient alone, kept locked in")


class ExportKind(models.TextChoices):
    """What the file or print holds."""

    INCIDENTS = "incidents", _("incidents")
    HELD_ROWS = "held_rows", _("rows held back at an import")
    CHART = "chart", _("a chart")
    MINUTES = "minutes", pgettext_lazy("a copy", "minutes")
    TRAIL = "trail", _("the audit trail")
    INSPECTION = "inspection", _("the audit trail, for a supervisory authority")
    FIGURES = "figures", _("figures")
    PERSON_REPORT = "person_report", _("what is held about one person")
    LETTER = "letter", _("a letter")
    DISCLOSURE = "disclosure", _("a disclosure")
    GROUPS = "groups", _("what is said of groups")
    NETWORK = "network", _("a part of a network of ties")
    AUDIT_FORM = "audit_form", _("the paper form of a group audit")
    RETALIATION_CHAINS = "retaliation", _("retaliation chains")


class ExportSeries(models.Model):
    """The last number given in one series: one series per programme, one per room. Numbers have no gaps by chance."""

    declaration = Declaration(
        kind=RowKind.HOUSE,
        purpose="Numbers exports so that no two copies have the same number",
        retention=Retention.PROGRAMME,
        nothing="series last",
    )
    application_rights = "SELECT, INSERT, UPDATE"

    series = models.UUIDField(primary_key=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.series} {self.last}"


class ExportRecord(models.Model):
    """One numbered copy that left the house: for what, to whom, which rows, until when, and whether it was called back.

    A copy of what lies in a room is seen in that room alone; the number series of rooms are their own.
    """

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Follows every file and print outside the house, so that it can be called back",
        retention=Retention.AUDIT,
        nothing="id programme room number kind format handling filter_words query row_count subject sha256 expires_on"
        " made_at recalled_at destroyed_confirmed_at",
        staff="made_by recalled_by noted_by",
        free_text="purpose recipient recall_reason confirmed_by",
    )
    application_rights = (  # what was said when it left cannot be changed afterwards
        "SELECT, INSERT, UPDATE"
        " (recalled_by, recalled_at, recall_reason, destroyed_confirmed_at, confirmed_by, noted_by)"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.UUIDField(db_column="programme_id")
    room = models.UUIDField(null=True)
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("holds"), max_length=20, choices=ExportKind)
    format = models.CharField(_("format"), max_length=10)
    handling = models.CharField(_("handling"), max_length=10, choices=Handling)
    purpose = models.CharField(_("purpose"), max_length=300)
    recipient = models.CharField(_("recipient"), max_length=200)
    filter_words = models.TextField(blank=True)
    query = models.TextField(blank=True)
    row_count = models.PositiveIntegerField(_("number of rows"))
    subject = models.UUIDField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    expires_on = models.DateField(_("to be destroyed by"))
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    recalled_by = models.UUIDField(null=True)
    recalled_at = models.DateTimeField(null=True)
    recall_reason = models.CharField(_("why it is called back"), max_length=300, blank=True)
    destroyed_confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(_("who confirmed"), max_length=200, blank=True)
    noted_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "room", "number"], nulls_distinct=False, name="export_numbered_once"
            ),
            models.CheckConstraint(
                condition=~Q(purpose="") & ~Q(recipient=""), name="copy_says_for_what_and_to_whom"
            ),
            models.CheckConstraint(
                condition=Q(destroyed_confirmed_at__isnull=True) | ~Q(confirmed_by=""),
                name="somebody_confirmed_the_destruction",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "-made_at"], name="exports_by_programme"),
            models.Index(fields=["subject", "-made_at"], name="exports_by_subject"),
        ]

    def __str__(self) -> str:
        return f"R{self.number}" if self.room else f"E{self.number}"


class ExportApproval(models.Model):
    """A wish to take out more rows than one person may take out alone, and what a second person answered. Used once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")
        USED = "used", _("used")

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Lets a second person decide before many rows leave the house at once",
        retention=Retention.AUDIT,
        nothing="id programme room kind query filter_words row_count asked_at state decided_at",
        staff="asked_by decided_by",
        free_text="purpose recipient",
    )
    application_rights = "SELECT, INSERT, UPDATE (state, decided_by, decided_at)"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.UUIDField(db_column="programme_id")
    room = models.UUIDField(null=True)
    kind = models.CharField(max_length=20, choices=ExportKind)
    query = models.TextField(blank=True)
    filter_words = models.TextField(blank=True)
    row_count = models.PositiveIntegerField()
    purpose = models.CharField(max_length=300)
    recipient = models.CharField(max_length=200)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("asked_by")),
                name="nobody_approves_their_own_export",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_count} {self.state}"
