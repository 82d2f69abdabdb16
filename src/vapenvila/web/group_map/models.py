"""Where each group stands on the map, so that it stands there again tomorrow. A place says nothing of the group."""

from django.db import models
from django.db.models import F, Q

from vapenvila.web.accounts.models import User
from vapenvila.web.groups.models import Group
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class GroupPlace(models.Model):
    """One place given to a group, across and down as shares of the map. The newest that nobody has undone is in force.

    Without `placed_by` it was found by the house when the group was first drawn.
    """

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Keeps every group where it stood on the map, so that people find it again; each move can be undone",
        retention=Retention.PROGRAMME,
        nothing="id programme group across down placed_at undone_at",
        staff="placed_by undone_by",
    )
    application_rights = "SELECT, INSERT, UPDATE (undone_at, undone_by_id)"
    canary = {"across": 0.5, "down": 0.5, "undone_at": None, "undone_by": None}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    across = models.FloatField()
    down = models.FloatField()
    placed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    placed_at = models.DateTimeField()
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(across__gte=0, across__lte=1, down__gte=0, down__lte=1),
                name="group_place_is_on_the_map",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__gte=F("placed_at"), undone_by__isnull=False, placed_by__isnull=False),
                name="only_a_move_is_undone",
            ),
            models.UniqueConstraint(
                fields=["group"], condition=Q(placed_by__isnull=True), name="group_found_its_place_once"
            ),
        ]
        indexes = [models.Index(fields=["programme", "group", "-placed_at"], name="group_place_in_force")]

    def __str__(self) -> str:
        return str(self.pk)
