"""Controlled words of the group picture (domain.md section 3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vapenvila.rules.group_lineage import CountRule as CountRuleRule
from vapenvila.rules.group_lineage import LineageKind as LineageKindRule
from vapenvila.rules.group_statement import EndedAs as EndedAsRule
from vapenvila.rules.group_statement import Says as SaysRule
from vapenvila.rules.source_grade import Credibility as CredibilityRule
from vapenvila.rules.source_grade import Nature as NatureRule
from vapenvila.rules.source_grade import Reliability as ReliabilityRule


class Says(models.TextChoices):
    """What a statement tells of."""

    NAME = SaysRule.NAME.value, _("Name")
    AREA = SaysRule.AREA.value, pgettext_lazy("of a group", "Area")
    ACTIVITY = SaysRule.ACTIVITY.value, _("Activity")
    RELATION = SaysRule.RELATION.value, _("Relation")
    LINEAGE = SaysRule.LINEAGE.value, _("Lineage")


class Reliability(models.TextChoices):
    """How far the source itself can be relied on."""

    A = ReliabilityRule.A.value, _("A – completely reliable")
    B = ReliabilityRule.B.value, _("B – usually reliable")
    C = ReliabilityRule.C.value, _("C – fairly reliable")
    D = ReliabilityRule.D.value, _("D – not usually reliable")
    E = ReliabilityRule.E.value, _("E – unreliable")
    F = ReliabilityRule.F.value, _("F – cannot be judged")


class Credibility(models.IntegerChoices):
    """How far other sources bear it out."""

    CONFIRMED = CredibilityRule.CONFIRMED.value, _("1 – confirmed by other sources")
    PROBABLE = CredibilityRule.PROBABLE.value, _("2 – probably true")
    POSSIBLE = CredibilityRule.POSSIBLE.value, _("3 – possibly true")
    DOUBTFUL = CredibilityRule.DOUBTFUL.value, _("4 – doubtful")
    IMPROBABLE = CredibilityRule.IMPROBABLE.value, _("5 – improbable")
    CANNOT_BE_JUDGED = CredibilityRule.CANNOT_BE_JUDGED.value, _("6 – cannot be judged")


class Nature(models.TextChoices):
    """Whether it was seen or recorded, or concluded."""

    FACT = NatureRule.FACT.value, _("Observed fact")
    ASSESSMENT = NatureRule.ASSESSMENT.value, _("Assessment")


class Basis(models.TextChoices):
    """What kind of ground the statement has."""

    JUDGMENT = "judgment", _("Judgment of a court")
    INVESTIGATION = "investigation", _("Investigation")
    INTELLIGENCE = "intelligence", _("Graded intelligence")
    GROUP_AUDIT = "group_audit", _("Group audit")
    AGENCY_KNOWLEDGE = "agency_knowledge", _("Knowledge of an agency")
    OUTREACH = "outreach", _("Outreach work")
    OWN_STATEMENT = "own_statement", _("The group's own statement")
    OPEN_SOURCE = "open_source", _("Open source")


class DatePrecision(models.TextChoices):
    """How exactly the first day is known."""

    DAY = "day", _("To the day")
    MONTH = "month", _("To the month")
    YEAR = "year", _("To the year")


class EndedAs(models.TextChoices):
    """How a statement ended."""

    SUPERSEDED = EndedAsRule.SUPERSEDED.value, pgettext_lazy("a statement", "replaced")
    WITHDRAWN = EndedAsRule.WITHDRAWN.value, pgettext_lazy("a statement", "withdrawn")


class NameUse(models.TextChoices):
    """Which name pages show, and which are only found."""

    LABEL = "label", _("Label")
    ALIAS = "alias", _("Alias")


class UsedBy(models.TextChoices):
    """Who uses the name."""

    SELF = "self", _("the group itself")
    STREET = "street", _("the street")
    POLICE = "police", _("the police")
    MEDIA = "media", _("the media")
    PARTNERS = "partners", _("the partners")


class Activity(models.TextChoices):
    """Whether the group acts."""

    ACTIVE = "active", _("Active")
    DORMANT = "dormant", _("Dormant")
    DISSOLVED = "dissolved", _("Dissolved")


class GroupKind(models.TextChoices):
    """What kind of group it is; a word for work, not a judgement."""

    NETWORK = "network", _("Network")
    AREA_GROUP = "area_group", _("Area group")
    CLUB = "club", _("Club")
    FAMILY_BASED = "family_based", _("Family-based")
    PRISON_BASED = "prison_based", _("Prison-based")
    AD_HOC = "ad_hoc", _("Ad hoc")
    UNKNOWN = "unknown", _("Not known")


class RelationKind(models.TextChoices):
    """How two groups stand to one another."""

    FEUD = "feud", _("Feud")
    TENSION = "tension", _("Tension")
    ALLIANCE = "alliance", _("Alliance")
    TRADE = "trade", _("Trade")
    TRUCE = "truce", _("Truce")


class Strength(models.TextChoices):
    """How strongly the relation shows."""

    WEAK = "weak", pgettext_lazy("of a relation", "Weak")
    CLEAR = "clear", pgettext_lazy("of a relation", "Clear")
    STRONG = "strong", pgettext_lazy("of a relation", "Strong")


class LineageKind(models.TextChoices):
    """What became of groups."""

    SPLIT = LineageKindRule.SPLIT.value, _("Split")
    MERGE = LineageKindRule.MERGE.value, pgettext_lazy("what became of groups", "Merge")
    RENAME = LineageKindRule.RENAME.value, _("New name")
    ABSORB = LineageKindRule.ABSORB.value, _("Taken up by another")
    DISSOLVE = LineageKindRule.DISSOLVE.value, _("Dissolved")
    RE_FORM = LineageKindRule.RE_FORM.value, _("Formed again")


class CountRule(models.TextChoices):
    """Whom earlier acts count for."""

    FOLLOW_ALL = CountRuleRule.FOLLOW_ALL.value, _("Earlier acts count for every successor")
    FOLLOW_SUCCESSOR = CountRuleRule.FOLLOW_SUCCESSOR.value, _("Earlier acts count for one successor")
    STOP = CountRuleRule.STOP.value, _("Earlier acts count for no successor")


class LineageSide(models.TextChoices):
    """Whether a group stands before the event or after it."""

    BEFORE = "before", _("before")
    AFTER = "after", _("after")


class State(models.TextChoices):
    """Whether a group of the picture acts, in one word; nobody states it, it follows from what is said."""

    ACTIVE = "active", _("Active")
    DORMANT = "dormant", _("Dormant")
    NOT_SAID = "not_said", _("Not said")
    SUCCEEDED = "succeeded", _("Lives on in others")
    DISSOLVED = "dissolved", _("Dissolved")
