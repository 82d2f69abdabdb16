"""Linking two incidents by their numbers, and dismissing a suggestion."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.retaliation_suggestion import MOST_DAYS, MOST_METRES, USUAL_DAYS
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.queries.one import incident_by_number
from vapenvila.web.partners.models import Programme
from vapenvila.web.retaliation_chains.vocabulary import Period
from vapenvila.web.reviews.forms.screened import ScreenedForm

LARGEST = 2_147_483_647


class LinkForm(ScreenedForm):
    """Which incident answers which, and why one knows."""

    screened: ClassVar[tuple[str, ...]] = ("reason",)

    earlier = forms.IntegerField(
        label=_("The earlier incident, number"), min_value=1, max_value=LARGEST, localize=False
    )
    later = forms.IntegerField(
        label=_("The later incident, which answers it, number"),
        min_value=1,
        max_value=LARGEST,
        localize=False,
    )
    reason = forms.CharField(
        label=_("What speaks for it"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("May be left empty. Groups and places, never a person."),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme

    def clean(self) -> dict[str, Any]:
        """Both numbers are those of incidents in the register."""
        cleaned = super().clean()
        for name in ("earlier", "later"):
            number = cleaned.get(name)
            if number is None:
                continue
            incident = incident_by_number(self.programme, number)
            if incident is None:
                self.add_error(name, gettext("No incident in the register has this number."))
            cleaned[f"{name}_incident"] = incident
        return cleaned

    @property
    def both(self) -> tuple[Incident, Incident]:
        """The two incidents of a valid form."""
        return self.cleaned_data["earlier_incident"], self.cleaned_data["later_incident"]


class DismissForm(ScreenedForm):
    """Why the later incident does not answer the earlier."""

    screened: ClassVar[tuple[str, ...]] = ("reason",)

    reason = forms.CharField(
        label=_("Why it is no answer"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class SearchForm(forms.Form):
    """How far apart in time and place incidents may lie to be suggested, and how far back one looks."""

    days = forms.IntegerField(
        label=_("Days between, at most"), min_value=1, max_value=MOST_DAYS, initial=USUAL_DAYS
    )
    metres = forms.IntegerField(
        label=_("Metres between, at most"),
        required=False,
        min_value=50,
        max_value=MOST_METRES,
        help_text=_("Empty: the place does not matter."),
    )
    period = forms.ChoiceField(label=_("Looks back"), choices=Period.choices, initial=Period.YEAR)
