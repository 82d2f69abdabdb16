"""The form that records or amends an incident. Which facts are possible is for the rules to say."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from vapenvila.web.incidents.facts import FACTS
from vapenvila.web.incidents.forms.source import Suggesting
from vapenvila.web.incidents.vocabulary import Kind, Motive, Outcome, Precision, Weapon

NUMBERS = ("dead", "injured_serious", "injured_slight", "injured_unknown")


def _moment(label: Any, *, required: bool, help_text: Any = "") -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
        error_messages={"invalid": _("Write date and time as 2026-03-14 22:30.")},
    )


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=500, required=False, initial=0)


class FactsForm(forms.Form):
    """All facts of an incident."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind)
    occurred_from = _moment(_("When, or earliest time"), required=True)
    occurred_to = _moment(_("Latest time"), required=False, help_text=_("Only when the time is uncertain."))
    reported_at = _moment(_("Reported"), required=False)
    place = forms.CharField(
        label=_("Place"),
        max_length=200,
        required=False,
        help_text=_("Street or spot, never a person's home by name."),
    )
    area_id = forms.TypedChoiceField(label=_("Area"), required=False, coerce=UUID, empty_value=None)
    precision = forms.ChoiceField(
        label=_("Precision of the place"), choices=Precision, initial=Precision.UNKNOWN
    )
    latitude = forms.FloatField(label=_("Latitude"), required=False)
    longitude = forms.FloatField(label=_("Longitude"), required=False)
    weapon = forms.ChoiceField(label=_("Weapon"), choices=Weapon, initial=Weapon.UNKNOWN)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome, initial=Outcome.UNKNOWN)
    motive = forms.ChoiceField(label=_("Motive"), choices=Motive, initial=Motive.UNKNOWN)
    dead = _number(_("Dead"))
    injured_serious = _number(_("Seriously injured"))
    injured_slight = _number(_("Slightly injured"))
    injured_unknown = _number(_("Injured, severity unknown"))
    note = forms.CharField(
        label=_("Note"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What happened, without anything that leads to a person."),
    )
    looked_at = forms.BooleanField(
        label=_("I have looked at the text and it may stand in the register."), required=False
    )

    def __init__(self, *args: Any, areas: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["area_id"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Not known")), *((str(pk), name) for pk, name in areas.items())]
        for name in ("latitude", "longitude"):
            self.fields[name].widget.attrs.update({"step": "any", "inputmode": "decimal"})

    def clean(self) -> dict[str, Any]:
        """A single time is both earliest and latest; an empty number is nobody."""
        cleaned = super().clean() or {}
        if (
            cleaned.get("occurred_from")
            and not cleaned.get("occurred_to")
            and "occurred_to" not in self.errors
        ):
            cleaned["occurred_to"] = cleaned["occurred_from"]
        for name in NUMBERS:
            cleaned[name] = cleaned.get(name) or 0
        return cleaned

    def facts(self) -> dict[str, Any]:
        """The facts as the acts take them."""
        return {name: self.cleaned_data[name] for name in FACTS}


class NewIncidentForm(FactsForm):
    """A new incident, with its first source if it has one."""

    source_system = forms.CharField(label=_("Source"), max_length=40, required=False, widget=Suggesting)
    source_no = forms.CharField(label=_("Reference"), max_length=120, required=False)

    def __init__(self, *args: Any, source_names: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = self.fields["source_system"].widget
        if isinstance(widget, Suggesting):
            widget.suggestions = list(source_names)

    def clean(self) -> dict[str, Any]:
        """A source has a reference, and a reference a source."""
        cleaned = super().clean()
        if bool(cleaned.get("source_system")) != bool(cleaned.get("source_no")):
            self.add_error("source_no", _("Give both the source and its reference, or neither."))
        return cleaned


class AmendForm(FactsForm):
    """A correction: the version the person saw, and why it is made."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why is it changed?"), max_length=300, required=False, help_text=_("Stands in the history.")
    )
