"""The filter of the list."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from vapenvila.web.memberships.queries.statements import Chosen
from vapenvila.web.memberships.vocabulary import MemberRole, State

ALL = [("", _("All"))]
SHOWN = (State.CURRENT, State.DISPUTED, State.DRAFT, State.REVIEWED)


class ChosenForm(forms.Form):
    """By group, role, state, and what runs out within a month."""

    group = forms.ChoiceField(label=_("Group"), required=False)
    role = forms.ChoiceField(
        label=_("Role in the group"), choices=[*ALL, *MemberRole.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("In use")), *((state.value, state.label) for state in SHOWN)],
        required=False,
    )
    soon = forms.BooleanField(label=_("Runs out within a month"), required=False)

    def __init__(self, *args: Any, labels: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [*ALL, *((str(group), label) for group, label in labels.items())]  # type: ignore[attr-defined]  # a choice field

    def chosen(self) -> Chosen:
        """What is filtered by; nothing where the address says something that is no choice."""
        if not self.is_bound or not self.is_valid():
            return Chosen()
        data = self.cleaned_data
        return Chosen(
            group=UUID(data["group"]) if data["group"] else None,
            role=data["role"],
            state=data["state"],
            soon=data["soon"],
        )
