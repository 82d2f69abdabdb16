"""What was handed over: the frozen document in both rooms, its steps, notices to the recipient, the recipient's own note."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.disclosures.models.letting_go import until_let_go
from vapenvila.web.disclosures.models.request import DisclosureRequest
from vapenvila.web.disclosures.vocabulary import FIELD_CODES, Channel, NoticeKind, Outcome, State
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class Disclosure(models.Model):
    """The head of a frozen document. It exists from the hand-over on; only its state moves afterwards."""

    declaration = Declaration(
        kind=RowKind.DOOR,
        purpose="Shows what was told to which agency, on which ground, decided by whom, and whether it was recalled",
        retention=Retention.AUDIT,
        nothing="id from_room to_room no request examination_id ground_code provision catalogue_version fields"
        " person_count outcome emergency by_consent corrects channel sha256 state handed_over_at",
        staff="handed_over_by decided_by",
    )
    application_rights = "SELECT, INSERT, UPDATE (state)"
    also_asked_by_the_wall = until_let_go("disclosures_disclosure", "id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    from_room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    to_room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    no = models.PositiveIntegerField(_("number"))
    request = models.ForeignKey(
        DisclosureRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="disclosures"
    )
    examination_id = models.UUIDField()
    ground_code = models.CharField(max_length=60)
    provision = models.CharField(_("provision"), max_length=120)
    catalogue_version = models.CharField(max_length=20)
    fields = ArrayField(models.CharField(max_length=40, choices=FIELD_CODES))
    person_count = models.PositiveSmallIntegerField()  # 0 = group level
    outcome = models.CharField(max_length=10, choices=Outcome)
    emergency = models.BooleanField(default=False)
    by_consent = models.BooleanField(default=False)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.ROOM)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.HANDED_OVER)
    decided_by = models.JSONField()  # names of the deciders as printed on the document
    handed_over_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    handed_over_at = models.DateTimeField()

    class Meta:
        ordering = ["-handed_over_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_room", "to_room", "no"], name="disclosure_number_once_between_two_rooms"
            ),
            models.CheckConstraint(
                condition=~models.Q(from_room=models.F("to_room")), name="disclosure_goes_to_another_room"
            ),
            models.CheckConstraint(
                condition=~models.Q(ground_code="") & ~models.Q(provision=""), name="disclosure_has_a_ground"
            ),
        ]
        indexes = [
            models.Index(fields=["to_room", "-handed_over_at"], name="disclosure_by_receiver"),
            models.Index(fields=["from_room", "to_room", "-handed_over_at"], name="disclosure_by_sender"),
        ]

    def __str__(self) -> str:
        return f"U{self.no} {self.state}"


class DisclosureContent(models.Model):
    """The sealed content. After a recall the wall lets the sender alone through."""

    declaration = Declaration(
        kind=RowKind.DOOR,
        purpose="Holds the named fields that were handed over, sealed",
        retention=Retention.AUDIT,
        nothing="disclosure from_room to_room closed_to_receiver",
        casework="sealed",
    )
    application_rights = "SELECT, INSERT, UPDATE (closed_to_receiver)"
    also_asked_by_the_wall = (
        "(NOT closed_to_receiver OR from_room_id = (SELECT vapenvila_room())) AND "
        + until_let_go("disclosures_disclosurecontent", "disclosure_id")
    )

    disclosure = models.OneToOneField(
        Disclosure, on_delete=models.PROTECT, primary_key=True, related_name="content"
    )
    from_room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    to_room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    closed_to_receiver = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.disclosure_id)


class DisclosureStep(models.Model):
    """One step in the document's own history: handed over, received, corrected, recalled, confirmed (acceptance T22)."""

    declaration = Declaration(
        kind=RowKind.DOOR,
        purpose="Shows both rooms every change of sharing, and is the sender's receipt",
        retention=Retention.AUDIT,
        nothing="id disclosure from_room to_room state at",
        staff="by_name agency_name",
        casework="words",
    )
    application_rights = "SELECT, INSERT"
    also_asked_by_the_wall = until_let_go("disclosures_disclosurestep", "disclosure_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="steps")
    from_room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    to_room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=State)
    words = models.CharField(max_length=500, blank=True)
    by_name = models.CharField(max_length=120)
    agency_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "state"], name="each_step_is_taken_once")
        ]

    def __str__(self) -> str:
        return f"{self.disclosure_id} {self.state}"


class DisclosureNotice(models.Model):
    """What the recipient is told after the hand-over, and when it was seen (acceptance S7, S22)."""

    declaration = Declaration(
        kind=RowKind.DOOR,
        purpose="Tells every recipient of a correction, a recall or a withdrawn consent, and shows that it was seen",
        retention=Retention.AUDIT,
        nothing="id disclosure from_room to_room kind told_at seen_at",
        staff="seen_by",
    )
    application_rights = "SELECT, INSERT, UPDATE (seen_at, seen_by_id)"
    also_asked_by_the_wall = until_let_go("disclosures_disclosurenotice", "disclosure_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="notices")
    from_room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    to_room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=NoticeKind)
    told_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-told_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["disclosure", "kind"],
                condition=models.Q(seen_at=None),
                name="one_unseen_notice_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.disclosure_id} {self.kind}"


class ReceivedNote(models.Model):
    """The receiver's own: its register number and what it means to do. The sender never sees it (acceptance T35)."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Holds the receiving room's own register number and note on what it was told",
        retention=Retention.AUDIT,
        nothing="id room disclosure diary_no at",
        staff="by",
        casework="sealed",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, related_name="received_note")
    diary_no = models.CharField(_("register number"), max_length=60, blank=True)
    sealed = models.BinaryField(default=bytes)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.diary_no
