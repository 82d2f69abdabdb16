"""Forms of a statement and of what it stands on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vapenvila.rules.membership import Certainty as CertaintyRule
from vapenvila.rules.membership import MemberRole as RoleRule
from vapenvila.rules.membership_evidence import Evidence
from vapenvila.rules.membership_evidence import EvidenceKind as KindRule
from vapenvila.rules.source_grade import Credibility as CredibilityRule
from vapenvila.rules.source_grade import Grade
from vapenvila.rules.source_grade import Reliability as ReliabilityRule
from vapenvila.web.groups.vocabulary import Credibility, Reliability
from vapenvila.web.memberships.actions.stating import Wording
from vapenvila.web.memberships.queries.groups import NamedGroup
from vapenvila.web.memberships.vocabulary import Certainty, ContactKind, EvidenceKind, MemberRole

CHOOSE = [("", "–")]


def a_day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A field for one day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, required=required, help_text=help_text)


def a_line(label: Any, length: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """A field for one line of text, which no browser remembers."""
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(
        label=label, max_length=length, widget=widget, required=required, help_text=help_text
    )


class WordingForm(forms.Form):
    """Role, certainty, time, and the contact that is planned."""

    role = forms.ChoiceField(label=_("Role in the group"), choices=[*CHOOSE, *MemberRole.choices])
    certainty = forms.ChoiceField(
        label=_("Certainty"),
        choices=[*CHOOSE, *Certainty.choices],
        help_text=_("Never greater than the best piece of evidence is graded."),
    )
    from_on = a_day(_("Since"))
    to_on = a_day(
        pgettext_lazy("of a membership", "Until"), required=False, help_text=_("Empty while it goes on.")
    )
    contact_kind = forms.ChoiceField(
        label=_("Planned contact"), choices=[*CHOOSE, *ContactKind.choices], required=False
    )
    contact_by = a_day(
        _("Planned contact by"),
        required=False,
        help_text=_("Nobody is listed without one: within half a year. It can be planned later."),
    )
    looked_at = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def wording(self) -> Wording:
        """What is stated."""
        data = self.cleaned_data
        return Wording(
            role=RoleRule(data["role"]),
            certainty=CertaintyRule(data["certainty"]),
            from_on=data["from_on"],
            to_on=data["to_on"],
            contact_kind=data["contact_kind"],
            contact_by=data["contact_by"],
        )


class NewStatementForm(WordingForm):
    """The same, with the group it is about."""

    group = forms.ChoiceField(label=_("Group"))

    def __init__(self, *args: Any, groups: list[NamedGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [*CHOOSE, *((str(group.id), str(group)) for group in groups)]  # type: ignore[attr-defined]  # a choice field


class AmendForm(WordingForm):
    """A change of what is stated, with its reason."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = a_line(_("Why it is changed"), 300)


class EvidenceForm(forms.Form):
    """One piece of evidence."""

    kind = forms.ChoiceField(
        label=_("Kind of evidence"),
        choices=[*CHOOSE, *EvidenceKind.choices],
        help_text=_(
            "There are no others. What somebody wears, listens to, likes or posts is never evidence."
        ),
    )
    source = a_line(_("What it is and where it is written"), 200)
    origin = a_line(
        _("Where the knowledge first comes from"),
        120,
        help_text=_("Two pieces of one origin count as one, whoever passed it on."),
    )
    on = a_day(_("Day of the evidence"))
    reference = a_line(
        _("Number of the record"),
        60,
        required=False,
        help_text=_("Of the judgment, the case or the disclosure."),
    )
    reliability = forms.ChoiceField(
        label=_("Reliability of the source"), choices=[*CHOOSE, *Reliability.choices]
    )
    credibility = forms.TypedChoiceField(
        label=_("Credibility of the information"), choices=[("", "–"), *Credibility.choices], coerce=int
    )

    def evidence(self) -> Evidence:
        """The piece as the rules see it."""
        data = self.cleaned_data
        grade = Grade(ReliabilityRule(data["reliability"]), CredibilityRule(data["credibility"]))
        return Evidence(
            kind=KindRule(data["kind"]),
            source=data["source"],
            origin=data["origin"],
            on=data["on"],
            reference=data["reference"],
            grade=grade,
        )


class OneMorePieceForm(EvidenceForm):
    """One more piece for a statement that is there."""

    looked_at = forms.BooleanField(required=False, widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """An act that needs a reason."""

    version = forms.IntegerField()
    reason = a_line(_("Reason"), 300)


class ContactForm(forms.Form):
    """The planned contact."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    contact_kind = forms.ChoiceField(label=_("Planned contact"), choices=[*CHOOSE, *ContactKind.choices])
    contact_by = a_day(_("Planned contact by"), help_text=_("Within half a year."))


class FindForm(forms.Form):
    """Whom the statement is about. Sent in the body of the request, so that no name stands in an address."""

    text = forms.CharField(
        label=_("Pseudonym, name, personal number or case number"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )
