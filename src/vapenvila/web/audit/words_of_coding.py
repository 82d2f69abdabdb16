"""What acts of judging past incidents, and of judging them again blind, are called on pages of the trail."""

from django.utils.translation import gettext_lazy as _

ACTS_OF_CODING = {
    "blind_sample.closed": _("Blind sample put away"),
    "blind_sample.drawn": _("Blind sample drawn"),
    "blind_sample.judged": _("Side of an incident judged blind"),
    "blind_sample.read": _("Blind sample read"),
    "blind_sample.settled": _("Difference between two judgements settled"),
    "coding_set.closed": _("Set of past incidents put away"),
    "coding_set.made": _("Set of past incidents chosen"),
    "coding_set.read": _("Set of past incidents read"),
    "coding_sets.listed": _("Sets of past incidents listed"),
}
