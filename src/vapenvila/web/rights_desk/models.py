"""Requests of registered persons, sealed where they name anybody, and every step they took."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Room
from vapenvila.web.rights_desk.vocabulary import Channel, Kind, LiftReason, OutcomeWord, Proof, State
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class RightsRequest(models.Model):
    """What one person asks of one agency. Who asks and in which words is sealed. `person` is the record it is about."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Follows a registered person's request to its answer and appeal, within the time the law gives",
        retention=Retention.RIGHTS_DESK,
        nothing="id room number kind channel state received_on extended_on identity_checked_at outcome decided_at sent_at"
        " appealed_on closed_at lifted_at lift_told_on lift_reason version created_at",
        staff="handler identity_checked_by decided_by lifted_by created_by",
        identity="requester",
        contact="reply_to",
        casework="person words proof extension_reason decision appeal lift_words",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("what is asked"), max_length=15, choices=Kind)
    channel = models.CharField(_("how it came"), max_length=10, choices=Channel)
    received_on = models.DateField(_("received"))
    requester = models.BinaryField()
    reply_to = models.BinaryField()
    words = models.BinaryField()
    person = models.UUIDField(
        null=True, blank=True
    )  # no foreign key: the request is told of after the record is gone
    handler = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("handler")
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.RECEIVED)
    proof = models.CharField(_("how identity was shown"), max_length=10, choices=Proof, blank=True)
    identity_checked_at = models.DateTimeField(null=True)
    identity_checked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    extended_on = models.DateField(null=True)
    extension_reason = models.BinaryField(default=b"")
    outcome = models.CharField(_("decision"), max_length=10, choices=OutcomeWord, blank=True)
    decision = models.BinaryField(default=b"")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    appealed_on = models.DateField(null=True)
    appeal = models.BinaryField(default=b"")
    closed_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    lift_told_on = models.DateField(null=True)
    lift_reason = models.CharField(max_length=10, choices=LiftReason, blank=True)
    lift_words = models.BinaryField(default=b"")
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["room", "number"], name="rights_request_number_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "sent", "appealed", "closed"]) | ~Q(outcome=""),
                name="decided_rights_request_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["granted", "partly"]) | Q(identity_checked_at__isnull=False),
                name="nothing_is_granted_to_somebody_unknown",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True)
                | Q(
                    kind="restriction",
                    state="closed",
                    outcome__in=["granted", "partly"],
                    lifted_by__isnull=False,
                    lift_told_on__isnull=False,
                )
                & ~Q(lift_reason=""),
                name="lifted_restriction_was_one_and_was_told",
            ),
        ]
        indexes = [models.Index(fields=["room", "state", "received_on"], name="rights_request_by_state")]

    def __str__(self) -> str:
        return f"{self.number}"


class RightsStep(models.Model):
    """One step of a request: what, when, by whom. Appended, never changed."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Shows how a request was handled and how long each step took",
        retention=Retention.RIGHTS_DESK,
        nothing="id room request what at told",
        staff="by",
    )
    application_rights = "SELECT, INSERT, DELETE"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=20)
    told = models.PositiveIntegerField(default=0)  # recipients of the person's data that were told
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.what
