"""Controlled words of judging past incidents."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Wanted(models.TextChoices):
    """Which of the incidents that a filter lets through are to be judged."""

    NOT_JUDGED = "not_judged", _("A side has not been judged yet")
    UNKNOWN = "unknown", _("A side has not been judged, or is unknown")
    ALL = "all", _("All of them, judged or not")
