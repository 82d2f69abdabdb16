"""Choosing which of the register's incidents to judge."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from vapenvila.web.incident_coding.vocabulary import Wanted
from vapenvila.web.incidents.filters import IncidentFilter
from vapenvila.web.incidents.vocabulary import Kind

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SetForm(forms.Form):
    """Period, kinds and areas; which of them are still to be judged."""

    first_day = forms.DateField(label=_("From"), required=False, widget=DAY)
    last_day = forms.DateField(label=_("To"), required=False, widget=DAY)
    kinds = forms.MultipleChoiceField(
        label=_("Kind"),
        choices=Kind,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )
    areas = forms.MultipleChoiceField(
        label=_("Area"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )
    wanted = forms.ChoiceField(label=_("Which of them"), choices=Wanted, initial=Wanted.NOT_JUDGED)

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["areas"]
        assert isinstance(chosen, forms.MultipleChoiceField)  # noqa: S101 — for the type checker
        chosen.choices = areas

    def clean(self) -> dict[str, Any]:
        """The first day comes first."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and first > last:
            self.add_error("last_day", _("The last day lies before the first day."))
        return cleaned

    def chosen(self) -> IncidentFilter:
        """The choice as a filter of the register."""
        data = self.cleaned_data
        return IncidentFilter(
            first_day=data["first_day"],
            last_day=data["last_day"],
            kinds=tuple(data["kinds"]),
            areas=tuple(sorted(UUID(area) for area in data["areas"])),
        )
