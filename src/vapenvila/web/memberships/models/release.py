"""What police want to tell partners of a group: a draft in their room, the decisions on it, and what became of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.groups.vocabulary import Says
from vapenvila.web.memberships.vocabulary import DraftState
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class GroupStatementDraft(models.Model):
    """One statement on a group that lies in a room of the police until it is released or refused. It names nobody."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Keeps what police may tell partners of a group apart until somebody has decided on it, and on what ground",
        retention=Retention.CASEWORK,
        nothing="id room number says state written_at decided_at ground_code answers statement",
        staff="author decided_by",
        casework="payload reasons",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("number"))
    says = models.CharField(_("says what"), max_length=8, choices=Says)
    payload = models.JSONField()  # `groups/sayings.as_data`
    state = models.CharField(_("state"), max_length=8, choices=DraftState, default=DraftState.DRAFT)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    ground_code = models.CharField(_("legal ground"), max_length=40, blank=True)
    answers = models.JSONField(default=dict)  # question → yes or no
    reasons = models.CharField(_("reasons"), max_length=2000, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    statement = models.UUIDField(null=True, blank=True)  # what stands in the shared picture since

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["room", "number"], name="group_draft_number_once"),
            models.CheckConstraint(
                condition=Q(state=DraftState.DRAFT, decided_at__isnull=True, statement__isnull=True)
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(state=DraftState.DRAFT) & ~Q(reasons="")),
                name="a_decided_group_draft_says_who_when_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=DraftState.RELEASED)
                | (Q(statement__isnull=False) & ~Q(ground_code="") & ~Q(decided_by=F("author"))),
                name="a_released_group_draft_has_ground_and_another_decider",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"U{self.number}"


class GroupDraftVote(models.Model):
    """Somebody has decided that the draft may leave. Where the law asks for two, the second one lets it go."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Shows who decided that something on a group may leave the room",
        retention=Retention.CASEWORK,
        nothing="id room draft at",
        staff="by",
    )
    application_rights = "SELECT, INSERT, DELETE"  # deleted with its draft

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    draft = models.ForeignKey(GroupStatementDraft, on_delete=models.CASCADE, related_name="votes")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "by"], name="nobody_decides_twice_on_a_group_draft")
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.by_id}"
