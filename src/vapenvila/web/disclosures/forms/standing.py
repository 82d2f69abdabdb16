"""Consents, verification of grounds, named managers."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.consent import USUAL_DURATION
from vapenvila.web.disclosures.forms.persons import CarefulForm, fault_of_number, tick_boxes
from vapenvila.web.disclosures.vocabulary import CONSENT_CLASSES, ConsentForm, ConsentGiver
from vapenvila.web.partners.models import Room


class DayInput(forms.DateInput):
    """A day in one native control."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class NewConsentForm(CarefulForm):
    """A consent."""

    name = forms.CharField(label=_("The person's name"), max_length=120)
    personal_number = forms.CharField(label=_("Personal number"), max_length=13, required=False)
    giver = forms.ChoiceField(label=_("Given by"), choices=ConsentGiver.choices)
    form = forms.ChoiceField(label=_("Given"), choices=ConsentForm.choices)
    to_room = forms.ChoiceField(label=_("May be told to"))
    classes = forms.MultipleChoiceField(
        label=_("What may be told"),
        choices=CONSENT_CLASSES,
        widget=tick_boxes(),
    )
    purpose = forms.CharField(label=_("For what purpose"), max_length=300)
    form_of_work = forms.CharField(label=_("In what form of work"), max_length=300)
    first_day = forms.DateField(label=_("First day"), widget=DayInput())
    last_day = forms.DateField(label=_("Last day"), widget=DayInput())
    document = forms.CharField(label=_("Where the paper is kept"), max_length=200, required=False)
    reservation = forms.CharField(label=_("Reservation"), max_length=300, required=False)

    def __init__(self, *args: Any, rooms: list[Room], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["to_room"]
        assert isinstance(agency, forms.ChoiceField)  # noqa: S101 — for the type checker
        agency.choices = [("", gettext("Choose an agency")), *((str(r.pk), r.agency.name) for r in rooms)]
        self.fields["first_day"].initial, self.fields["last_day"].initial = today, today + USUAL_DURATION

    def clean_personal_number(self) -> str:
        """As written, when it can be somebody's."""
        written = str(self.cleaned_data["personal_number"])
        fault = fault_of_number(written)
        if fault:
            raise forms.ValidationError(fault)
        return written


class VerifyForm(forms.Form):
    """A lawyer's verification."""

    lawyer = forms.CharField(label=_("Lawyer"), max_length=120)
    verified_on = forms.DateField(label=_("Verified on"), widget=DayInput())


class ManagerForm(forms.Form):
    """Naming a manager."""

    who = forms.ChoiceField(label=_("Manager"))
    first_day = forms.DateField(label=_("From"), widget=DayInput())

    def __init__(self, *args: Any, people: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)  # noqa: S101 — for the type checker
        who.choices = [("", gettext("Choose somebody in a room")), *people]
