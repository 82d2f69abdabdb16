"""Words of people and programmes as codes with their names."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ACCOUNT_STATES = {
    "current": _("has a mission today"),
    "closed": _("account closed"),
}
MADE_UP_SIZES = {
    "town": pgettext_lazy("made-up city", "town"),
    "city": pgettext_lazy("made-up city", "city"),
    "region": pgettext_lazy("made-up city", "region"),
}
