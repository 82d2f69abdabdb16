"""The form that asks for what, to whom and until when before incidents leave the house."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vapenvila.web.incidents.file_formats import Format


def _day(label: object) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))  # type: ignore[arg-type]  # lazy text


class ExportForm(forms.Form):
    """Format, period, purpose, recipient, and the day the file is destroyed."""

    format = forms.ChoiceField(label=_("Format"), choices=Format.choices)
    first_day = _day(_("From"))
    last_day = _day(_("To"))
    purpose = forms.CharField(
        label=_("Purpose"), max_length=300, help_text=_("Printed in the file and kept on record.")
    )
    recipient = forms.CharField(
        label=_("Recipient"),
        max_length=200,
        help_text=_("The agency and function, for example the steering group."),
    )
    expires_on = _day(_("To be destroyed by"))
