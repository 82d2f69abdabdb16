"""Controlled words of memberships and ties (domain.md section 3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vapenvila.rules.group_release import DraftState as DraftStateRule
from vapenvila.rules.membership import Certainty as CertaintyRule
from vapenvila.rules.membership import MemberRole as RoleRule
from vapenvila.rules.membership_evidence import EvidenceKind as EvidenceKindRule
from vapenvila.rules.membership_state import MembershipState as StateRule
from vapenvila.rules.tie import TieKind as TieKindRule


class MemberRole(models.TextChoices):
    """What the person is in the group."""

    CORE = RoleRule.CORE.value, pgettext_lazy("in a group", "Core")
    MEMBER = RoleRule.MEMBER.value, pgettext_lazy("in a group", "Member")
    ASSOCIATE = RoleRule.ASSOCIATE.value, pgettext_lazy("in a group", "Associate")


class Certainty(models.TextChoices):
    """How sure the statement is."""

    CONFIRMED = CertaintyRule.CONFIRMED.value, pgettext_lazy("of a membership", "Confirmed")
    PROBABLE = CertaintyRule.PROBABLE.value, pgettext_lazy("of a membership", "Probable")
    POSSIBLE = CertaintyRule.POSSIBLE.value, pgettext_lazy("of a membership", "Possible")


class State(models.TextChoices):
    """Where a statement stands. Expired is never written: it follows from the last day."""

    DRAFT = StateRule.DRAFT.value, pgettext_lazy("of a membership", "Draft")
    REVIEWED = StateRule.REVIEWED.value, _("Reviewed, waits for a planned contact")
    CURRENT = StateRule.CURRENT.value, pgettext_lazy("of a membership", "Current")
    DISPUTED = StateRule.DISPUTED.value, pgettext_lazy("of a membership", "Disputed")
    WITHDRAWN = StateRule.WITHDRAWN.value, pgettext_lazy("of a membership", "Withdrawn")


STATE_NAMES = {
    **{StateRule(value): label for value, label in State.choices},
    StateRule.EXPIRED: pgettext_lazy("of a membership", "Expired"),
}


class ContactKind(models.TextChoices):
    """How the person is to be reached: nobody is listed for its own sake."""

    NOTIFICATION = "notification", _("Custom notification")
    CALL_IN = "call_in", _("Call-in")
    OUTREACH = "outreach", _("Outreach work")
    CONVERSATION = "conversation", _("Conversation")


class EvidenceKind(models.TextChoices):
    """The closed list of `rules/membership_evidence.py`."""

    JUDGMENT = EvidenceKindRule.JUDGMENT.value, _("Judgment")
    ARRESTED_TOGETHER = EvidenceKindRule.ARRESTED_TOGETHER.value, _("Arrested together")
    CO_SUSPECT = EvidenceKindRule.CO_SUSPECT.value, _("Suspected in the same case")
    SURVEILLANCE = EvidenceKindRule.SURVEILLANCE.value, _("Surveillance")
    INFORMANT = EvidenceKindRule.INFORMANT.value, _("Informant")
    AGENCY_DISCLOSURE = EvidenceKindRule.AGENCY_DISCLOSURE.value, _("Disclosure by another agency")
    GROUP_STATEMENT = EvidenceKindRule.GROUP_STATEMENT.value, _("Statement of others in the group")
    OWN_STATEMENT = EvidenceKindRule.OWN_STATEMENT.value, _("The person's own statement")


class TieKind(models.TextChoices):
    """On what kind of record the two stand."""

    ARRESTED_TOGETHER = TieKindRule.ARRESTED_TOGETHER.value, _("Arrested together")
    STOPPED_TOGETHER = TieKindRule.STOPPED_TOGETHER.value, _("Stopped together")
    CO_SUSPECT = TieKindRule.CO_SUSPECT.value, _("Suspected in the same case")


class DraftState(models.TextChoices):
    """Where a draft for partners stands."""

    DRAFT = DraftStateRule.DRAFT.value, pgettext_lazy("for partners", "Draft")
    RELEASED = DraftStateRule.RELEASED.value, pgettext_lazy("for partners", "Released")
    REFUSED = DraftStateRule.REFUSED.value, pgettext_lazy("for partners", "Refused")


class Holds(models.TextChoices):
    """What a file that is brought in holds."""

    TIES = "ties", _("Ties between people")
    EVIDENCE = "evidence", _("Evidence for memberships that are stated already")
    MEMBERSHIPS = "memberships", _("Memberships, each on the evidence of its rows")


class Act(models.TextChoices):
    """What was done with a statement, for its history."""

    STATED = "stated", pgettext_lazy("a membership", "stated")
    AMENDED = "amended", pgettext_lazy("a membership", "changed")
    REVIEWED = "reviewed", pgettext_lazy("a membership", "reviewed by a second person")
    SENT_BACK = "sent_back", pgettext_lazy("a membership", "sent back by the second person")
    CONTACT = "contact", _("contact planned")
    EVIDENCE_ADDED = "evidence", _("evidence added")
    EVIDENCE_CONFIRMED = "confirmed", _("evidence confirmed by a second person")
    EVIDENCE_WITHDRAWN = "unproved", _("evidence withdrawn")
    DISPUTED = "disputed", pgettext_lazy("a membership", "disputed")
    SETTLED = "settled", _("dispute settled")
    WITHDRAWN = "withdrawn", pgettext_lazy("a membership", "withdrawn")
