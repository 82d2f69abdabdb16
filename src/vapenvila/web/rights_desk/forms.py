"""Registering a request, and the steps it takes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vapenvila.web.rights_desk.vocabulary import Channel, Kind, LiftReason, OutcomeWord, Proof


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NewRequestForm(forms.Form):
    """What has come, from whom, and where the answer goes."""

    kind = forms.ChoiceField(label=_("What is asked"), choices=Kind.choices)
    channel = forms.ChoiceField(label=_("How it came"), choices=Channel.choices)
    received_on = forms.DateField(
        label=_("Received"), widget=_day(), help_text=_("The month to answer runs from this day.")
    )
    requester = forms.CharField(label=_("Who asks"), max_length=200, help_text=_("Kept sealed."))
    reply_to = forms.CharField(label=_("Where the answer goes"), max_length=300, help_text=_("Kept sealed."))
    words = forms.CharField(
        label=_("What the person says"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class IdentityForm(forms.Form):
    """How the person showed who they are, and which record is theirs."""

    proof = forms.ChoiceField(label=_("How identity was shown"), choices=Proof.choices)
    pseudonym = forms.CharField(
        label=_("Record in this room"),
        max_length=8,
        required=False,
        help_text=_("The pseudonym of the person's record; empty when nothing is held."),
    )


class ExtendForm(forms.Form):
    """Why two more months are needed."""

    reason = forms.CharField(label=_("Why more time is needed"), max_length=500)


class DecideForm(forms.Form):
    """The decision with its reason."""

    outcome = forms.ChoiceField(label=_("Decision"), choices=[("", _("choose")), *OutcomeWord.choices])
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class AppealForm(forms.Form):
    """What the appeal says."""

    words = forms.CharField(
        label=_("What the appeal says"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LiftForm(forms.Form):
    """Why a restriction ends, and what the person was told of it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Why it ends"), choices=[("", _("choose")), *LiftReason.choices])
    told_on = forms.DateField(label=_("The person was told on"), widget=_day())
    words = forms.CharField(
        label=_("What the person was told"),
        max_length=2000,
        help_text=_("Kept sealed."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
