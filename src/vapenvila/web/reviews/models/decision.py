"""What the review decided: who does what before when. Its words never change; its state and result do."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.incidents.models import Incident
from vapenvila.web.partners.models import Agency, Programme
from vapenvila.web.reviews.models.meeting import AgendaItem
from vapenvila.web.reviews.vocabulary import DecisionKind, DecisionState
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class ReviewDecision(models.Model):
    """Outcome of an agenda item, with owner and due time; kind "none" is the explicit answer that nothing is to be done."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Makes each point of a review end with somebody who does something before a time",
        retention=Retention.PROGRAMME,
        nothing="id programme item incident kind owner_agency owner_role due_at state done_at made_at version",
        staff="owner_person made_by",
        free_text="text result cancel_reason",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    incident = models.ForeignKey(
        Incident, on_delete=models.PROTECT, null=True, blank=True, related_name="review_decisions"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=DecisionKind)
    text = models.CharField(_("what is to be done"), max_length=500, blank=True)
    owner_agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agency")
    )
    owner_role = models.CharField(
        _("role"), max_length=30, blank=True, choices=[(role.value, role.value) for role in Role]
    )
    owner_person = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=DecisionState, default=DecisionState.OPEN)
    done_at = models.DateTimeField(_("closed"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=500, blank=True)
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=300, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_at", "made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="none", owner_agency__isnull=True, due_at__isnull=True, state="done")
                | ~Q(kind="none") & Q(owner_agency__isnull=False, due_at__isnull=False) & ~Q(owner_role=""),
                name="decision_has_owner_and_due_time",
            ),
            models.CheckConstraint(
                condition=Q(kind="none") | ~Q(state="done") | ~Q(result=""), name="done_decision_has_a_result"
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancel_reason=""), name="cancelled_decision_has_a_reason"
            ),
            models.UniqueConstraint(
                fields=["item"], condition=Q(kind="none"), name="no_decision_said_once_on_an_item"
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "state", "due_at"], name="decision_by_due_time"),
            models.Index(fields=["programme", "owner_agency", "state", "due_at"], name="decision_by_owner"),
            models.Index(fields=["incident", "made_at"], name="decision_by_incident"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
