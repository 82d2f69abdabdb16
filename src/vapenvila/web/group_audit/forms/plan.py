"""Planning an audit: when, which part of the city, what is on the agenda, which agencies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vapenvila.web.group_audit.vocabulary import Takes
from vapenvila.web.groups.forms.ground import day


class PlanForm(forms.Form):
    """The plan of an audit."""

    planned_on = day(_("Planned for"))
    area = forms.ChoiceField(
        label=_("Part of the city"),
        required=False,
        help_text=_("With a part of the city, only groups whose drawn home lies in it or touches it."),
    )
    takes = forms.ChoiceField(
        label=_("Groups it asks about"),
        choices=Takes.choices,
        initial=Takes.EVERY,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
    rooms = forms.MultipleChoiceField(
        label=_("Agencies that take part"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        help_text=_(
            "An association takes part through its outreach workers, and answers by its named person alone."
        ),
    )
    agenda = forms.CharField(
        label=_("Agenda"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("No names of persons."),
    )
    looked_at = forms.BooleanField(required=False)

    def __init__(
        self, *args: Any, areas: list[tuple[str, str]], rooms: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        area, chosen = self.fields["area"], self.fields["rooms"]
        assert isinstance(area, forms.ChoiceField)  # noqa: S101 — for the type checker
        assert isinstance(chosen, forms.MultipleChoiceField)  # noqa: S101 — the same
        area.choices = [("", _("The whole city")), *areas]
        chosen.choices = rooms


class ProposeForm(forms.Form):
    """A group that is not on the list."""

    called = forms.CharField(
        label=_("What the group is called"),
        max_length=120,
        help_text=_("A name that somebody uses, or its boundaries. Never a person's name."),
    )
    looked_at = forms.BooleanField(required=False)


class HandInForm(forms.Form):
    """Who comes to the room."""

    attendees = forms.CharField(
        label=_("Who comes to the meeting"),
        max_length=200,
        help_text=_("Functions, for example area officer and analyst."),
    )
    looked_at = forms.BooleanField(required=False)


class KeeperForm(forms.Form):
    """Who reads what outreach workers of an agency tell, and from when."""

    who = forms.ChoiceField(label=_("Person"))
    first_day = day(_("From"))

    def __init__(self, *args: Any, people: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)  # noqa: S101 — for the type checker
        who.choices = [("", "–"), *people]
