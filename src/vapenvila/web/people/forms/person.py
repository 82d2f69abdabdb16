"""Forms of a person: identity, ground, change, review, removal, merge, emergency, search."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.person_mark import MARKS_OF
from vapenvila.rules.person_mark import Mark as MarkRule
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.people.actions.register import Ground
from vapenvila.web.people.vocabulary import IDENTITY_FIELDS, PURPOSES, Mark, Reliability


def _text(label: Any, length: int, *, required: bool = False, lines: int = 0) -> forms.CharField:
    widget = (
        forms.Textarea(attrs={"rows": lines}) if lines else forms.TextInput(attrs={"autocomplete": "off"})
    )
    return forms.CharField(label=label, max_length=length, required=required, widget=widget)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class IdentityForm(forms.Form):
    """Who the person is."""

    given_name = _text(_("Given name"), 100)
    surname = _text(_("Surname"), 100)
    personnummer = _text(_("Personal or coordination number"), 20)
    birth_date = _text(_("Birth date (YYYY-MM-DD)"), 10)
    phone = _text(_("Phone"), 40)
    address = _text(_("Address"), 200)
    case_number = _text(_("Case number"), 60)
    looked_at = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def identity(self) -> dict[str, str]:
        """The values of the identity."""
        return {name: self.cleaned_data[name] for name in IDENTITY_FIELDS}


def marks_for(agency: AgencyKind) -> list[tuple[str, Any]]:
    """The marks that an agency of this kind may use."""
    return [(value, label) for value, label in Mark.choices if MarkRule(value) in MARKS_OF[agency]]


class NewPersonForm(IdentityForm):
    """A new person: who, and on what ground."""

    mark = forms.ChoiceField(label=_("Mark"))
    need = _text(_("What the record is needed for"), 300, required=True, lines=2)
    source = _text(_("Source"), 200, required=True)
    source_on = _day(_("Date of the source"))
    reliability = forms.ChoiceField(
        label=_("Reliability of the source"), choices=Reliability, initial="unsure"
    )
    protective_track = forms.BooleanField(
        label=_("Protective track"),
        help_text=_("Always for somebody under 18. Only the keeper sees who it is."),
        required=False,
    )
    need_of_child = _text(_("Under 18: why here, and how the child stands to what happened"), 190, lines=2)
    reason = _text(_("Why the person is registered again"), 500, lines=2)
    someone_else = forms.BooleanField(label=_("I have looked: it is somebody else"), required=False)

    def __init__(self, *args: Any, agency: AgencyKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mark"].choices = [("", "–"), *marks_for(agency)]  # type: ignore[attr-defined]  # a choice field

    def ground(self) -> Ground:
        """Why the person is registered."""
        data = self.cleaned_data
        return Ground(
            mark=MarkRule(data["mark"]),
            need=data["need"],
            source=data["source"],
            source_on=data["source_on"],
            reliability=data["reliability"],
            protective_track=data["protective_track"],
            need_of_child=data["need_of_child"],
        )


class AmendPersonForm(IdentityForm):
    """A change of a record, with its reason."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    mark = forms.ChoiceField(label=_("Mark"))
    need = _text(_("What the record is needed for"), 500, required=True, lines=2)
    protective_track = forms.BooleanField(label=_("Protective track"), required=False)
    reason = _text(_("Why it is changed"), 300, required=True)

    def __init__(self, *args: Any, agency: AgencyKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mark"].choices = marks_for(agency)  # type: ignore[attr-defined]  # a choice field

    def facts(self) -> dict[str, Any]:
        """The facts beside the identity."""
        return {name: self.cleaned_data[name] for name in ("mark", "need", "protective_track")}


class ReviewForm(forms.Form):
    """The need looked at again."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    evidence = _text(_("What is new, and where it comes from"), 300, required=True, lines=2)
    evidence_on = _day(_("Date of the new evidence"))
    need = _text(_("What the record is needed for"), 500, required=True, lines=2)
    looked_at = forms.BooleanField(required=False, widget=forms.HiddenInput)


class RemoveForm(forms.Form):
    """Removal for good."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = _text(_("Why the record is removed"), 300, required=True)


class MergeForm(forms.Form):
    """Two records made one."""

    keep = forms.ChoiceField(
        label=_("Record that stays in use"), widget=forms.RadioSelect(attrs={"class": "form-check-input"})
    )
    reason = _text(_("Why the two are the same person"), 300, required=True)


class EmergencyForm(forms.Form):
    """A protected record opened for some hours."""

    reason = _text(_("Why you must see it now"), 500, required=True, lines=3)
    hours = forms.TypedChoiceField(
        label=_("For how many hours"), coerce=int, choices=[(n, str(n)) for n in (1, 2, 4, 8)], initial=1
    )


class FindingForm(forms.Form):
    """What the reviewer of an emergency found."""

    finding = _text(_("What you found"), 500, required=True, lines=2)


class SearchForm(forms.Form):
    """A search. It is sent in the body of the request, so that no name stands in an address."""

    text = forms.CharField(
        label=_("Name, personal number or case number"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )
    purpose = forms.ChoiceField(label=_("Purpose"), choices=list(PURPOSES.items()))


class PurposeForm(forms.Form):
    """Why somebody wants to see who it is."""

    purpose = forms.ChoiceField(label=_("Purpose"), choices=list(PURPOSES.items()))
