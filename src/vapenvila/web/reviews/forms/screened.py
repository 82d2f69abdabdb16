"""Forms whose free text is screened, and the widgets they share."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.free_text import ALWAYS_REFUSED, SENTENCES, screen
from vapenvila.web.partners.queries import known_names


class TimeInput(forms.DateTimeInput):
    """Date and time in one native control."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class ScreenedForm(forms.Form):
    """Refuses personal identity numbers in the fields named in `screened`, and warns of what else may point to a person.

    After a warning the writer may tick "I have looked at it" and save all the same; a personal identity number never passes.
    """

    screened: ClassVar[tuple[str, ...]] = ()

    looked_at = forms.BooleanField(
        label=_("I have looked at it: the text names no person and may stay"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_a_look = False

    def clean(self) -> dict[str, Any]:
        """Screen each text."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        names = known_names() if any(cleaned.get(name) for name in self.screened) else ()
        for name in self.screened:
            text = cleaned.get(name) or ""
            for found in {found.finding for found in screen(text, known_names=names)}:
                if found in ALWAYS_REFUSED:
                    self.add_error(name, gettext(SENTENCES[found]))
                elif not cleaned.get("looked_at"):
                    self.needs_a_look = True
                    self.add_error(name, gettext(SENTENCES[found]))
        return cleaned
