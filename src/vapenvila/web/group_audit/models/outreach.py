"""The compartment of outreach workers: what each of them tells, and the one person of their own agency who reads it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.group_audit.models.answer import AnswerColumns
from vapenvila.web.group_audit.models.audit import AuditLine, GroupAudit
from vapenvila.web.partners.models import Programme, Room
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class OutreachKeeper(models.Model):
    """The named person of an agency who reads what its outreach workers tell, and decides what leaves the compartment."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Names who in each agency reads what its outreach workers know, so that nobody else does",
        retention=Retention.PROGRAMME,
        nothing="id programme room first_day last_day at",
        staff="user by",
    )
    outside_picture = True
    application_rights = "SELECT, INSERT, UPDATE (last_day)"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="outreach_keeper_ends_after_beginning",
            ),
            models.CheckConstraint(condition=~Q(by=F("user")), name="nobody_names_themselves_keeper"),
        ]

    def __str__(self) -> str:
        return f"{self.room_id} {self.user_id}"


class OutreachNote(AnswerColumns):
    """What one outreach worker tells on one question. In the worker's own room, and there for two people alone.

    The wall asks for the room and, besides, for the writer or the named person; work in the background, which has no user,
    sees the rows of the room it works in, because they must be deleted in time.
    """

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Holds what an outreach worker knows of a group until the agency's named person makes an answer of it",
        retention=Retention.OUTREACH,
        nothing="id room audit line question known low high chosen reliability credibility written_at",
        staff="written_by",
        free_text="text",
    )
    also_asked_by_the_wall = (
        "(SELECT vapenvila_user()) IS NULL OR written_by_id = (SELECT vapenvila_user())"
        " OR group_audit_keeps_outreach(room_id)"
    )
    canary = {"known": False, "reliability": "", "credibility": None}
    narrower_than_its_room = True  # for the wall's proof: not everybody in the room reads it

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    audit = models.ForeignKey(GroupAudit, on_delete=models.CASCADE, related_name="+")
    line = models.ForeignKey(AuditLine, on_delete=models.CASCADE, related_name="+")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["written_by", "line", "question"], name="told_once_by_a_worker"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.question}"
