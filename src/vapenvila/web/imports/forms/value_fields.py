"""What the values of a column may stand for, in the words people choose from."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from vapenvila.web.incidents.vocabulary import Kind

INJURIES: Final = (
    ("dead", _("Dead")),
    ("serious", _("Seriously injured")),
    ("slight", _("Slightly injured")),
    ("unknown", _("Injured, severity unknown")),
    ("none", _("Not injured")),
)
NOT_IN_THE_REGISTER: Final = ("skip", _("Leave these rows out"))
NOT_SAID: Final = ("", _("Not decided: hold these rows back"))

VALUE_PARTS: Final = (("kind", "kind_column", Kind.choices), ("injury", "injury", INJURIES))


def value_choices(part: str) -> list[Any]:
    """The choices for one part."""
    if part == "kind":
        return [NOT_SAID, *Kind.choices, NOT_IN_THE_REGISTER]
    return [("", _("Injured, severity unknown")), *INJURIES]
