"""An audit, the agencies that take part in it, and the groups it asks about."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.group_audit import AuditState
from vapenvila.web.accounts.models import User
from vapenvila.web.group_audit.vocabulary import State, Takes
from vapenvila.web.groups.models import Group
from vapenvila.web.incidents.models import Area
from vapenvila.web.partners.models import Programme, Room
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id

# Once the answers lie on the table they are everybody's at it; until then each is its own agency's.
ON_THE_TABLE = "group_audit_on_the_table(audit_id)"
OWN_UNTIL_SETTLING = f"room_id = (SELECT vapenvila_room()) OR {ON_THE_TABLE}"


class GroupAudit(models.Model):
    """One session in which the agencies compare what they know of groups. Frozen, it never changes: triggers refuse it."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Lets agencies answer the same questions on groups apart, settle them together and keep what they agreed on",
        retention=Retention.GROUP_AUDIT,
        nothing="id programme no state planned_on held_on area takes questionnaire compares_to answering_at settling_at"
        " frozen_at snapshot snapshot_hash",
        staff="planned_by frozen_by",
        free_text="agenda",
    )
    canary = {"state": State.ANSWERING, "frozen_at": None, "snapshot": "", "snapshot_hash": ""}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    no = models.PositiveIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.PLANNED)
    planned_on = models.DateField(_("planned for"))
    held_on = models.DateField(_("held on"), null=True, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    takes = models.CharField(_("groups it asks about"), max_length=6, choices=Takes, default=Takes.EVERY)
    agenda = models.TextField(_("agenda"), max_length=2000, blank=True)
    questionnaire = models.PositiveSmallIntegerField(_("version of the questionnaire"))
    compares_to = models.UUIDField(
        null=True, blank=True
    )  # an earlier audit, which may be deleted in its time
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answering_at = models.DateTimeField(null=True, blank=True)
    settling_at = models.DateTimeField(null=True, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    snapshot = models.TextField(blank=True)  # JSON, letter for letter what was hashed
    snapshot_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-no"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "no"], name="group_audit_number_once"),
            models.CheckConstraint(
                condition=Q(state="frozen", frozen_at__isnull=False) & ~Q(snapshot_hash="")
                | (~Q(state="frozen") & Q(frozen_at__isnull=True, snapshot="", snapshot_hash="")),
                name="group_audit_frozen_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.no}"

    @property
    def stands(self) -> AuditState:
        """The state as the rules know it."""
        return AuditState(self.state)


class AuditRoom(models.Model):
    """An agency that takes part: who came, and whether it has handed in."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Says which agencies take part in an audit, who came, and who has handed in",
        retention=Retention.GROUP_AUDIT,
        nothing="id programme audit room handed_in_at",
        staff="attendees handed_in_by",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    audit = models.ForeignKey(GroupAudit, on_delete=models.CASCADE, related_name="rooms")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    attendees = models.CharField(_("who came"), max_length=200, blank=True)  # functions or names of staff
    handed_in_at = models.DateTimeField(null=True, blank=True)
    handed_in_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["room__agency__name", "id"]
        constraints = [models.UniqueConstraint(fields=["audit", "room"], name="agency_once_in_an_audit")]

    def __str__(self) -> str:
        return f"{self.audit_id} {self.room_id}"


class AuditLine(models.Model):
    """A group that the audit asks about. One that an agency proposes is its own until the answers lie on the table."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Lists the groups an audit asks about, and those that agencies propose",
        retention=Retention.GROUP_AUDIT,
        nothing="id programme audit no group room",
        free_text="called",
    )
    outside_picture = True
    also_asked_by_the_wall = f"room_id IS NULL OR {OWN_UNTIL_SETTLING}"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    audit = models.ForeignKey(GroupAudit, on_delete=models.CASCADE, related_name="lines")
    no = models.PositiveSmallIntegerField(_("number"))
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    called = models.CharField(_("called"), max_length=120)
    room = models.ForeignKey(  # the agency that proposed it; none where it was on the list
        Room, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["no", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit", "group"], condition=Q(group__isnull=False), name="group_once_in_an_audit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.no} {self.called}"
