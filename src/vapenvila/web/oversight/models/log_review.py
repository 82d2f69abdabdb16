"""The monthly log review of a room: that it is due and signed is shared; what was looked at stays in the room."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.log_review import Reason
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Programme, Room
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class LogReview(models.Model):
    """One month of one room: how the sample was drawn, until when it is to be signed, who signed it."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Shows that unauthorised access is looked for every month (Act 2001:454 section 10)",
        retention=Retention.AUDIT,
        nothing="id programme room month due_on made_at seed accesses looked_at unclear unauthorised signed_at",
        staff="signed_by",
    )
    application_rights = "SELECT, INSERT, UPDATE (signed_by_id, signed_at, unclear, unauthorised)"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("month"))
    due_on = models.DateField(_("to be signed by"))
    made_at = models.DateTimeField()
    seed = models.BigIntegerField(_("seed of the draw"))
    accesses = models.PositiveIntegerField(_("accesses in the month"))
    looked_at = models.PositiveIntegerField(_("accesses looked at"))
    unclear = models.PositiveIntegerField(_("unclear"), null=True)
    unauthorised = models.PositiveIntegerField(_("unauthorised"), null=True)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "month"], name="one_log_review_per_room_and_month"),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True, signed_at__isnull=True)
                | Q(
                    signed_by__isnull=False,
                    signed_at__isnull=False,
                    unclear__isnull=False,
                    unauthorised__isnull=False,
                ),
                name="a_signed_review_says_what_was_found",
            ),
        ]
        indexes = [models.Index(fields=["programme", "-month"], name="log_reviews_by_programme")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class LogReviewItem(models.Model):
    """One access that is looked at, why, and what was found. Seen in the room alone."""

    class Outcome(models.TextChoices):
        AS_IT_SHOULD = "as_it_should", _("as it should be")
        UNCLEAR = "unclear", _("unclear, asked about")
        UNAUTHORISED = "unauthorised", _("unauthorised, reported")

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Keeps what was looked at in a log review and what was found",
        retention=Retention.AUDIT,
        nothing="id room review event reasons outcome judged_at",
        staff="user judged_by",
        free_text="note",
    )
    application_rights = "SELECT, INSERT, UPDATE (outcome, note, judged_by_id, judged_at)"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(LogReview, on_delete=models.PROTECT, related_name="items")
    event = models.BigIntegerField()
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reasons = ArrayField(models.CharField(max_length=30, choices=[(r.value, r.value) for r in Reason]))
    outcome = models.CharField(_("judgement"), max_length=15, choices=Outcome, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    judged_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "event"], name="each_access_once_in_a_review"),
            models.CheckConstraint(
                condition=Q(judged_by__isnull=True) | ~Q(judged_by=models.F("user")),
                name="nobody_judges_their_own_access",
            ),
        ]
        ordering = ["event"]

    def __str__(self) -> str:
        return f"{self.event} {self.outcome}"
