"""Controlled words of the weekly review (domain.md sections 2.3 and 4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vapenvila.rules.retaliation import Stance as StanceRule
from vapenvila.rules.review_decision import DecisionState as DecisionStateRule
from vapenvila.rules.review_meeting import MeetingState as MeetingStateRule


class MeetingKind(models.TextChoices):
    """What kind of meeting it is. Only the shooting review is counted by the alarm for missed reviews."""

    SHOOTING_REVIEW = "shooting_review", _("Shooting review")
    COORDINATION = "coordination", _("Coordination meeting")
    HOMICIDE_REVIEW = "homicide_review", _("Homicide review")
    STEERING = "steering", _("Steering group")


class MeetingState(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = MeetingStateRule.PLANNED.value, _("Planned")
    AGENDA_FROZEN = MeetingStateRule.AGENDA_FROZEN.value, _("Agenda frozen")
    HELD = MeetingStateRule.HELD.value, _("Held")
    LOCKED = MeetingStateRule.LOCKED.value, _("Minutes locked")
    MISSED = MeetingStateRule.MISSED.value, _("Missed")


class ItemSource(models.TextChoices):
    """Why a point stands on the agenda."""

    NEW_INCIDENT = "new_incident", _("New incident")
    CARRIED_OVER = "carried_over", _("Carried over")
    HOLD_DUE = "hold_due", _("On hold, due for review")
    CONFLICT = "conflict", _("Retaliation clock running")
    PROMISE_OPEN = "promise_open", _("Open promise")
    ROUND_RUNNING = "round_running", _("Sanction round running")
    OVERDUE_ACTION = "overdue_action", _("Decision to follow up")
    ADDED = "added", _("Added point")


class ItemOutcome(models.TextChoices):
    """How a point ended."""

    DECIDED = "decided", _("Decided")
    CARRIED_OVER = "carried_over", _("Carried over")
    CLOSED = "closed", _("Closed without decision")


class Side(models.TextChoices):
    """Whose link to a group is judged."""

    VICTIM = "victim", _("Victim's side")
    OFFENDER = "offender", _("Offender's side")


class GroupLink(models.TextChoices):
    """How sure the group link is. Strict counts confirmed only, wide counts suspected too."""

    CONFIRMED = "confirmed", _("Confirmed group member (strict)")
    SUSPECTED = "suspected", _("Suspected group member (wide)")
    NOT_GMI = "not_gmi", _("Not a group member")
    UNKNOWN = "unknown", _("Unknown")


class Basis(models.TextChoices):
    """What the judgement of a group link stands on."""

    INVESTIGATION = "investigation", _("Investigation")
    INTELLIGENCE_GRADED = "intelligence_graded", _("Graded intelligence")
    GROUP_STATEMENT = "group_statement", _("The group's own statement")
    REVIEW_CONSENSUS = "review_consensus", _("Agreement in the review")
    NONE = "none", _("None")


class Expected(models.TextChoices):
    """Whether retaliation is expected."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Unknown")


class DecisionKind(models.TextChoices):
    """What is to be done."""

    CUSTOM_NOTIFICATION = "custom_notification", _("Custom notification")
    OUTREACH_CONTACT = "outreach_contact", _("Outreach contact")
    FAMILY_CONTACT = "family_contact", _("Contact with family")
    VICTIM_SUPPORT = "victim_support", _("Victim support")
    HOSPITAL_CONTACT = "hospital_contact", _("Contact with hospital")
    PLACE_SAFETY = "place_safety", _("Safety of the place")
    SANCTION_CANDIDATE = "sanction_candidate", _("Candidate for increased focus")
    SUPPORT_REFERRAL = "support_referral", _("Referral to support")
    INFORMATION_REQUEST = "information_request", _("Request for information")
    NONE = "none", _("No decision")


CONTACT_KINDS = (
    DecisionKind.CUSTOM_NOTIFICATION,
    DecisionKind.OUTREACH_CONTACT,
    DecisionKind.FAMILY_CONTACT,
    DecisionKind.HOSPITAL_CONTACT,
    DecisionKind.VICTIM_SUPPORT,
)


class DecisionState(models.TextChoices):
    """Where a decision stands; overdue is derived from its due time."""

    OPEN = DecisionStateRule.OPEN.value, _("Open")
    IN_PROGRESS = DecisionStateRule.IN_PROGRESS.value, _("In progress")
    DONE = DecisionStateRule.DONE.value, _("Done")
    CANCELLED = DecisionStateRule.CANCELLED.value, _("Cancelled")


class Stance(models.TextChoices):
    """How a conflict stands."""

    ACTIVE = StanceRule.ACTIVE.value, _("Active")
    COOLING = StanceRule.COOLING.value, _("Cooling")
    CLOSED = StanceRule.CLOSED.value, _("Closed")


WHICH_DECISIONS = {
    "open": pgettext_lazy("several", "Open"),
    "overdue": pgettext_lazy("several", "Overdue"),
    "closed": pgettext_lazy("several", "Closed"),
    "all": pgettext_lazy("several", "All"),
}
WHOSE_DECISIONS = {"own": _("My agency"), "all": _("All agencies")}
