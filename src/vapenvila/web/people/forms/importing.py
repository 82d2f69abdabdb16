"""Forms of a file of persons: the upload, how it is read, and the two questions before it goes in or out."""

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.person_import import ForChildren
from vapenvila.rules.person_mark import NOT_SUSPECTED
from vapenvila.rules.person_mark import Mark as MarkRule
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.imports.engine.sampling import Sample
from vapenvila.web.people.forms.person import marks_for
from vapenvila.web.people.importing.person_mapping import COLUMNS
from vapenvila.web.people.importing.recognition import suggested_marks, words_of_column
from vapenvila.web.people.vocabulary import FIELD_NAMES, Reliability

COLUMN_NAMES = {
    **FIELD_NAMES,
    "reference": _("reference of the source"),
    "full_name": _("whole name"),
    "source_on": _("date of the source"),
    "reliability": _("reliability of the source"),
    "need_of_child": _("under 18: why here"),
}
WHO = (
    "reference",
    "personnummer",
    "given_name",
    "surname",
    "full_name",
    "birth_date",
    "phone",
    "address",
    "case_number",
)
WHY = ("mark", "need", "source", "source_on", "reliability", "need_of_child")
ORDERS = [
    ("ymd", _("2026-11-25: year first")),
    ("dmy", _("25/11/2026: day first")),
    ("mdy", _("11/25/2026: month first")),
]


class LetBackForm(forms.Form):
    """Why somebody who was removed is registered again."""

    reason = forms.CharField(
        label=_("What is new, and on what ground"),
        max_length=500,
        help_text=_("Kept with your name as long as the removal is known: two years. Write no names."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    looked_at = forms.BooleanField(required=False, widget=forms.HiddenInput)


class PersonUploadForm(forms.Form):
    """A file and what people call it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX, also packed with gzip. Up to 200 MB. It is kept sealed, a week at most."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.gz"}),
    )
    label = forms.CharField(
        label=_("What this file is"),
        max_length=120,
        required=False,
        help_text=_("For the list of imports. The file's own name is not kept. Write no names of persons."),
    )


class PersonMappingForm(forms.Form):
    """Which column holds what, what the words for marks mean, and what holds for all rows."""

    source_system = forms.CharField(
        label=_("Register or agency the file comes from"),
        max_length=40,
        help_text=_("The same next time: by it and the reference a person is known again."),
    )
    date_order = forms.ChoiceField(label=_("How days are written"), choices=ORDERS, initial="ymd")
    need = forms.CharField(
        label=_("What the records are needed for"), max_length=300, required=False,
        help_text=_("For rows that do not say it themselves."),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Source"), max_length=200, required=False, help_text=_("For rows that do not say it themselves.")
    )  # fmt: skip
    source_on = forms.DateField(
        label=_("Date of the source"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reliability = forms.ChoiceField(
        label=_("Reliability of the source"), choices=Reliability, initial="unsure"
    )
    mark_for_all = forms.ChoiceField(
        label=_("Mark of all rows"), required=False,
        help_text=_("Only where the file has no column for it. Nobody is suspected because a whole file says so."),
    )  # fmt: skip
    mark_missing = forms.ChoiceField(label=_("A row without a mark"), required=False)
    children = forms.ChoiceField(label=_("Somebody under 18"), initial=ForChildren.REFUSE.value)
    save_as = forms.CharField(
        label=_("Keep this mapping as"),
        max_length=80,
        required=False,
        help_text=_("Then next month's file needs no work. Others in this room see the name."),
    )

    def __init__(self, *args: Any, sample: Sample, agency: AgencyKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sample, self.agency = sample, agency
        columns = [("", "–"), *((name, name) for name in sample.names())]
        for name in COLUMNS:
            self.fields[f"column_{name}"] = forms.ChoiceField(
                label=_sentence_case(COLUMN_NAMES[name]), choices=columns, required=False
            )
        marks = marks_for(agency)
        kind = [(value, label) for value, label in marks if MarkRule(value) in NOT_SUSPECTED]
        self._choose("mark_for_all", [("", "–"), *kind])
        self._choose(
            "mark_missing", [("", _("is held back")), ("other", _("is registered as other, not suspected"))]
        )
        self._choose(
            "children",
            [
                (ForChildren.REFUSE.value, _("is held back")),
                (ForChildren.PROTECT.value, _("goes on the protective track, if the row says why")),
            ],
        )
        self.words = self._mark_words()
        for word in self.words:
            self.fields[mark_field(self.mark_column, word)] = forms.ChoiceField(
                label=word, choices=[("", _("has no meaning: held back")), *marks], required=False
            )

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field

    @property
    def mark_column(self) -> str:
        """The column of marks as it is chosen now."""
        chosen = self.data.get("column_mark") if self.is_bound else self.initial.get("column_mark")
        return str(chosen or "")

    def _mark_words(self) -> list[str]:
        column = self.sample.column(self.mark_column)
        return words_of_column(column) if column is not None else []

    def who_fields(self) -> list[Any]:
        """Columns that say who the person is."""
        return [self[f"column_{name}"] for name in WHO]

    def why_fields(self) -> list[Any]:
        """Columns that say on what ground."""
        return [self[f"column_{name}"] for name in WHY]

    def mark_fields(self) -> list[Any]:
        """What each word of the column of marks stands for."""
        return [self[mark_field(self.mark_column, word)] for word in self.words]

    def settings(self) -> dict[str, Any]:
        """The settings that were chosen."""
        data = self.cleaned_data
        words = {word: data[mark_field(self.mark_column, word)] for word in self.words}
        return {
            "source_system": data["source_system"],
            "columns": {name: data[f"column_{name}"] for name in COLUMNS if data[f"column_{name}"]},
            "marks": {word: mark for word, mark in words.items() if mark},
            "mark_missing": data["mark_missing"],
            "mark_for_all": data["mark_for_all"],
            "need": data["need"],
            "source": data["source"],
            "source_on": data["source_on"].isoformat() if data["source_on"] else "",
            "reliability": data["reliability"],
            "children": data["children"],
            "date_order": data["date_order"],
        }


def mapping_initial(settings: dict[str, Any], sample: Sample, agency: AgencyKind) -> dict[str, Any]:
    """What the form begins with, from settings that were kept or suggested; words not met before are suggested."""
    plain = {name: value for name, value in settings.items() if name not in ("columns", "marks")}
    columns = settings.get("columns", {})
    column = sample.column(columns.get("mark", ""))
    words = words_of_column(column) if column is not None else []
    meanings = {
        **(suggested_marks(column, agency) if column is not None else {}),
        **settings.get("marks", {}),
    }
    return {
        **plain,
        **{f"column_{name}": value for name, value in columns.items()},
        **{mark_field(columns.get("mark", ""), word): meanings.get(word, "") for word in words},
    }


def mark_field(column: str, word: str) -> str:
    """The field that says what a word of a column stands for: of this column and this word alone, so that no other word
    ever inherits its mark (acceptance S12)."""
    return f"mark_{hashlib.sha256(f'{column}={word}'.encode()).hexdigest()[:16]}"


def _sentence_case(words: Any) -> str:
    text = str(words)
    return text[:1].upper() + text[1:]


class CommitPersonsForm(forms.Form):
    """Whether somebody has looked at the warnings in free text."""

    looked_at = forms.BooleanField(
        label=_("I have looked at the warnings in the free texts; what stands there may stand there"),
        required=False,
    )
