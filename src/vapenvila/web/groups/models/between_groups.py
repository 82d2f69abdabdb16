"""What is said of several groups: how two stand to one another, and what became of groups."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.groups.models.group import Group
from vapenvila.web.groups.models.statement import FREE_TEXT, NOTHING, RIGHTS, STAFF, Statement
from vapenvila.web.groups.vocabulary import CountRule, LineageKind, LineageSide, RelationKind, Strength
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class GroupRelation(Statement):
    """How two groups stand to one another. The pair is kept in one order, so that no relation is said twice."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Says which groups are in feud, at truce or allied, so that retaliation can be foreseen",
        retention=Retention.STATEMENT,
        nothing=f"{NOTHING} a b kind strength",
        staff=STAFF,
        free_text=FREE_TEXT,
    )
    application_rights = RIGHTS

    a = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="relations_a")
    b = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="relations_b")
    kind = models.CharField(_("kind of relation"), max_length=8, choices=RelationKind)
    strength = models.CharField(_("strength"), max_length=6, choices=Strength)

    class Meta(Statement.Meta):
        constraints = [
            *Statement.Meta.constraints,
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="relation_of_two_groups_in_one_order"),
        ]
        indexes = [
            models.Index(fields=["programme", "review_by"], name="group_relation_by_review"),
        ]


class LineageEvent(Statement):
    """What became of groups on a day, and whom earlier acts count for since. `from_on` is the day of the event."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Follows groups through splits, mergers and new names, so that a renaming is not taken for a fall",
        retention=Retention.STATEMENT,
        nothing=f"{NOTHING} kind count_rule",
        staff=STAFF,
        free_text=FREE_TEXT,
    )
    application_rights = RIGHTS

    kind = models.CharField(_("what happened"), max_length=8, choices=LineageKind)
    count_rule = models.CharField(_("counting rule"), max_length=16, choices=CountRule)

    class Meta(Statement.Meta):
        constraints = [
            *Statement.Meta.constraints,
            models.CheckConstraint(condition=Q(to_on__isnull=True), name="lineage_event_is_of_one_day"),
            models.CheckConstraint(
                condition=~Q(kind="dissolve") | Q(count_rule="stop"), name="acts_of_a_dissolved_group_stop"
            ),
        ]
        indexes = [models.Index(fields=["programme", "review_by"], name="lineage_event_by_review")]


class LineagePart(models.Model):
    """One group before or after an event. `main`: the successor that earlier acts follow, where one is named."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Says which groups stood before and after something became of them",
        retention=Retention.STATEMENT,
        nothing="id programme event group side main",
    )
    application_rights = "SELECT, INSERT, DELETE"  # deleted with its event

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(LineageEvent, on_delete=models.CASCADE, related_name="parts")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="lineage_parts")
    side = models.CharField(max_length=6, choices=LineageSide)
    main = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "group", "side"], name="group_once_on_a_side_of_an_event"
            ),
            models.UniqueConstraint(
                fields=["event"], condition=Q(main=True), name="acts_follow_one_successor"
            ),
            models.CheckConstraint(condition=Q(main=False) | Q(side="after"), name="acts_follow_a_successor"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.side} {self.group_id}"
