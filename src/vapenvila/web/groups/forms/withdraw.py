"""The form that withdraws a statement."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WithdrawForm(forms.Form):
    """Why it is withdrawn, and the look at the words."""

    reason = forms.CharField(
        label=_("Why it is withdrawn"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    looked_at = forms.BooleanField(
        label=_("I have looked at the text: it names no person and may stand in the shared picture."),
        required=False,
    )
