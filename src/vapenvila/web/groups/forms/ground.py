"""What every statement asks for: when it holds, and what it stands on."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.source_grade import Credibility as CredibilityRule
from vapenvila.rules.source_grade import Grade
from vapenvila.rules.source_grade import Nature as NatureRule
from vapenvila.rules.source_grade import Reliability as ReliabilityRule
from vapenvila.web.groups.sayings import GroundSaid
from vapenvila.web.groups.vocabulary import Basis, Credibility, DatePrecision, Nature, Reliability


class Chosen(forms.ChoiceField):
    """A choice that begins with none, so that nobody grades a source by leaving the first line as it stands."""

    def __init__(self, *, choices: Any, **more: Any) -> None:
        super().__init__(choices=[("", "–"), *choices], **more)


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, as the browser's own control."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day as year-month-day, for example 2026-03-01.")},
    )


class GroundForm(forms.Form):
    """The ground of a statement, and the look at its words."""

    from_on = day(_("From"))
    to_on = day(_("To"), required=False, help_text=_("Empty while it still is so."))
    date_precision = forms.ChoiceField(
        label=_("How exactly the first day is known"),
        choices=DatePrecision.choices,
        initial=DatePrecision.DAY,
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        help_text=_("A document, a meeting or an agency, never a person by name."),
    )
    source_on = day(
        _("Date of the source"),
        help_text=_("The statement is in sight for a year from this day, half a year on a weak ground."),
    )
    basis = Chosen(label=_("Kind of ground"), choices=Basis.choices)
    reliability = Chosen(label=_("Reliability of the source"), choices=Reliability.choices)
    credibility = Chosen(label=_("Credibility of the information"), choices=Credibility.choices)
    nature = Chosen(label=_("Fact or assessment"), choices=Nature.choices)
    looked_at = forms.BooleanField(
        label=_("I have looked at the text: it names no person and may stand in the shared picture."),
        required=False,
    )

    def ground(self) -> GroundSaid:
        """The ground as it is stated."""
        data = self.cleaned_data
        first: date = data["from_on"]
        return GroundSaid(
            from_on=first,
            to_on=data.get("to_on"),
            date_precision=DatePrecision(data["date_precision"]),
            source=data["source"],
            source_on=data["source_on"],
            basis=Basis(data["basis"]),
            grade=Grade(ReliabilityRule(data["reliability"]), CredibilityRule(int(data["credibility"]))),
            nature=NatureRule(data["nature"]),
        )


def ground_as_initial(ground: GroundSaid) -> dict[str, Any]:
    """What the form begins with when a statement is made anew."""
    return {
        "from_on": ground.from_on,
        "to_on": ground.to_on,
        "date_precision": ground.date_precision.value,
        "source": ground.source,
        "source_on": ground.source_on,
        "basis": ground.basis.value,
        "reliability": ground.grade.reliability.value,
        "credibility": ground.grade.credibility.value,
        "nature": ground.nature.value,
    }
