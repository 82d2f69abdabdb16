"""Controlled words of retaliation chains."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    """What somebody said of two incidents."""

    ANSWERS = "answers", _("The later answers the earlier")
    DISMISSED = "dismissed", _("The later does not answer the earlier")


class Speaks(models.TextChoices):
    """What spoke for the pair when it was judged; empty where nothing but a person's own knowledge did."""

    HURT_THEN_ACTED = "hurt_then_acted", _("the group that was hurt acted")
    HURT_IN_FEUD = "hurt_in_feud", _("the groups hurt were in feud")
    ACTED_IN_FEUD = "acted_in_feud", _("the groups that acted were in feud")


class Period(models.TextChoices):
    """How far back the page looks."""

    QUARTER = "90", _("90 days")
    YEAR = "365", _("a year")
    THREE_YEARS = "1096", _("three years")
    ALL = "all", _("everything")
