"""Forms of ties."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.tie import TieKind as KindRule
from vapenvila.web.memberships.forms.statement import CHOOSE, a_day, a_line
from vapenvila.web.memberships.vocabulary import TieKind


class TieForm(forms.Form):
    """Two people and the record they both stand on. Named by pseudonym or number, in the body of the request."""

    one = a_line(_("First person"), 60, help_text=_("Pseudonym, personal number or case number."))
    other = a_line(_("Second person"), 60, help_text=_("Pseudonym, personal number or case number."))
    kind = forms.ChoiceField(label=_("Kind of record"), choices=[*CHOOSE, *TieKind.choices])
    on = a_day(_("Day of the record"))
    record_ref = a_line(_("Number of the record"), 60)
    looked_at = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def tie_kind(self) -> KindRule:
        """The kind as the rules see it."""
        return KindRule(self.cleaned_data["kind"])


class RemoveTieForm(forms.Form):
    """Why a tie is taken away."""

    reason = a_line(_("Why it is taken away"), 300)
    looked_at = forms.BooleanField(required=False, widget=forms.HiddenInput)
