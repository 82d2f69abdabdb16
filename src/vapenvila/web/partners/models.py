"""Programme, agency, room and mission."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.readiness import Readiness
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id

AGENCY_KINDS = [
    (AgencyKind.POLICE.value, _("Police")),
    (AgencyKind.PROBATION.value, _("Probation service")),
    (AgencyKind.SOCIAL.value, _("Social services")),
    (AgencyKind.MUNICIPALITY.value, _("Municipality")),
    (AgencyKind.CIVIL.value, _("Civil society")),
    (AgencyKind.RESEARCH.value, _("Research")),
]


class Programme(models.Model):
    """One city's GVI effort; it may span several municipalities and police districts."""

    class Status(models.TextChoices):
        EXPLORING = "exploring", _("exploring")
        DECIDED = "decided", _("decided")
        AGREED = "agreed", _("agreed")
        PREPARING = "preparing", _("preparing")
        OPERATING = "operating", _("operating")
        LINE_WORK = "line_work", _("line work")
        PAUSED = "paused", _("paused")
        ENDED = "ended", _("ended")

    declaration = Declaration(
        kind=RowKind.HOUSE,
        purpose="Names the programme and its settings",
        retention=Retention.PROGRAMME,
        nothing="id slug name municipalities police_districts status time_zone made_up counted_kinds review_weekday"
        " review_time south west north east created_at",
        staff="count_owner",
    )
    shown_in_pictures = (
        *("slug", "name", "status", "time_zone", "made_up", "count_owner", "counted_kinds"),
        *("review_weekday", "review_time", "south", "west", "north", "east"),
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.CharField(
        _("short name in addresses"),
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[a-z][a-z0-9-]*$")],
    )
    name = models.CharField(_("name"), max_length=120)
    municipalities = ArrayField(
        models.CharField(max_length=80), default=list, blank=True, verbose_name=_("municipalities")
    )
    police_districts = ArrayField(
        models.CharField(max_length=80), default=list, blank=True, verbose_name=_("police districts")
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.EXPLORING)
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Stockholm")
    made_up = models.BooleanField(_("made-up city"), default=False)
    count_owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    counted_kinds = ArrayField(
        models.CharField(max_length=20),
        default=list,
        blank=True,
        verbose_name=_("kinds of incident that count"),
    )
    review_weekday = models.PositiveSmallIntegerField(
        _("weekday of the review"), null=True, blank=True
    )  # 0 = Monday
    review_time = models.TimeField(_("time of the review"), null=True, blank=True)
    south = models.FloatField(null=True, blank=True)
    west = models.FloatField(null=True, blank=True)
    north = models.FloatField(null=True, blank=True)
    east = models.FloatField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class ProgrammeStatusChange(models.Model):
    """One step on the road of a programme. Appended, never changed."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Shows when and why the status of the programme changed",
        retention=Retention.PROGRAMME,
        nothing="id programme old new at",
        staff="by",
        free_text="reason",
    )
    application_rights = "SELECT, INSERT"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="status_changes")
    old = models.CharField(max_length=12, choices=Programme.Status)
    new = models.CharField(max_length=12, choices=Programme.Status)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["programme", "-at"], name="status_by_programme")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Agency(models.Model):
    """An authority or association: a data controller of its own."""

    declaration = Declaration(
        kind=RowKind.HOUSE,
        purpose="Names the agencies that act together",
        retention=Retention.PROGRAMME,
        nothing="id name kind",
    )
    shown_in_pictures = ("name", "kind")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=15, choices=AGENCY_KINDS)

    def __str__(self) -> str:
        return self.name


class Room(models.Model):
    """One agency's own data space in one programme. A person exists only inside a room."""

    declaration = Declaration(
        kind=RowKind.HOUSE,
        purpose="One room per agency and programme",
        retention=Retention.PROGRAMME,
        nothing="id programme agency",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="rooms")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="rooms")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "agency"], name="one_room_per_agency_and_programme")
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.programme}"


class Mission(models.Model):
    """A person's dated task in a room, with the roles it gives. The only source of access."""

    declaration = Declaration(
        kind=RowKind.HOUSE,
        purpose="Says who works in which room, with which roles, from when to when",
        retention=Retention.ACCOUNT,
        nothing="id room roles first_day last_day created_at",
        staff="user given_by",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="missions")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="missions")
    roles = ArrayField(
        models.CharField(max_length=30, choices=[(r.value, r.value) for r in Role]), verbose_name=_("roles")
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), null=True, blank=True)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="mission_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(roles__len__gte=1), name="mission_has_a_role"),
            models.CheckConstraint(
                condition=Q(given_by__isnull=True) | ~Q(given_by=F("user")),
                name="nobody_gives_their_own_mission",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.room}"


class ReadinessItem(models.Model):
    """One thing that must be in place before real persons are registered, done on a day. Appended; the latest counts."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Shows that assessments, policy, legal profile, self-test and restore drill came before the first person",
        retention=Retention.PROGRAMME,
        nothing="id programme item done_on at",
        staff="by",
        free_text="reference",
    )
    application_rights = "SELECT, INSERT"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="readiness_items")
    item = models.CharField(max_length=20, choices=[(item.value, item.value) for item in Readiness])
    done_on = models.DateField(_("done on"))
    reference = models.CharField(_("where the document is kept"), max_length=200)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reference=""), name="readiness_names_its_document")
        ]
        indexes = [models.Index(fields=["programme", "item", "-at"], name="readiness_by_item")]

    def __str__(self) -> str:
        return f"{self.item} {self.done_on}"
