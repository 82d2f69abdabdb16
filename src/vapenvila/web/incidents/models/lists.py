"""Working lists: filters kept for later, and files that left the house."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class SavedFilter(models.Model):
    """A filter somebody keeps under a name, for themselves or for everybody in the programme."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Lets people come back to the same choice of incidents",
        retention=Retention.WORK,
        nothing="id programme query shared created_at",
        staff="owner",
        free_text="name",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    query = models.TextField(max_length=4000, blank=True)
    shared = models.BooleanField(_("for everybody in the programme"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "owner", "name"], name="own_filter_named_once")
        ]

    def __str__(self) -> str:
        return self.name


class ExportPackage(models.Model):
    """A numbered file that left the house: for what, to whom, which rows, until when, and whether it was called back."""

    class Format(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "Excel (XLSX)"
        GEOJSON = "geojson", "GeoJSON"

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Follows every file of incidents outside the house, so that it can be called back",
        retention=Retention.PROGRAMME,
        nothing="id programme number format query filter_words row_count expires_on made_at recalled_at"
        " destroyed_confirmed_at",
        staff="made_by recalled_by",
        free_text="purpose recipient",
    )
    application_rights = "SELECT, INSERT, UPDATE"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("number"))
    format = models.CharField(_("format"), max_length=10, choices=Format)
    purpose = models.CharField(_("purpose"), max_length=300)
    recipient = models.CharField(_("recipient"), max_length=200)
    query = models.TextField(blank=True)
    filter_words = models.TextField(blank=True)
    row_count = models.PositiveIntegerField(_("number of rows"))
    expires_on = models.DateField(_("to be destroyed by"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    recalled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    recalled_at = models.DateTimeField(null=True)
    destroyed_confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="export_number_once"),
            models.CheckConstraint(
                condition=~Q(purpose="") & ~Q(recipient=""), name="export_says_for_what_and_to_whom"
            ),
        ]

    def __str__(self) -> str:
        return f"E{self.number}"
