"""Asking another agency; telling one unasked; danger to life."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.disclosable_fields import FIELDS, STOPPED_CLASSES, Field
from vapenvila.web.disclosures.forms.persons import CarefulForm, PersonsField, tick_boxes
from vapenvila.web.disclosures.vocabulary import Urgency
from vapenvila.web.partners.models import Room

PERSONS_HELP = _(
    "One person a line: name; personal number; your own reference. Number and reference may be left out."
)


class PartnerForm(CarefulForm):
    """An agency, fields and persons."""

    to_room = forms.ChoiceField(label=_("Agency"))
    persons = PersonsField(label=_("Persons"), help_text=PERSONS_HELP, required=False)
    fields_wanted = forms.MultipleChoiceField(label=_("Fields"), widget=tick_boxes())

    def __init__(self, *args: Any, rooms: list[Room], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency, wanted = self.fields["to_room"], self.fields["fields_wanted"]
        assert isinstance(agency, forms.ChoiceField)  # noqa: S101 — for the type checker
        assert isinstance(wanted, forms.MultipleChoiceField)  # noqa: S101 — for the type checker
        agency.choices = [("", gettext("Choose an agency")), *((str(r.pk), r.agency.name) for r in rooms)]
        wanted.choices = [(f.value, gettext(FIELDS[f].name)) for f in Field if self.offers(f)]

    def offers(self, field: Field) -> bool:
        """Whether this form offers the field."""
        return True

    def chosen(self) -> frozenset[Field]:
        """The chosen fields."""
        return frozenset(Field(value) for value in self.cleaned_data["fields_wanted"])


class AskForm(PartnerForm):
    """A request."""

    purpose = forms.CharField(
        label=_("What you need it for"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "The other agency judges by this. Write it so that somebody outside your agency understands."
        ),
    )
    urgency = forms.ChoiceField(label=_("Answer needed"), choices=Urgency.choices)
    recipient_confirmed = forms.BooleanField(
        label=_("I have looked twice: these names may be told to this agency"), required=False
    )
    field_order = ["to_room", "persons", "fields_wanted", "purpose", "urgency"]

    def look_twice(self, reason: str, *, agency: str) -> None:
        """Show the agency by name and why it is unusual, and ask for a tick."""
        said = {"agency": agency, "reason": reason}
        self.add_error("recipient_confirmed", gettext("You are about to ask %(agency)s. %(reason)s") % said)


class TellForm(PartnerForm):
    """Something to tell unasked."""

    purpose = forms.CharField(
        label=_("Why you mean to tell it"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ["to_room", "persons", "fields_wanted", "purpose"]

    def offers(self, field: Field) -> bool:
        """All but what is always stopped."""
        return FIELDS[field].data_class not in STOPPED_CLASSES


class DangerForm(TellForm):
    """Danger to life."""

    purpose = None  # type: ignore[assignment]  # a danger says why by itself
    danger = forms.CharField(
        label=_("What threatens whose life"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ["to_room", "danger", "persons", "fields_wanted"]
