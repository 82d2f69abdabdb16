"""Naming persons in a form: one a line, so that it works with a keyboard, without JavaScript and by pasting."""

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.disclosure_request import MOST_PERSONS
from vapenvila.rules.free_text import SENTENCES, Finding, screen
from vapenvila.rules.personal_number import NotANumber, read_personal_number
from vapenvila.web.disclosures.sealed_words import NamedPerson

PARTS = 3
LOOKS_LIKE_A_NUMBER = re.compile(r"^[\d +-]{6,}$")


class PersonsField(forms.CharField):
    """Lines of “name; personal number; own reference” as `NamedPerson`s. Number and reference may be left out."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})
        super().__init__(widget=widget, max_length=6000, **kwargs)

    def clean(self, value: Any) -> Any:
        """The persons, or an error that names the line."""
        lines = [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]
        if len(lines) > MOST_PERSONS:
            raise forms.ValidationError(
                gettext("At most %(most)d persons at a time.") % {"most": MOST_PERSONS}
            )
        return tuple(_person(number, line) for number, line in enumerate(lines, 1))


def _person(number: int, line: str) -> NamedPerson:
    parts = [part.strip() for part in line.split(";")]
    if len(parts) > PARTS or not parts[0] or LOOKS_LIKE_A_NUMBER.match(parts[0]):
        raise forms.ValidationError(
            gettext("Line %(line)d: write name; personal number; own reference.") % {"line": number}
        )
    name, personal_number, reference = [*parts, "", ""][:PARTS]
    fault = fault_of_number(personal_number)
    if fault:
        raise forms.ValidationError(gettext("Line %(line)d: %(reason)s") % {"line": number, "reason": fault})
    return NamedPerson(name, personal_number, reference)


def fault_of_number(personal_number: str) -> str:
    """Why this cannot be a personal number; empty when it can, or when none is written."""
    read = read_personal_number(personal_number, today=timezone.localdate()) if personal_number else None
    return gettext(read.reason) if isinstance(read, NotANumber) else ""


def tick_boxes() -> forms.CheckboxSelectMultiple:
    """Several choices, each a box to tick."""
    return forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})


class CarefulForm(forms.Form):
    """Warns of words on origin, religion, opinion or health (S9); the writer may say that they are needed."""

    looked_at = forms.BooleanField(
        label=_("I have looked at it: these words are needed to say what must be said"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_a_look = False

    def clean(self) -> dict[str, Any]:
        """Screen every text."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, text in list(cleaned.items()):
            if not isinstance(text, str) or cleaned.get("looked_at"):
                continue
            if any(found.finding is Finding.SENSITIVE_WORD for found in screen(text)):
                self.needs_a_look = True
                self.add_error(name, gettext(SENTENCES[Finding.SENSITIVE_WORD]))
        return cleaned
