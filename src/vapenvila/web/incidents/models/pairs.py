"""Two incidents that may be one: merges that can be undone, and pairs that are settled as different."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.incidents.models.incident import Incident
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class IncidentMerge(models.Model):
    """One incident taken into another. Nothing is deleted: the sources that moved are named, so that they can move back."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Makes every merge of two incidents visible and reversible",
        retention=Retention.PROGRAMME,
        nothing="id programme kept absorbed moved_sources merged_at undone_at",
        staff="merged_by undone_by",
        free_text="reason",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="merges_kept")
    absorbed = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="merges_absorbed")
    moved_sources = ArrayField(models.UUIDField(), default=list)
    reason = models.CharField(_("reason"), max_length=300)
    merged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("absorbed")), name="merge_is_of_two_incidents"),
            models.UniqueConstraint(
                fields=["absorbed"], condition=Q(undone_at__isnull=True), name="incident_absorbed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.absorbed_id} → {self.kept_id}"


class DifferentIncidents(models.Model):
    """Two incidents that somebody has looked at and found to be different. They are not suggested again."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Remembers that two incidents are not the same, so that nobody is asked twice",
        retention=Retention.PROGRAMME,
        nothing="id programme first second decided_at",
        staff="decided_by",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    first = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="+")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_settled_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"
