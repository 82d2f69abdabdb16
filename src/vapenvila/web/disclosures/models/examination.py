"""How the giving room tests what is asked, or what it means to tell unasked. Nothing of it is seen from outside the room."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.disclosures.models.consent import Consent
from vapenvila.web.disclosures.models.disclosure import Disclosure
from vapenvila.web.disclosures.models.request import DisclosureRequest
from vapenvila.web.disclosures.vocabulary import FIELD_CODES, Outcome, State
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class Examination(models.Model):
    """The test of one disclosure: ground, answers, reasons, what would leave, who decides, and the outcome.

    Once handed over or refused it never changes (a trigger refuses it): it is what an auditor is shown.
    """

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Shows on which ground and by which answers something was told or refused (acceptance S4)",
        retention=Retention.AUDIT,
        nothing="id room to_room request no state ground_code ground_fingerprint fields person_count stopped emergency"
        " consent corrects recipient_confirmed outcome disclosure_id opened_at ended_at reviewed_at version",
        staff="opened_by reviewed_by",
        casework="answers sealed exit_client refusal review_words",
    )
    application_rights = "SELECT, INSERT, UPDATE"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    to_room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    request = models.OneToOneField(
        DisclosureRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="examination"
    )
    no = models.PositiveIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.BEING_TESTED)
    ground_code = models.CharField(max_length=60, blank=True)
    ground_fingerprint = models.CharField(max_length=16, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    sealed = models.BinaryField(default=bytes)  # persons, values, reasons, reservation, danger
    fields = ArrayField(models.CharField(max_length=40, choices=FIELD_CODES), default=list, blank=True)
    person_count = models.PositiveSmallIntegerField(default=0)
    exit_client = models.BooleanField(default=False)
    stopped = models.BooleanField(default=False)
    emergency = models.BooleanField(default=False)
    corrects = models.ForeignKey(
        Disclosure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    consent = models.ForeignKey(
        Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="examinations"
    )
    recipient_confirmed = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    refusal = models.CharField(max_length=300, blank=True)
    disclosure_id = models.UUIDField(null=True, blank=True)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    review_words = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["room", "no"], name="examination_number_once_in_a_room"),
            models.CheckConstraint(
                condition=~models.Q(state=State.HANDED_OVER)
                | ~models.Q(ground_code="") & models.Q(disclosure_id__isnull=False, ended_at__isnull=False),
                name="nothing_leaves_without_a_ground",
            ),
        ]
        indexes = [models.Index(fields=["room", "state", "-opened_at"], name="examination_by_state")]

    def __str__(self) -> str:
        return f"P{self.no} {self.state}"


class ExaminationVote(models.Model):
    """One person's decision to hand over. Appended, never changed; a changed draft makes earlier ones count no more."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Shows who decided that something be handed over, and in which capacity",
        retention=Retention.AUDIT,
        nothing="id room examination as_manager version at",
        staff="by",
    )
    application_rights = "SELECT, INSERT"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    examination = models.ForeignKey(Examination, on_delete=models.PROTECT, related_name="votes")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    as_manager = models.BooleanField()
    version = models.PositiveIntegerField()  # of the examination that was decided on
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["examination", "by", "version"], name="one_decision_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.examination_id} {self.at}"
