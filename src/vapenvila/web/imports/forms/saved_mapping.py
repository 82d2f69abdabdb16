"""The form for a saved mapping: its name and its settings as TOML."""

import tomllib
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.web.imports.engine.mapping_reading import mapping_from
from vapenvila.web.imports.engine.sentences import SaidError


class SavedMappingForm(forms.Form):
    """Name and settings. The settings are checked as a file's would be."""

    name = forms.CharField(label=_("Name"), max_length=80)
    settings = forms.CharField(
        label=_("Settings (TOML)"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "class": "font-monospace"}),
        help_text=_("The same text as a mapping file for the command line. Saving makes a new version."),
    )

    def clean_settings(self) -> dict[str, Any]:
        """The settings as a dictionary, or the sentence that says what is wrong with them."""
        try:
            found = tomllib.loads(self.cleaned_data["settings"])
            mapping_from(found)
        except tomllib.TOMLDecodeError as problem:
            raise forms.ValidationError(
                gettext("This is not valid TOML: %(problem)s.") % {"problem": problem}
            ) from None
        except SaidError as problem:
            raise forms.ValidationError(gettext(problem.template).format(**problem.values)) from None
        return found
