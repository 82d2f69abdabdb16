"""Controlled words of the register (domain.md section 2.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What kind of event it was."""

    SHOOTING = "shooting", _("Shooting")
    EXPLOSION = "explosion", _("Explosion")
    EXPLOSION_ATTEMPT = "explosion_attempt", _("Attempted explosion")
    STABBING = "stabbing", _("Stabbing")
    SERIOUS_ASSAULT = "serious_assault", _("Serious assault")
    THREAT_WITH_WEAPON = "threat_with_weapon", _("Threat with weapon")
    ARSON = "arson", _("Arson")
    OTHER = "other", _("Other serious violence")


class State(models.TextChoices):
    """How sure we are that it counts."""

    REPORTED = "reported", _("Reported")
    UNDER_REVIEW = "under_review", _("Under review")
    CONFIRMED = "confirmed", _("Confirmed")
    HOLD = "hold", _("On hold")
    UNFOUNDED = "unfounded", _("Unfounded")


class Precision(models.TextChoices):
    """How exactly the place is known."""

    EXACT = "exact", _("Exact")
    BLOCK = "block", _("Block")
    AREA = "area", _("Area")
    MUNICIPALITY = "municipality", _("Municipality")
    COUNTY = "county", _("County")
    UNKNOWN = "unknown", _("Unknown")


class Weapon(models.TextChoices):
    """What was used."""

    FIREARM = "firearm", _("Firearm")
    EXPLOSIVE = "explosive", _("Explosive")
    KNIFE = "knife", _("Knife")
    OTHER = "other", _("Other")
    UNKNOWN = "unknown", _("Unknown")


class Outcome(models.TextChoices):
    """The gravest thing that came of it."""

    FATAL = "fatal", _("Fatal")
    INJURED = "injured", _("Injured")
    NO_INJURY = "no_injury", _("No injury")
    PROPERTY = "property", _("Damage to property")
    UNKNOWN = "unknown", _("Unknown")


class Motive(models.TextChoices):
    """Why, as far as anyone can tell."""

    GROUP_DISPUTE = "group_dispute", _("Dispute between groups")
    RETALIATION = "retaliation", _("Retaliation")
    INTERNAL = "internal", _("Inside a group")
    DRUG_MARKET = "drug_market", _("Drug market")
    DEBT = "debt", _("Debt")
    ROBBERY = "robbery", _("Robbery")
    INTERPERSONAL = "interpersonal", _("Interpersonal")
    DOMESTIC = "domestic", _("Domestic")
    MISTAKEN_TARGET = "mistaken_target", _("Mistaken target")
    OTHER = "other", _("Other")
    UNKNOWN = "unknown", _("Unknown")


class DoubtfulCase(models.TextChoices):
    """Cases that a counting rule decides in writing, so that nobody decides them anew each time (domain.md section 2.2)."""

    GRAZE = "graze", _("Graze wound")
    MISSED_SHOT = "missed_shot", _("Shot that missed")
    SHOT_IN_THE_AIR = "shot_in_the_air", _("Shot in the air")
    ACCIDENT = "accident", _("Accident")
    SELF_INFLICTED = "self_inflicted", _("Self-inflicted")
    SELF_DEFENCE = "self_defence", _("Self-defence")
    SHRAPNEL = "shrapnel", _("Wound from shrapnel")
    POLICE_SHOOTING = "police_shooting", _("Shot fired by police")
    DUD_DEVICE = "dud_device", _("Device that did not go off")
    REPLICA = "replica", _("Replica or blank gun")


class InOrOut(models.TextChoices):
    """The answer for a doubtful case."""

    IN = "in", _("Counts")
    OUT = "out", _("Does not count")


PICTURES = {
    "map": _("Map"),
    "map data": _("Map"),
    "calendar": _("Calendar"),
    "timeline": _("Timeline"),
    "charts": _("Charts"),
}
