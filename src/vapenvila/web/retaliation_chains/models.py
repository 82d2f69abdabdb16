"""What people said of two incidents: the later answers the earlier, or it does not. Never changed, only taken back."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.incidents.models import Incident
from vapenvila.web.partners.models import Programme
from vapenvila.web.retaliation_chains.vocabulary import Speaks, Verdict
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id

# Who judges one of the two incidents blind sees nothing of the pair: it tells which groups stood on their sides.
NOT_JUDGED_BLIND = " AND ".join(
    f"{column} <> ALL ((SELECT vapenvila_blind_incidents())::uuid[])" for column in ("earlier_id", "later_id")
)


class RetaliationPair(models.Model):
    """Two incidents and what somebody said of them. One word stands for a pair at a time; the others were taken back."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Says which incident answers which, and which suggestions were dismissed, so that retaliation can be seen",
        retention=Retention.PROGRAMME,
        nothing="id programme earlier later verdict speaks said_at withdrawn_at",
        staff="said_by withdrawn_by",
        free_text="reason",
    )
    application_rights = "SELECT, INSERT, UPDATE (withdrawn_by_id, withdrawn_at)"
    also_asked_by_the_wall = NOT_JUDGED_BLIND

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    earlier = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    later = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(_("what was said"), max_length=9, choices=Verdict)
    speaks = models.CharField(_("what speaks for it"), max_length=15, choices=Speaks, blank=True)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-said_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["earlier", "later"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_word_stands_for_a_pair",
            ),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="incident_never_answers_itself"),
            models.CheckConstraint(
                condition=~Q(verdict="dismissed") | ~Q(reason=""), name="dismissal_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="pair_taken_back_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["later"], name="retaliation_pair_by_later")]

    def __str__(self) -> str:
        return f"{self.earlier_id} {self.verdict} {self.later_id}"
