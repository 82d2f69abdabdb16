"""What agencies answer, what the room makes of it, and which agreed answers were stated of the group afterwards."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.group_audit_answer import Given
from vapenvila.rules.source_grade import Credibility as CredibilityRule
from vapenvila.rules.source_grade import Grade
from vapenvila.rules.source_grade import Reliability as ReliabilityRule
from vapenvila.web.accounts.models import User
from vapenvila.web.group_audit.models.audit import OWN_UNTIL_SETTLING, AuditLine, GroupAudit
from vapenvila.web.group_audit.vocabulary import Disagreement, Outcome
from vapenvila.web.groups.vocabulary import Credibility, Reliability
from vapenvila.web.partners.models import Programme, Room
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id

# For the declarations of the tables below: the columns that every answer has.
ANSWER = "question known low high chosen reliability credibility"


class AnswerColumns(models.Model):
    """An answer to one question, with its grade. Which columns hold it follows from the question."""

    question = models.CharField(max_length=20)
    known = models.BooleanField(default=True)
    text = models.CharField(max_length=200, blank=True)
    low = models.PositiveSmallIntegerField(null=True, blank=True)
    high = models.PositiveSmallIntegerField(null=True, blank=True)
    chosen = ArrayField(
        models.CharField(max_length=40), default=list, blank=True
    )  # codes, or lines of the audit
    reliability = models.CharField(
        _("reliability of the source"), max_length=1, choices=Reliability, blank=True
    )
    credibility = models.PositiveSmallIntegerField(
        _("credibility of the information"), choices=Credibility, null=True, blank=True
    )

    class Meta:
        abstract = True

    def given(self) -> Given:
        """The answer as the rules see it."""
        return Given(
            known=self.known, text=self.text, low=self.low, high=self.high, chosen=tuple(self.chosen)
        )

    def grade(self) -> Grade | None:
        """How sure it is; None where nothing is known."""
        if not self.reliability or self.credibility is None:
            return None
        return Grade(ReliabilityRule(self.reliability), CredibilityRule(self.credibility))


def _graded(name: str, also: Q | None = None) -> models.CheckConstraint:
    """What is known has a grade, and what is not known has none."""
    graded = Q(known=True, credibility__isnull=False) & ~Q(reliability="")
    unknown = Q(known=False, reliability="", credibility__isnull=True)
    condition = graded | unknown
    return models.CheckConstraint(condition=condition | also if also else condition, name=name)


class AuditAnswer(AnswerColumns):
    """What one agency answers. Nobody else sees it before the answers lie on the table; the wall itself asks."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Keeps what each agency answered of each group, apart from the others until the room settles",
        retention=Retention.GROUP_AUDIT,
        nothing=f"id programme audit room line answered_at outreach_workers {ANSWER}",
        staff="answered_by",
        free_text="text",
    )
    outside_picture = True
    also_asked_by_the_wall = OWN_UNTIL_SETTLING
    canary = {"known": False, "reliability": "", "credibility": None, "outreach_workers": None}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    audit = models.ForeignKey(GroupAudit, on_delete=models.CASCADE, related_name="answers")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(AuditLine, on_delete=models.CASCADE, related_name="answers")
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    outreach_workers = models.PositiveSmallIntegerField(null=True, blank=True)  # made of what so many told

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "line", "question"], name="answered_once_by_an_agency"),
            models.CheckConstraint(
                condition=Q(outreach_workers__isnull=True) | Q(outreach_workers__gte=2),
                name="never_of_one_outreach_worker",
            ),
            _graded("audit_answer_graded"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.question}"


class AuditFinding(AnswerColumns):
    """What the room made of one question on one group: agreed on an answer, or left open with what follows."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Says how far the agencies' answers lay apart and what the room agreed on",
        retention=Retention.GROUP_AUDIT,
        nothing=f"id programme audit line disagreement answers outcome settled_at {ANSWER}",
        staff="settled_by",
        free_text="text follow_up",
    )
    outside_picture = True
    canary = {"outcome": "", "follow_up": "", "settled_at": None}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    audit = models.ForeignKey(GroupAudit, on_delete=models.CASCADE, related_name="findings")
    line = models.ForeignKey(AuditLine, on_delete=models.CASCADE, related_name="findings")
    disagreement = models.CharField(max_length=5, choices=Disagreement)
    answers = models.PositiveSmallIntegerField()  # agencies that know something
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    follow_up = models.CharField(_("what follows"), max_length=200, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "question"], name="settled_once"),
            models.CheckConstraint(
                condition=~Q(outcome="left_open") | ~Q(follow_up=""), name="left_open_with_what_follows"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", settled_at__isnull=True)
                | (~Q(outcome="") & Q(settled_at__isnull=False)),
                name="settled_at_some_time",
            ),
            _graded("audit_finding_graded", ~Q(outcome="agreed")),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.question}"


class AuditStated(models.Model):
    """That an agreed answer was stated of the group, by an act of its own after the audit was frozen."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Shows which agreed answers of a frozen audit were stated of groups, and by whom",
        retention=Retention.GROUP_AUDIT,
        nothing="id programme audit finding statement at",
        staff="by",
    )
    outside_picture = True
    application_rights = "SELECT, INSERT, DELETE"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    audit = models.ForeignKey(GroupAudit, on_delete=models.CASCADE, related_name="stated")
    finding = models.ForeignKey(AuditFinding, on_delete=models.CASCADE, related_name="stated")
    statement = models.UUIDField()  # in the group picture, where it has a time of its own
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.finding_id} {self.statement}"
