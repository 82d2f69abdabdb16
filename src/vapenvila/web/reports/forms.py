"""What is asked when figures are proposed or withdrawn."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vapenvila.web.reports.models import Measure


class ProposeForm(forms.Form):
    """Title, table and whole calendar years."""

    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        help_text=_("As everybody will read it. No names, no places smaller than an area."),
    )
    measure = forms.ChoiceField(label=_("Table"), choices=Measure.choices)
    first_year = forms.IntegerField(label=_("First year"), min_value=1990, max_value=2100)
    last_year = forms.IntegerField(label=_("Last year"), min_value=1990, max_value=2100)
