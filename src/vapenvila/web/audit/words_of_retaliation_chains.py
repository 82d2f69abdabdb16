"""What acts on retaliation chains are called on pages of the trail."""

from django.utils.translation import gettext_lazy as _

ACTS_OF_CHAINS = {
    "retaliation_chain.read": _("Retaliation chain read"),
    "retaliation_chains.chance_read": _("Retaliation beside chance read"),
    "retaliation_chains.listed": _("Retaliation chains listed"),
    "retaliation_pair.dismissed": _("Suggested retaliation dismissed"),
    "retaliation_pair.linked": _("Two incidents linked as retaliation"),
    "retaliation_pair.read": _("Pair of incidents read"),
    "retaliation_pair.taken_back": _("Link or dismissal taken back"),
}
