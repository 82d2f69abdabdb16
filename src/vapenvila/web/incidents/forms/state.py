"""The form that changes the state of an incident."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vapenvila.web.incidents.vocabulary import State


class StateForm(forms.Form):
    """New state, reason, and for a hold the day it is looked at again. The rule decides what is needed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("New state"), choices=State)
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    hold_review_on = forms.DateField(
        label=_("Look at it again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    looked_at = forms.BooleanField(
        label=_("I have looked at the text and it may stand in the register."), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hold_review_on"].help_text = _("Only for a hold, at most 180 days ahead.")
