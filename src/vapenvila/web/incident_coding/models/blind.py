"""A random sample of judged incidents that a second person judges without seeing the first judgement, and what came of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.incidents.models import Incident
from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.models import GroupAssessment
from vapenvila.web.reviews.vocabulary import Basis, GroupLink, Side
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class BlindSample(models.Model):
    """A sample as it was drawn: period, size, strata, and the seed by which it can be drawn again."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Shows how far two people who judge the same incidents agree, on a sample nobody chose",
        retention=Retention.PROGRAMME,
        nothing="id programme no first_day last_day size by_year by_status seed frame drawn_at closed_at",
        staff="second_coder drawn_by closed_by",
    )
    application_rights = "SELECT, INSERT, UPDATE (closed_by_id, closed_at)"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    no = models.PositiveIntegerField(_("number"))
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"))
    size = models.PositiveIntegerField(_("incidents"))
    by_year = models.BooleanField(_("each year by its share"), default=False)
    by_status = models.BooleanField(_("each first judgement by its share"), default=False)
    seed = models.BigIntegerField()
    frame = models.PositiveIntegerField(_("drawn from"))  # judged incidents of the period that could be drawn
    second_coder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drawn_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-no"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "no"], name="blind_sample_number_once"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="blind_sample_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.no}"


class BlindItem(models.Model):
    """One incident of a sample with the two judgements that stood when it was drawn. Says nothing of what they were."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Keeps which incidents are judged again, and with which first judgements they are compared",
        retention=Retention.PROGRAMME,
        nothing="id programme sample incident place first_victim first_offender",
    )
    application_rights = "SELECT, INSERT"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    sample = models.ForeignKey(BlindSample, on_delete=models.PROTECT, related_name="items")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    first_victim = models.ForeignKey(GroupAssessment, on_delete=models.PROTECT, related_name="+")
    first_offender = models.ForeignKey(GroupAssessment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "incident"], name="incident_once_in_a_blind_sample"),
            models.UniqueConstraint(fields=["sample", "place"], name="place_once_in_a_blind_sample"),
        ]

    def __str__(self) -> str:
        return f"{self.sample_id} {self.place}"


class BlindJudgement(models.Model):
    """The second judgement of one side. Given once; never stands in the place of the first."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Says what the second coder judged without having seen the first judgement",
        retention=Retention.PROGRAMME,
        nothing="id programme item side status basis_kind judged_at",
        staff="judged_by",
        free_text="group_name",
    )
    application_rights = "SELECT, INSERT"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(BlindItem, on_delete=models.PROTECT, related_name="judgements")
    side = models.CharField(_("side"), max_length=10, choices=Side)
    status = models.CharField(_("link to a group"), max_length=10, choices=GroupLink)
    group_name = models.CharField(_("group"), max_length=120, blank=True)
    basis_kind = models.CharField(_("basis"), max_length=20, choices=Basis, default=Basis.NONE)
    judged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    class Meta:
        ordering = ["item", "side"]
        constraints = [
            models.UniqueConstraint(fields=["item", "side"], name="side_judged_blind_once"),
            models.CheckConstraint(
                condition=~Q(status="confirmed") | ~Q(basis_kind="none"), name="blind_confirmed_has_a_basis"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["confirmed", "suspected"]) | Q(group_name=""),
                name="blind_no_link_names_no_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.status}"


class Settlement(models.Model):
    """What stands where the two judged a side differently, by whom and why. `stands` is the judgement that stands since."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Says what stands where two people judged a side differently, who settled it and why",
        retention=Retention.PROGRAMME,
        nothing="id programme item side status stands settled_at",
        staff="settled_by",
        free_text="reason",
    )
    application_rights = "SELECT, INSERT"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(BlindItem, on_delete=models.PROTECT, related_name="settlements")
    side = models.CharField(_("side"), max_length=10, choices=Side)
    status = models.CharField(_("what stands"), max_length=10, choices=GroupLink)
    reason = models.CharField(_("why"), max_length=500)
    stands = models.ForeignKey(GroupAssessment, on_delete=models.PROTECT, related_name="+")
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()

    class Meta:
        ordering = ["item", "side"]
        constraints = [
            models.UniqueConstraint(fields=["item", "side"], name="side_settled_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="settlement_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.status}"
