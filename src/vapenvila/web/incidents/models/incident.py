"""An incident with its sources and its history. Everything here belongs to the shared picture and names no person."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.incidents.models.counting import Area, CountRule
from vapenvila.web.incidents.vocabulary import Kind, Motive, Outcome, Precision, State, Weapon
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class Incident(models.Model):
    """A violent event that may count. Incidents and victims are counted apart."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="The shared register of shootings, explosions and other serious violence by groups",
        retention=Retention.PROGRAMME,
        nothing="id programme number kind occurred_from occurred_to reported_at latitude longitude precision area state"
        " hold_review_on weapon outcome motive dead injured_serious injured_slight injured_unknown count_rule"
        " merged_into version created_at updated_at",
        free_text="place state_reason note",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("number"))  # counted up within the programme
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    occurred_from = models.DateTimeField(_("earliest time"))
    occurred_to = models.DateTimeField(_("latest time"))
    reported_at = models.DateTimeField(_("reported"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    precision = models.CharField(
        _("precision of the place"), max_length=12, choices=Precision, default=Precision.UNKNOWN
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.REPORTED)
    state_reason = models.CharField(_("reason for the state"), max_length=300, blank=True)
    hold_review_on = models.DateField(_("hold to be reviewed on"), null=True, blank=True)
    weapon = models.CharField(_("weapon"), max_length=10, choices=Weapon, default=Weapon.UNKNOWN)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.UNKNOWN)
    motive = models.CharField(_("motive"), max_length=16, choices=Motive, default=Motive.UNKNOWN)
    dead = models.PositiveSmallIntegerField(_("dead"), default=0)
    injured_serious = models.PositiveSmallIntegerField(_("seriously injured"), default=0)
    injured_slight = models.PositiveSmallIntegerField(_("slightly injured"), default=0)
    injured_unknown = models.PositiveSmallIntegerField(_("injured, severity unknown"), default=0)
    note = models.TextField(_("note"), max_length=4000, blank=True)
    count_rule = models.ForeignKey(
        CountRule, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    version = models.PositiveIntegerField(default=1)  # counted up by every change: two editors never lose one
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-occurred_from", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="incident_number_once"),
            models.CheckConstraint(
                condition=Q(occurred_to__gte=F("occurred_from")), name="incident_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="incident_point_is_on_earth",
            ),
            models.CheckConstraint(
                condition=~Q(state="unfounded") | ~Q(state_reason=""), name="unfounded_incident_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="hold") | Q(hold_review_on__isnull=False),
                name="incident_on_hold_has_a_review_date",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "-occurred_from", "-number"], name="incident_by_time"),
            models.Index(fields=["programme", "state", "-occurred_from"], name="incident_by_state"),
            models.Index(fields=["programme", "kind", "-occurred_from"], name="incident_by_kind"),
            models.Index(fields=["programme", "area", "-occurred_from"], name="incident_by_area"),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"


class IncidentSource(models.Model):
    """Where an incident is known from: one row per source and reference number."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Traces each incident to its sources; the same reference never becomes two incidents",
        retention=Retention.PROGRAMME,
        nothing="id programme incident source_system source_no received_at",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="sources")
    source_system = models.CharField(_("source"), max_length=40)
    source_no = models.CharField(_("reference"), max_length=120)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "source_system", "source_no"], name="source_reference_once"
            )
        ]
        indexes = [models.Index(fields=["programme", "source_no"], name="source_by_reference")]

    def __str__(self) -> str:
        return f"{self.source_system} {self.source_no}"


class ClassificationEvent(models.Model):
    """One change of how an incident is described or counted. Append-only; the first row is its registration."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="History of each incident: who changed what, when and why; nothing is overwritten",
        retention=Retention.PROGRAMME,
        nothing="id programme incident field decided_at source_vintage request",
        staff="decided_by",
        free_text="old new reason",
    )
    application_rights = "SELECT, INSERT, DELETE"  # deleted only with its incident

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="history")
    field = models.CharField(max_length=40)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )  # null = an import
    decided_at = models.DateTimeField()
    source_vintage = models.CharField(max_length=60, blank=True)  # batch or file the value came from
    request = models.UUIDField(null=True)  # changes made together

    class Meta:
        indexes = [models.Index(fields=["incident", "-decided_at"], name="history_by_incident")]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.field}"
