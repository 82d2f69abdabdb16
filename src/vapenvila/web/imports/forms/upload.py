"""The form that takes a file."""

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """A file and what people call it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, XLSX, JSON, GeoJSON or Parquet, also packed with gzip. Up to 2 GB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.json,.jsonl,.geojson,.parquet,.gz"}),
    )
    label = forms.CharField(
        label=_("What this file is"),
        max_length=120,
        required=False,
        help_text=_("For the list of imports. The file's own name is not kept. Write no names of persons."),
    )


class UndoForm(forms.Form):
    """Whether to leave alone what people have worked on."""

    leave_out = forms.BooleanField(
        label=_("Leave alone incidents that somebody has changed or used since"), required=False
    )
