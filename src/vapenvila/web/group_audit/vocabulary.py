"""Controlled words of the group audit."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vapenvila.rules.group_audit import AuditState as StateRule
from vapenvila.rules.group_audit import Takes as TakesRule
from vapenvila.rules.group_audit_answer import Disagreement as DisagreementRule
from vapenvila.rules.group_audit_difference import Change as ChangeRule


class State(models.TextChoices):
    """Where an audit stands."""

    PLANNED = StateRule.PLANNED.value, pgettext_lazy("a group audit", "Planned")
    ANSWERING = StateRule.ANSWERING.value, pgettext_lazy("a group audit", "Agencies answer")
    SETTLING = StateRule.SETTLING.value, pgettext_lazy("a group audit", "The room settles")
    FROZEN = StateRule.FROZEN.value, pgettext_lazy("a group audit", "Frozen")


class Takes(models.TextChoices):
    """Which groups an audit asks about."""

    EVERY = TakesRule.EVERY.value, pgettext_lazy("groups of an audit", "Every group of the picture")
    ACTIVE = TakesRule.ACTIVE.value, pgettext_lazy("groups of an audit", "Groups that are said to be active")
    STRUCK = (
        TakesRule.STRUCK.value,
        pgettext_lazy("groups of an audit", "Groups linked to an incident in the last year"),
    )


class Disagreement(models.TextChoices):
    """How far the agencies' answers lie apart."""

    NONE = DisagreementRule.NONE.value, _("No disagreement")
    MINOR = DisagreementRule.MINOR.value, _("Small difference")
    OPEN = DisagreementRule.OPEN.value, _("Disagreement")


class Outcome(models.TextChoices):
    """What the room made of a question."""

    AGREED = "agreed", pgettext_lazy("a question of the audit", "Agreed")
    LEFT_OPEN = "left_open", pgettext_lazy("a question of the audit", "Left open")


class Change(models.TextChoices):
    """What became of an agreed answer since the audit before."""

    CHANGED = ChangeRule.CHANGED.value, pgettext_lazy("an answer", "Changed")
    NOW_KNOWN = ChangeRule.NOW_KNOWN.value, pgettext_lazy("an answer", "Known now")
    NO_LONGER_KNOWN = ChangeRule.NO_LONGER_KNOWN.value, pgettext_lazy("an answer", "No longer known")
