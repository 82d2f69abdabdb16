"""The meeting, who was there, and its agenda. Rows of a locked meeting are refused any change by the database."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.incidents.models import Incident
from vapenvila.web.partners.models import Agency, Programme
from vapenvila.web.reviews.vocabulary import ItemOutcome, ItemSource, MeetingKind, MeetingState
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class ReviewMeeting(models.Model):
    """One meeting of the programme. A missed one stays as a row with its reason: nothing stops unseen."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Shows that the weekly review is held, and keeps its locked minutes",
        retention=Retention.PROGRAMME,
        nothing="id programme no kind planned_at held_at state minutes_no minutes_hash locked_at version created_at",
        staff="chair locked_by minutes",
        free_text="missed_reason",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    no = models.PositiveIntegerField(_("number"))
    kind = models.CharField(
        _("kind"), max_length=20, choices=MeetingKind, default=MeetingKind.SHOOTING_REVIEW
    )
    planned_at = models.DateTimeField(_("planned time"))
    held_at = models.DateTimeField(_("held"), null=True, blank=True)
    chair = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("chair")
    )
    state = models.CharField(_("state"), max_length=15, choices=MeetingState, default=MeetingState.PLANNED)
    missed_reason = models.CharField(_("why it was missed"), max_length=300, blank=True)
    minutes_no = models.PositiveIntegerField(_("number of the minutes"), null=True, blank=True)
    minutes = models.JSONField(null=True, blank=True)  # what was locked, but for its points: MinutesPoint
    minutes_hash = models.CharField(max_length=64, blank=True)
    locked_at = models.DateTimeField(_("locked"), null=True, blank=True)
    locked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-planned_at", "-no"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "no"], name="review_number_once"),
            models.UniqueConstraint(fields=["programme", "minutes_no"], name="minutes_number_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["held", "locked"]) | Q(held_at__isnull=False),
                name="held_review_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="locked")
                | Q(
                    minutes__isnull=False,
                    minutes_no__isnull=False,
                    locked_at__isnull=False,
                    chair__isnull=False,
                )
                & ~Q(minutes_hash=""),
                name="locked_review_has_minutes_and_chair",
            ),
            models.CheckConstraint(
                condition=~Q(state="missed") | ~Q(missed_reason=""), name="missed_review_has_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["programme", "kind", "-planned_at"], name="review_by_time")]

    def __str__(self) -> str:
        return f"#{self.no}"


class Presence(models.Model):
    """Whether a person who works in the programme, or an agency without an account here, was there."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Says which agencies and which of their staff took part in a review",
        retention=Retention.PROGRAMME,
        nothing="id programme meeting agency present",
        staff="person",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(ReviewMeeting, on_delete=models.CASCADE, related_name="presence")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    present = models.BooleanField(_("present"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "agency", "person"], nulls_distinct=False, name="present_or_absent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.agency_id}"


class AgendaItem(models.Model):
    """A point of a meeting: made from data, carried over, or added by hand."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="The agenda of a review and what each point came to",
        retention=Retention.PROGRAMME,
        nothing="id programme meeting source incident follows carried_from position minutes_allotted seconds_spent outcome"
        " by_hand version",
        free_text="title note",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(ReviewMeeting, on_delete=models.CASCADE, related_name="items")
    source = models.CharField(_("why it is here"), max_length=15, choices=ItemSource)
    incident = models.ForeignKey(
        Incident, on_delete=models.CASCADE, null=True, blank=True, related_name="agenda_items"
    )
    follows = models.ForeignKey(  # the earlier decision that is followed up
        "ReviewDecision", on_delete=models.CASCADE, null=True, blank=True, related_name="follow_ups"
    )
    carried_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    title = models.CharField(_("point"), max_length=200, blank=True)
    position = models.PositiveIntegerField(_("order"))
    minutes_allotted = models.PositiveSmallIntegerField(_("minutes"), default=12)
    seconds_spent = models.PositiveIntegerField(_("seconds spent"), default=0)
    outcome = models.CharField(_("outcome"), max_length=12, choices=ItemOutcome, blank=True)
    note = models.TextField(_("note"), max_length=4000, blank=True)
    by_hand = models.BooleanField(
        default=False
    )  # moved, noted or timed by a person: rebuilding leaves it alone
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "incident"], name="incident_once_on_an_agenda"),
            models.UniqueConstraint(
                fields=["meeting", "follows"], name="decision_followed_up_once_on_an_agenda"
            ),
            models.UniqueConstraint(fields=["meeting", "carried_from"], name="item_carried_over_once"),
            models.CheckConstraint(
                condition=Q(incident__isnull=False) | Q(follows__isnull=False) | ~Q(title=""),
                name="agenda_item_is_about_something",
            ),
        ]
        indexes = [models.Index(fields=["meeting", "position"], name="agenda_in_order")]

    def __str__(self) -> str:
        return self.title or f"{self.source} {self.position}"
