"""As which role, in which room, and to find out what."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.free_text import ALWAYS_REFUSED, screen
from vapenvila.rules.roles import ROLES, Role
from vapenvila.web.partners.models import Room


class SeeAs(forms.Form):
    """What is asked before one sees the city as somebody else."""

    role = forms.ChoiceField(label=_("Role"))
    room = forms.ChoiceField(label=_("In the room of"), help_text=_("The agency in which the role is held."))
    purpose = forms.CharField(
        label=_("What you want to find out"),
        max_length=300,
        help_text=_("Stands on the audit trail beside every page you see. Write no names."),
    )

    def __init__(self, *args: object, rooms: Iterable[Room], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        roles = [(role.value, gettext(facts.name)) for role, facts in ROLES.items()]
        self.fields["role"].choices = [("", gettext("Choose a role")), *roles]  # type: ignore[attr-defined]
        agencies = [(str(room.pk), room.agency.name) for room in rooms]
        self.fields["room"].choices = [("", gettext("Choose an agency")), *agencies]  # type: ignore[attr-defined]

    def clean_purpose(self) -> str:
        """No personal identity number on the trail."""
        purpose: str = self.cleaned_data["purpose"]
        if any(found.finding in ALWAYS_REFUSED for found in screen(purpose)):
            raise ValidationError(gettext("A personal identity number cannot stand here."))
        return purpose

    def chosen_role(self) -> Role:
        """The role, once valid."""
        return Role(self.cleaned_data["role"])
