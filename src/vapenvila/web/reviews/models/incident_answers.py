"""What the review answers about an incident: link to groups per side, conflict, and the retaliation clock."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.retaliation import BOTH_SIDES_WITHIN_HOURS, ClockFacts
from vapenvila.rules.retaliation import Stance as StanceRule
from vapenvila.web.accounts.models import User
from vapenvila.web.groups.models import Group
from vapenvila.web.incidents.models import Incident
from vapenvila.web.partners.models import Agency, Programme
from vapenvila.web.reviews.models.meeting import ReviewMeeting
from vapenvila.web.reviews.vocabulary import Basis, Expected, GroupLink, Side, Stance
from vapenvila.web.wall.blind import NOT_JUDGED_BLIND
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class GroupAssessment(models.Model):
    """One judgement of one side's link to a group. Append-only: a new judgement supersedes the one before."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Says whether an incident involves group members, how sure that is, and on what it stands",
        retention=Retention.PROGRAMME,
        nothing="id programme incident meeting side status group basis_kind decided_at supersedes",
        staff="decided_by",
        free_text="group_name",
    )
    application_rights = "SELECT, INSERT"
    also_asked_by_the_wall = NOT_JUDGED_BLIND

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="group_assessments")
    meeting = models.ForeignKey(
        ReviewMeeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    side = models.CharField(_("side"), max_length=10, choices=Side)
    status = models.CharField(_("link to a group"), max_length=10, choices=GroupLink)
    group_name = models.CharField(_("group"), max_length=120, blank=True)
    group = models.ForeignKey(  # where the name is one that the shared picture knew when it was judged
        Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    basis_kind = models.CharField(_("basis"), max_length=20, choices=Basis, default=Basis.NONE)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    class Meta:
        ordering = ["side", "-decided_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "side"],
                condition=Q(supersedes__isnull=True),
                name="first_judgement_of_a_side_once",
            ),
            models.CheckConstraint(
                condition=~Q(status="confirmed") | ~Q(basis_kind="none"), name="confirmed_link_has_a_basis"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["confirmed", "suspected"]) | Q(group_name=""),
                name="no_link_names_no_group",
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=True) | ~Q(group_name=""), name="group_of_a_judgement_is_named"
            ),
        ]
        indexes = [models.Index(fields=["incident", "side", "-decided_at"], name="assessment_by_incident")]

    def __str__(self) -> str:
        return f"{self.side} {self.status}"


class IncidentConflict(models.Model):
    """The conflict an incident belongs to and whether retaliation is expected, from whom and against whom."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Says which conflict lies behind an incident, so that retaliation can be prevented",
        retention=Retention.PROGRAMME,
        nothing="id programme incident retaliation_expected version changed_at",
        staff="changed_by",
        free_text="conflict expected_from expected_against",
    )
    also_asked_by_the_wall = NOT_JUDGED_BLIND

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="conflict")
    conflict = models.TextField(_("conflict"), max_length=1000, blank=True)
    retaliation_expected = models.CharField(
        _("retaliation expected"), max_length=7, choices=Expected, default=Expected.UNKNOWN
    )
    expected_from = models.CharField(_("expected from (group)"), max_length=120, blank=True)
    expected_against = models.CharField(_("expected against (group)"), max_length=120, blank=True)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.incident_id} {self.retaliation_expected}"


def _agency(name: Any) -> models.ForeignKey[Agency | None, Agency | None]:
    """The agency that made a contact; empty where nobody has said which."""
    return models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=name
    )


class RetaliationClock(models.Model):
    """Hours since the violence, and who has been contacted by which agency. `started_at` is empty until it starts."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Shows whether both sides and victim support were reached in time after violence",
        retention=Retention.PROGRAMME,
        nothing="id programme incident started_at hours side_a_contact_at side_b_contact_at family_contact_at"
        " hospital_contact_at services_told_at side_a_contact_by side_b_contact_by family_contact_by"
        " hospital_contact_by services_told_by stance version changed_at",
        staff="changed_by",
        free_text="side_a side_b closed_reason",
    )
    # Its sides name groups. A clock that runs is for everybody who must act on it: none is drawn to be judged blind.
    also_asked_by_the_wall = (
        f"((started_at IS NOT NULL) AND ((stance)::text <> 'closed'::text)) OR {NOT_JUDGED_BLIND}"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="retaliation_clock")
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    hours = models.PositiveSmallIntegerField(_("hours"), default=BOTH_SIDES_WITHIN_HOURS)
    side_a = models.CharField(_("first side (group)"), max_length=120, blank=True)
    side_b = models.CharField(_("other side (group)"), max_length=120, blank=True)
    side_a_contact_at = models.DateTimeField(_("first side contacted"), null=True, blank=True)
    side_b_contact_at = models.DateTimeField(_("other side contacted"), null=True, blank=True)
    family_contact_at = models.DateTimeField(_("family contacted"), null=True, blank=True)
    hospital_contact_at = models.DateTimeField(_("hospital contacted"), null=True, blank=True)
    services_told_at = models.DateTimeField(_("victim support informed"), null=True, blank=True)
    side_a_contact_by = _agency(_("first side contacted by"))
    side_b_contact_by = _agency(_("other side contacted by"))
    family_contact_by = _agency(_("family contacted by"))
    hospital_contact_by = _agency(_("hospital contacted by"))
    services_told_by = _agency(_("victim support informed by"))
    stance = models.CharField(_("stance"), max_length=8, choices=Stance, default=Stance.ACTIVE)
    closed_reason = models.CharField(_("why it was closed"), max_length=300, blank=True)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(stance="closed") | ~Q(closed_reason=""), name="closed_clock_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=1, hours__lte=720), name="clock_runs_hours_to_weeks"
            ),
        ]
        indexes = [models.Index(fields=["programme", "stance", "-started_at"], name="clocks_running")]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.stance}"

    def facts(self) -> ClockFacts:
        """The clock as the rules see it."""
        return ClockFacts(
            self.started_at,
            self.hours,
            self.side_a_contact_at,
            self.side_b_contact_at,
            StanceRule(self.stance),
        )
