"""What is asked before an analysis is made."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AnalysisForm(forms.Form):
    """Whole years, and the population with its day."""

    first_year = forms.IntegerField(label=_("First year"), min_value=1990, max_value=2100)
    last_year = forms.IntegerField(
        label=_("Last year"), min_value=1990, max_value=2100, help_text=_("Years that have ended.")
    )
    population = forms.IntegerField(
        label=_("People who live here"),
        min_value=1,
        max_value=200_000_000,
        required=False,
        help_text=_(
            "The denominator of the members' share. Without it, and its day, no such share is given."
        ),
    )
    population_on = forms.DateField(
        label=_("The day it was true"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    population_source = forms.CharField(
        label=_("Who says so"), max_length=120, required=False, help_text=_("For example SCB.")
    )
