"""What the steps of an audit ask for: the day the room met, and what follows of the questions it leaves open."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from vapenvila.web.groups.forms.ground import day


class LayForm(forms.Form):
    """Laying the answers on the table."""

    held_on = day(_("Held on"))
    without = forms.BooleanField(required=False)

    def __init__(self, *args: Any, missing: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if missing:
            self.fields["without"].label = ngettext(
                "Go on without %(n)s agency that has not handed in",
                "Go on without %(n)s agencies that have not handed in",
                missing,
            ) % {"n": missing}
        else:
            self.fields["without"].widget = forms.HiddenInput()

    def clean_held_on(self) -> date:
        """No room has met on a day to come."""
        held_on: date = self.cleaned_data["held_on"]
        if held_on > timezone.localdate():
            raise ValidationError(_("The room has not met yet on that day."))
        return held_on


class RestForm(forms.Form):
    """Leaving open what is not settled."""

    follow_up = forms.CharField(
        label=pgettext_lazy("of questions left open", "What follows"),
        max_length=200,
        error_messages={"required": _("Say what follows: who finds out what, and until when.")},
    )
    looked_at = forms.BooleanField(required=False)
