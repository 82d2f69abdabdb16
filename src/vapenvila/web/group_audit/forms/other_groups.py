"""The other groups of an audit as choices: boxes to tick where they are few, numbers or codes to write where many."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import conditional_escape
from django.utils.translation import gettext, gettext_lazy

from vapenvila.web.group_audit.models import AuditLine
from vapenvila.web.group_audit.words import line_name

MOST_BOXES = 60


@dataclass(frozen=True, slots=True)
class OtherGroup:
    """A group as answers name it: the identity of its line, its row number, and what it is called."""

    line: str
    no: int
    name: str
    code: str = ""


def other_groups(lines: Sequence[AuditLine], but: AuditLine, *, with_code: bool = True) -> list[OtherGroup]:
    """Every group of the audit but this one; without codes for those who know groups by their names alone."""
    return [
        OtherGroup(
            str(line.pk),
            line.no,
            line_name(line) if with_code else line.called,
            line.group.code if with_code and line.group else "",
        )
        for line in lines
        if line.pk != but.pk
    ]


def groups_field(label: str, others: Sequence[OtherGroup], standing: Sequence[str]) -> forms.Field:
    """The field of a question that takes other groups. `standing`: lines that are chosen already."""
    if len(others) <= MOST_BOXES:
        return forms.MultipleChoiceField(
            label=label,
            required=False,
            choices=[(one.line, one.name) for one in others],
            widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        )
    return WrittenGroups(label=label, others=others, standing=standing)


class WrittenGroups(forms.CharField):
    """Groups written with commas: the number of the row, the code or the name. Cleaned, they are the lines they mean."""

    def __init__(self, *, label: str, others: Sequence[OtherGroup], standing: Sequence[str]) -> None:
        self.lines = {one.line: one for one in others}
        self.meant: dict[str, list[str]] = {}
        for one in others:
            for word in {str(one.no), one.code.casefold(), one.name.casefold()} - {""}:
                self.meant.setdefault(word, []).append(one.line)
        chosen = ", ".join(self.lines[line].name for line in standing if line in self.lines)
        help_text = gettext("Row numbers, codes or names, with commas: 12, 140.")
        if chosen:
            help_text = " ".join([help_text, gettext("Now: %(groups)s.") % {"groups": chosen}])
        super().__init__(
            label=label,
            required=False,
            max_length=2000,
            help_text=conditional_escape(help_text),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )

    def prepare_value(self, value: Any) -> Any:  # Any: as Django hands it over
        """Row numbers for what is saved; what somebody wrote as it was written."""
        if isinstance(value, (list, tuple)):
            return ", ".join(str(self.lines[line].no) for line in value if line in self.lines)
        return value

    def clean(self, value: Any) -> list[str]:  # Any: as Django hands it over
        """The lines that are meant; ValidationError for a word that means none, or several."""
        written = super().clean(value)
        words = [" ".join(word.split()) for word in written.replace(";", ",").split(",")]
        return list(dict.fromkeys(self._line(word) for word in words if word))

    def _line(self, word: str) -> str:
        found = self.meant.get(word.casefold(), [])
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(
                gettext_lazy("Several groups are called %(word)s: write the row number."),
                params={"word": word},
            )
        raise ValidationError(gettext_lazy("%(word)s is no other group of the audit."), params={"word": word})
