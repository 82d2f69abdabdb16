"""Forms of the map."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vapenvila.web.group_map.queries.places import Spot


class MoveForm(forms.Form):
    """Which group, and where to: both in percent of the map, from the left and from the top."""

    group = forms.UUIDField()
    across = forms.FloatField(label=_("From the left, percent"), min_value=0, max_value=100)
    down = forms.FloatField(label=_("From the top, percent"), min_value=0, max_value=100)

    def spot(self) -> Spot:
        """The place as the map keeps it."""
        return Spot(self.cleaned_data["across"] / 100, self.cleaned_data["down"] / 100)
