"""A statement that somebody belongs to a group, what it stands on, and what was done with it."""

from datetime import UTC, datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.groups.models import Group
from vapenvila.web.groups.vocabulary import Credibility, Reliability
from vapenvila.web.memberships.models.importing import MembershipBatch
from vapenvila.web.memberships.vocabulary import Act, Certainty, ContactKind, EvidenceKind, MemberRole, State
from vapenvila.web.partners.models import Room
from vapenvila.web.people.models import Person
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id

IN_USE = (State.CURRENT, State.DISPUTED)


class MembershipStatement(models.Model):
    """A dated, graded claim that a person belongs to a group. It stands on two independent pieces of evidence, or not at all.

    Nobody writes `review_by`: it is computed from the newest evidence that two people have looked at, and triggers refuse
    any later day, fewer pieces, and anybody who may not be listed.
    """

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Says who belongs to which group, on what evidence and until when, so that each can be reached and told",
        retention=Retention.CASEWORK,
        nothing="id room group state stated_at touched_at reviewed_at newest_evidence_on review_by ended_at batch version",
        staff="author reviewer disputed_by ended_by",
        casework="person role certainty from_on to_on contact_kind contact_by disputed_reason ended_reason",
    )
    # A made-up row of the wall's proof is a draft that was touched long before its person's review date.
    canary = {"state": State.DRAFT, "touched_at": datetime(2026, 1, 2, tzinfo=UTC)}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role in the group"), max_length=9, choices=MemberRole)
    certainty = models.CharField(_("certainty"), max_length=9, choices=Certainty)
    from_on = models.DateField(_("since"))
    to_on = models.DateField(_("until"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    contact_kind = models.CharField(_("planned contact"), max_length=12, choices=ContactKind, blank=True)
    contact_by = models.DateField(_("planned contact by"), null=True, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    touched_at = models.DateTimeField()  # of the latest act
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    newest_evidence_on = models.DateField(_("newest evidence"))
    review_by = models.DateField(_("last day"))
    disputed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    disputed_reason = models.CharField(_("why it is disputed"), max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)
    batch = models.ForeignKey(
        MembershipBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="statements"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True) | ~Q(reviewer=F("author")),
                name="nobody_reviews_their_own_statement",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(State.DRAFT, State.WITHDRAWN))
                | Q(reviewer__isnull=False, reviewed_at__isnull=False),
                name="a_membership_in_use_has_a_reviewer",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=IN_USE) | (Q(contact_by__isnull=False) & ~Q(contact_kind="")),
                name="nobody_is_listed_without_a_planned_contact",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.WITHDRAWN) & Q(ended_at__isnull=False) & ~Q(ended_reason=""))
                | (~Q(state=State.WITHDRAWN) & Q(ended_at__isnull=True)),
                name="a_withdrawn_membership_says_when_and_why",
            ),
            models.UniqueConstraint(
                fields=["room", "person", "group"],
                condition=~Q(state=State.WITHDRAWN),
                name="one_statement_per_person_and_group",
            ),
        ]
        indexes = [
            models.Index(fields=["room", "state", "review_by"], name="membership_by_review"),
            models.Index(fields=["room", "group", "state"], name="membership_by_group"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class MembershipEvidence(models.Model):
    """One piece of what a statement stands on. Written once; confirmed by somebody else, or withdrawn with a reason."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Shows on what a membership stands: kind, origin, day and grades of each piece, and who looked at it",
        retention=Retention.CASEWORK,
        nothing="id room statement kind on reliability credibility recorded_at confirmed_at withdrawn_at batch",
        staff="recorded_by confirmed_by withdrawn_by",
        casework="source origin reference withdrawn_reason",
    )
    application_rights = (
        "SELECT, INSERT, DELETE,"
        " UPDATE (confirmed_at, confirmed_by_id, withdrawn_at, withdrawn_by_id, withdrawn_reason)"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    statement = models.ForeignKey(MembershipStatement, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind of evidence"), max_length=17, choices=EvidenceKind)
    source = models.CharField(_("what it is and where it is written"), max_length=200)
    origin = models.CharField(_("where the knowledge first comes from"), max_length=120)
    on = models.DateField(_("day of the evidence"))
    reference = models.CharField(_("number of the record"), max_length=60, blank=True)
    reliability = models.CharField(_("reliability of the source"), max_length=1, choices=Reliability)
    credibility = models.PositiveSmallIntegerField(_("credibility of the information"), choices=Credibility)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)
    batch = models.ForeignKey(
        MembershipBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )

    class Meta:
        ordering = ["-on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(origin=""), name="evidence_has_source_and_origin"
            ),
            models.CheckConstraint(
                condition=Q(credibility__gte=1, credibility__lte=6)
                & Q(reliability__in=["A", "B", "C", "D", "E", "F"]),
                name="evidence_is_graded",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EvidenceKind.values), name="evidence_is_of_the_closed_list"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | (
                    Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & ~Q(confirmed_by=F("recorded_by"))
                ),
                name="nobody_confirms_their_own_evidence",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="withdrawn_evidence_says_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class MembershipStep(models.Model):
    """One act on a statement, with what stood there before. Appended, never changed."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="History of each statement: nothing is overwritten, and every change says who, when and why",
        retention=Retention.CASEWORK,
        nothing="id room statement version act at",
        staff="by",
        casework="before reason",
    )
    application_rights = "SELECT, INSERT, DELETE"  # deleted with its statement

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    statement = models.ForeignKey(MembershipStatement, on_delete=models.CASCADE, related_name="steps")
    version = models.PositiveIntegerField()
    act = models.CharField(max_length=9, choices=Act)
    before = models.JSONField(default=dict)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-version", "-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "version"], name="one_step_per_version_of_a_membership"
            )
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.version}"
