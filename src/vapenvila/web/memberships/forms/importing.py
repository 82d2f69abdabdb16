"""Forms of a file of ties, evidence or memberships: the upload, and how it is read."""

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vapenvila.web.imports.engine.sampling import Sample
from vapenvila.web.memberships.importing.file_mapping import CHOICES, FIELDS, FOR_ALL, WORDING
from vapenvila.web.memberships.importing.recognition import words_to_map
from vapenvila.web.memberships.vocabulary import Holds
from vapenvila.web.people.forms.importing import ORDERS

COLUMN_NAMES = {
    "one": _("First person: pseudonym or personal number"),
    "other": _("Second person: pseudonym or personal number"),
    "person": _("Person: pseudonym or personal number"),
    "group": _("Group: code, label or alias"),
    "kind": _("Kind of record"),
    "on": _("Day of the record"),
    "record_ref": _("Number of the record"),
    "role": _("Role in the group"),
    "certainty": _("Certainty"),
    "from_on": _("Since"),
    "to_on": pgettext_lazy("of a membership", "Until"),
    "contact_kind": _("Planned contact"),
    "contact_by": _("Planned contact by"),
    "evidence_kind": _("Kind of evidence"),
    "evidence_on": _("Day of the evidence"),
    "source": _("What it is and where it is written"),
    "origin": _("Where the knowledge first comes from"),
    "reference": _("Number of the record"),
    "reliability": _("Reliability of the source"),
    "credibility": _("Credibility of the information"),
}
FOR_ALL_NAMES = {
    "kind": _("Kind of record of all rows"),
    "evidence_kind": _("Kind of evidence of all rows"),
    "contact_kind": _("Planned contact of all rows"),
}


class UploadForm(forms.Form):
    """A file, what it holds, and what people call it."""

    holds = forms.ChoiceField(
        label=_("What the file holds"),
        choices=Holds,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV or XLSX, also packed with gzip. Up to 50,000 rows. It is kept sealed, a week at most."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.gz"}),
    )
    label = forms.CharField(
        label=_("What this file is"),
        max_length=120,
        required=False,
        help_text=_("For the list of files. The file's own name is not kept. Write no names of persons."),
    )


class FileMappingForm(forms.Form):
    """Which column holds what, what the words of the file stand for, and what holds for all rows."""

    source_system = forms.CharField(
        label=_("Register or agency the file comes from"),
        max_length=40,
        help_text=_("For the list of files and the mapping that is kept."),
    )
    date_order = forms.ChoiceField(label=_("How days are written"), choices=ORDERS, initial="ymd")
    save_as = forms.CharField(
        label=_("Keep this mapping as"),
        max_length=80,
        required=False,
        help_text=_("Then next month's file needs no work. Others in this room see the name."),
    )

    def __init__(self, *args: Any, sample: Sample, holds: Holds, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holds = holds
        columns = [("", "–"), *((name, name) for name in sample.names())]
        for name in FIELDS[holds]:
            self.fields[f"column_{name}"] = forms.ChoiceField(
                label=COLUMN_NAMES[name], choices=columns, required=False
            )
        for name in self._for_all():
            self.fields[f"all_{name}"] = forms.ChoiceField(
                label=FOR_ALL_NAMES[name],
                choices=[("", "–"), *CHOICES[name].choices],
                required=False,
                help_text=_("Only where the file has no column for it."),
            )
        self.asked = words_to_map(sample, self._columns())
        for name, words in self.asked.items():
            for word in words:
                self.fields[word_field(name, self._columns()[name], word)] = forms.ChoiceField(
                    label=word,
                    choices=[("", _("has no meaning: held back")), *CHOICES[name].choices],
                    required=False,
                )

    def _for_all(self) -> list[str]:
        return [name for name in FOR_ALL if name in FIELDS[self.holds]]

    def _columns(self) -> dict[str, str]:
        """The columns as they are chosen now."""
        said: Any = self.data if self.is_bound else self.initial
        return {name: str(said.get(f"column_{name}") or "") for name in FIELDS[self.holds]}

    def what_fields(self) -> list[Any]:
        """Columns that say whom and what it is about."""
        return [self[f"column_{name}"] for name in FIELDS[self.holds] if not self._of_a_piece(name)]

    def piece_fields(self) -> list[Any]:
        """Columns that hold the evidence."""
        return [self[f"column_{name}"] for name in FIELDS[self.holds] if self._of_a_piece(name)]

    def _of_a_piece(self, name: str) -> bool:
        return self.holds != Holds.TIES and name not in ("person", "group", *WORDING)

    def all_fields(self) -> list[Any]:
        """What may hold for all rows."""
        return [self[f"all_{name}"] for name in self._for_all()]

    def word_fields(self) -> list[tuple[Any, list[Any]]]:
        """By what a column holds, its words that are not understood by themselves."""
        columns = self._columns()
        return [
            (COLUMN_NAMES[name], [self[word_field(name, columns[name], word)] for word in words])
            for name, words in self.asked.items()
        ]

    def settings(self) -> dict[str, Any]:
        """The settings that were chosen."""
        data, columns = self.cleaned_data, self._columns()
        words = {
            name: {word: data[word_field(name, columns[name], word)] for word in told}
            for name, told in self.asked.items()
        }
        return {
            "source_system": data["source_system"],
            "date_order": data["date_order"],
            "columns": {name: column for name, column in columns.items() if column},
            "words": {name: {word: to for word, to in told.items() if to} for name, told in words.items()},
            "for_all": {name: data[f"all_{name}"] for name in self._for_all() if data[f"all_{name}"]},
        }


def mapping_initial(settings: dict[str, Any]) -> dict[str, Any]:
    """What the form begins with, from settings that were kept or suggested."""
    columns = settings.get("columns", {})
    words = {
        word_field(name, columns.get(name, ""), word): value
        for name, told in settings.get("words", {}).items()
        for word, value in told.items()
    }
    return {
        "source_system": settings.get("source_system", ""),
        "date_order": settings.get("date_order", "ymd"),
        **{f"column_{name}": column for name, column in columns.items()},
        **{f"all_{name}": value for name, value in settings.get("for_all", {}).items()},
        **words,
    }


def word_field(name: str, column: str, word: str) -> str:
    """The field that says what a word stands for: of this column and this word alone, so that no other inherits it."""
    return f"word_{hashlib.sha256(f'{name}={column}={word}'.encode()).hexdigest()[:16]}"
