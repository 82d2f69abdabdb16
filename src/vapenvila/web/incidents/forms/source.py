"""The form for one more source of an incident."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class Suggesting(forms.TextInput):
    """A text field that suggests what has been written before and takes anything."""

    template_name = "incidents/parts/suggesting.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.suggestions: list[str] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The field's own context with the suggestions."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}-suggestions"
        return {**context, "suggestions": self.suggestions}


class SourceForm(forms.Form):
    """Name of the source and its own reference number."""

    source_system = forms.CharField(label=_("Source"), max_length=40, widget=Suggesting)
    source_no = forms.CharField(label=_("Reference"), max_length=120)

    def __init__(self, *args: Any, names: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = self.fields["source_system"].widget
        if isinstance(widget, Suggesting):
            widget.suggestions = list(names)
