"""What every statement carries: when it holds, who says so and how sure that is, and the last day it is in sight."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.group_statement import EndedAs as EndedAsRule
from vapenvila.rules.group_statement import StatementFacts
from vapenvila.rules.source_grade import Credibility as CredibilityRule
from vapenvila.rules.source_grade import Grade
from vapenvila.rules.source_grade import Reliability as ReliabilityRule
from vapenvila.web.accounts.models import User
from vapenvila.web.groups.vocabulary import Basis, Credibility, DatePrecision, EndedAs, Nature, Reliability
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.identifiers import new_id

# For the declarations of the tables below: the columns that all statements have.
NOTHING = (
    "id programme from_on to_on date_precision source_on basis reliability credibility nature recorded_at review_by"
    " ended_at ended_as supersedes released_by_act"
)
STAFF = "author ended_by"
FREE_TEXT = "source ended_reason"
# Appended and ended once; deleted by retention alone. A trigger refuses the rest even to the owner.
RIGHTS = "SELECT, INSERT, DELETE, UPDATE (ended_at, ended_as, ended_reason, ended_by_id)"


class Statement(models.Model):
    """A dated, sourced, graded claim. Append-only: it is replaced or withdrawn, never changed."""

    canary = {"ended_as": ""}  # a made-up row of the wall's proof has not ended

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)
    date_precision = models.CharField(
        _("how exactly the first day is known"),
        max_length=5,
        choices=DatePrecision,
        default=DatePrecision.DAY,
    )
    source = models.CharField(_("source"), max_length=200)
    source_on = models.DateField(_("date of the source"))
    basis = models.CharField(_("kind of ground"), max_length=16, choices=Basis)
    reliability = models.CharField(_("reliability of the source"), max_length=1, choices=Reliability)
    credibility = models.PositiveSmallIntegerField(_("credibility of the information"), choices=Credibility)
    nature = models.CharField(_("fact or assessment"), max_length=10, choices=Nature)
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded"))
    review_by = models.DateField(_("review by"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_as = models.CharField(max_length=10, choices=EndedAs, blank=True)
    ended_reason = models.CharField(_("why it ended"), max_length=300, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    released_by_act = models.UUIDField(null=True, blank=True)  # the act by which police published it

    class Meta:
        abstract = True
        ordering = ["-from_on", "-recorded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="%(class)s_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="%(class)s_has_a_source"),
            models.CheckConstraint(
                condition=Q(credibility__gte=1, credibility__lte=6), name="%(class)s_is_graded"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_as="", ended_reason="", ended_by__isnull=True)
                | (
                    Q(ended_at__isnull=False)
                    & (Q(ended_as="superseded") | (Q(ended_as="withdrawn") & ~Q(ended_reason="")))
                ),
                name="%(class)s_ends_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def grade(self) -> Grade:
        """The two grades as the rules see them."""
        return Grade(ReliabilityRule(self.reliability), CredibilityRule(self.credibility))

    def facts(self) -> StatementFacts:
        """The statement as the rules see it."""
        return StatementFacts(
            from_on=self.from_on,
            to_on=self.to_on,
            recorded_at=self.recorded_at,
            review_by=self.review_by,
            ended_at=self.ended_at,
            ended_as=EndedAsRule(self.ended_as) if self.ended_as else None,
        )
