"""A set of past incidents to be judged one after the other, and how far it has come."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.incident_coding.vocabulary import Wanted
from vapenvila.web.incidents.models import Incident
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class CodingSet(models.Model):
    """A choice of the register, fixed when it was made, so that what is judged does not move while it is judged."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Lets past incidents be judged one after the other, and shows how far that has come",
        retention=Retention.PROGRAMME,
        nothing="id programme no query wanted made_at closed_at",
        staff="made_by closed_by",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    no = models.PositiveIntegerField(_("number"))
    query = models.TextField(max_length=4000, blank=True)  # the filter of the register it was made by
    wanted = models.CharField(_("which of them"), max_length=10, choices=Wanted, default=Wanted.NOT_JUDGED)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-no"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "no"], name="coding_set_number_once"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="coding_set_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.no}"


class CodingItem(models.Model):
    """One incident of a set, in its place. Done when somebody has judged both sides here."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Keeps the order of a set of incidents and which of them have been judged",
        retention=Retention.PROGRAMME,
        nothing="id programme coding_set incident place done_at",
        staff="done_by",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    coding_set = models.ForeignKey(CodingSet, on_delete=models.PROTECT, related_name="items")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["coding_set", "incident"], name="incident_once_in_a_coding_set"),
            models.UniqueConstraint(fields=["coding_set", "place"], name="place_once_in_a_coding_set"),
        ]
        indexes = [models.Index(fields=["coding_set", "done_at"], name="coding_items_left")]

    def __str__(self) -> str:
        return f"{self.coding_set_id} {self.place}"
