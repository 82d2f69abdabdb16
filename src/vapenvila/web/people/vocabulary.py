"""Words of the persons' pages: marks, states, and the fields of an identity."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.person_listing import PersonState as StateRule
from vapenvila.rules.person_mark import Mark as MarkRule


class Mark(models.TextChoices):
    """What a person is in the room's work; the closed list of `rules/person_mark.py`."""

    SUSPECT = MarkRule.SUSPECT.value, _("suspected")
    CONVICTED = MarkRule.CONVICTED.value, _("convicted")
    VICTIM = MarkRule.VICTIM.value, _("victim – not suspected")
    WITNESS = MarkRule.WITNESS.value, _("witness – not suspected")
    RELATIVE = MarkRule.RELATIVE.value, _("relative – not suspected")
    OTHER = MarkRule.OTHER.value, _("other – not suspected")


class PersonState(models.TextChoices):
    """Where a record stands."""

    ACTIVE = StateRule.ACTIVE.value, _("in use")
    MERGED = StateRule.MERGED.value, _("merged")
    REMOVED = StateRule.REMOVED.value, _("removed")


class Reliability(models.TextChoices):
    """How far the source can be relied on (Act 2018:1693 3:4 asks for it)."""

    CONFIRMED = "confirmed", _("confirmed by another source")
    RELIABLE = "reliable", _("reliable source")
    UNSURE = "unsure", _("reliability not known")
    DOUBTFUL = "doubtful", _("doubtful source")


class WhyRemoved(models.TextChoices):
    """Why a record is gone."""

    ERASED = "erased", _("erased at the rights desk")
    REMOVED = "removed", _("removed: no need")
    RAN_OUT = "ran_out", _("its time was over")


PURPOSES = {
    "casework": _("casework"),
    "disclosure": _("to answer or write a disclosure"),
    "contact": _("to reach the person"),
    "correction": _("to correct the record"),
    "rights": _("to answer the person's own request"),
}
# What a page opens an identity for by itself, without anybody choosing it.
WHY_OPENED = {**PURPOSES, "duplicate": _("to see whether two records are one person")}


IDENTITY_FIELDS = (
    "given_name",
    "surname",
    "personnummer",
    "birth_date",
    "phone",
    "address",
    "case_number",
)

FIELD_NAMES = {
    "given_name": _("given name"),
    "surname": _("surname"),
    "personnummer": _("personal number"),
    "birth_date": _("birth date"),
    "phone": _("phone"),
    "address": _("address"),
    "case_number": _("case number"),
    "mark": _("mark"),
    "need": _("need"),
    "source": _("source"),
    "protective_track": _("protective track"),
    "keeper": _("keeper"),
}

SEARCHED_BY = {
    "name": _("name"),
    "number": FIELD_NAMES["personnummer"],
    "case number": FIELD_NAMES["case_number"],
    "pseudonym": _("pseudonym"),
}
