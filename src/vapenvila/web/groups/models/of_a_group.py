"""What is said of one group: what it is called, where it is, whether it acts and how many they are."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vapenvila.web.groups.models.group import Group
from vapenvila.web.groups.models.statement import FREE_TEXT, NOTHING, RIGHTS, STAFF, Statement
from vapenvila.web.groups.vocabulary import Activity, GroupKind, NameUse, UsedBy
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind


class GroupName(Statement):
    """What somebody calls the group. The firmest label is shown; every name that is in sight is found by search."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Says what a group is called and by whom, so that partners know they mean the same one",
        retention=Retention.STATEMENT,
        nothing=f"{NOTHING} group use used_by",
        staff=STAFF,
        free_text=f"{FREE_TEXT} text",
    )
    application_rights = RIGHTS

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="names")
    text = models.CharField(_("name"), max_length=80)
    use = models.CharField(_("label or alias"), max_length=5, choices=NameUse)
    used_by = models.CharField(_("used by"), max_length=8, choices=UsedBy)

    class Meta(Statement.Meta):
        constraints = [
            *Statement.Meta.constraints,
            models.CheckConstraint(condition=~Q(text=""), name="group_name_has_letters"),
        ]
        indexes = [models.Index(fields=["programme", "review_by"], name="group_name_by_review")]


class GroupArea(Statement):
    """Where the group is at home: polygons drawn on the map or parts of the city, as GeoJSON in WGS84."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Says where a group is at home, so that places and groups can be looked at together",
        retention=Retention.STATEMENT,
        nothing=f"{NOTHING} group geometry",
        staff=STAFF,
        free_text=f"{FREE_TEXT} label",
    )
    application_rights = RIGHTS

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="areas")
    geometry = models.JSONField(pgettext_lazy("of a group", "area"))
    label = models.CharField(_("what the area is called"), max_length=120, blank=True)

    class Meta(Statement.Meta):
        indexes = [models.Index(fields=["programme", "review_by"], name="group_area_by_review")]


class GroupActivity(Statement):
    """Whether the group acts, what kind it is, and about how many belong to it: a number of people, never who."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Says whether a group acts and about how large it is",
        retention=Retention.STATEMENT,
        nothing=f"{NOTHING} group activity kind size_low size_high",
        staff=STAFF,
        free_text=FREE_TEXT,
    )
    application_rights = RIGHTS

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="activities")
    activity = models.CharField(_("activity"), max_length=9, choices=Activity)
    kind = models.CharField(_("kind of group"), max_length=12, choices=GroupKind, default=GroupKind.UNKNOWN)
    size_low = models.PositiveSmallIntegerField(_("at least so many"), null=True, blank=True)
    size_high = models.PositiveSmallIntegerField(_("at most so many"), null=True, blank=True)

    class Meta(Statement.Meta):
        verbose_name_plural = "group activities"
        constraints = [
            *Statement.Meta.constraints,
            models.CheckConstraint(
                condition=Q(size_low__isnull=True, size_high__isnull=True) | Q(size_low__lte=F("size_high")),
                name="group_size_from_low_to_high",
            ),
        ]
        indexes = [models.Index(fields=["programme", "review_by"], name="group_activity_by_review")]
