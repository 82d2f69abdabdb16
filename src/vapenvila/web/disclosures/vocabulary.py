"""Words of the door as codes with their names."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vapenvila.rules.consent import Form, Giver
from vapenvila.rules.disclosable_fields import FIELDS, DataClass, Field
from vapenvila.rules.disclosure_request import Urgency as UrgencyRule
from vapenvila.rules.disclosure_state import DisclosureState as S


class State(models.TextChoices):
    """Where a disclosure stands."""

    DRAFT = S.DRAFT.value, _("draft")
    ASKED = S.ASKED.value, _("asked")
    BEING_TESTED = S.BEING_TESTED.value, _("being examined")
    AWAITING_SECOND = S.AWAITING_SECOND.value, _("waits for a second decider")
    AWAITING_MANAGER = S.AWAITING_MANAGER.value, _("waits for the named manager")
    DECIDED = S.DECIDED.value, _("decided, not handed over yet")
    REFUSED = S.REFUSED.value, pgettext_lazy("request", "refused")
    WITHDRAWN = S.WITHDRAWN.value, _("withdrawn")
    HANDED_OVER = S.HANDED_OVER.value, _("handed over")
    RECEIVED = S.RECEIVED.value, pgettext_lazy("a disclosure", "received")
    CORRECTED = S.CORRECTED.value, _("corrected by a new one")
    RECALLED = S.RECALLED.value, _("recalled")
    RECALL_CONFIRMED = S.RECALL_CONFIRMED.value, _("recalled, copies destroyed")


class Urgency(models.TextChoices):
    """How soon an answer is needed."""

    NORMAL = UrgencyRule.NORMAL.value, _("within a week")
    SOON = UrgencyRule.SOON.value, _("within two days")
    TODAY = UrgencyRule.TODAY.value, _("today")


class Outcome(models.TextChoices):
    """How an examination ended."""

    DISCLOSED = "disclosed", _("told in full")
    PARTLY = "partly", _("told in part")
    REFUSED = "refused", pgettext_lazy("outcome", "refused")


class Channel(models.TextChoices):
    """How the document travelled."""

    ROOM = "room", _("within this server")
    FILE = "file", _("as a signed file between servers")


class NoticeKind(models.TextChoices):
    """What a recipient is told afterwards."""

    CONSENT_WITHDRAWN = "consent_withdrawn", _("The consent behind this is withdrawn")
    CORRECTED = "corrected", _("What you were told was wrong and is corrected")
    RECORD_CHANGED = (
        "record_changed",
        _("The sender has corrected or restricted its record of somebody named here"),
    )
    RECALLED = "recalled", _("The sender recalls this: destroy all copies and confirm")


class ConsentGiver(models.TextChoices):
    """Who gives the consent."""

    SELF = Giver.SELF.value, _("the person")
    GUARDIAN = Giver.GUARDIAN.value, _("a guardian")
    BOTH = Giver.BOTH.value, _("the person and a guardian")


class ConsentForm(models.TextChoices):
    """How a consent was given."""

    WRITTEN = Form.WRITTEN.value, _("in writing")
    ORAL_NOTED = Form.ORAL_NOTED.value, _("orally, noted in the file")


FIELD_CODES = [(field.value, FIELDS[field].name) for field in Field]

CLASS_NAMES = {
    DataClass.CONTACT: _("How to reach the person"),
    DataClass.SUPERVISION: _("Supervision"),
    DataClass.REGISTER: _("Hits in registers"),
    DataClass.PREVENTION: _("Circumstances that matter for preventing crime"),
    DataClass.COMMITTED_CRIME: _("Committed crime"),
    DataClass.SERIOUS_VIOLENCE: _("Threat of serious violence"),
    DataClass.TERRORISM: _("Terrorism"),
    DataClass.CHILD: _("A child's situation"),
    DataClass.SCHOOL: _("School"),
    DataClass.CLIENT: _("Measures and planning"),
    DataClass.INTELLIGENCE: _("What police know"),
    DataClass.HELP: _("Help that is needed"),
}
CONSENT_CLASSES = [(data_class.value, name) for data_class, name in CLASS_NAMES.items()]
