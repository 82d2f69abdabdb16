"""Deciding, and reporting on a decision."""

from collections import defaultdict
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right
from vapenvila.rules.roles import ROLES, Role
from vapenvila.web.partners.models import Mission
from vapenvila.web.reviews.forms.screened import ScreenedForm, TimeInput
from vapenvila.web.reviews.vocabulary import DecisionKind, DecisionState

Choices = list[tuple[str, list[tuple[str, str]]]]
_OWNERS = [role.value for role in ROLES_WITH_RIGHT[Right.SEE_OWN_TASKS]]


def owner_choices(programme: UUID, *, today: date) -> Choices:
    """Who can own a decision: each agency's roles in the programme, and the people who hold them. One query."""
    missions = (
        Mission.objects.filter(
            Q(last_day__isnull=True) | Q(last_day__gte=today),
            room__programme=programme,
            first_day__lte=today,
            roles__overlap=_OWNERS,
            user__is_active=True,
        )
        .select_related("room__agency", "user")
        .order_by("room__agency__name", "user__name")
    )
    roles: dict[str, dict[str, str]] = defaultdict(dict)
    people: dict[str, dict[str, str]] = defaultdict(dict)
    for mission in missions:
        agency = mission.room.agency
        for role in (Role(value) for value in mission.roles if value in _OWNERS):
            name = gettext(ROLES[role].name)
            roles[agency.name][f"{agency.pk}:{role.value}:"] = name
            people[agency.name][f"{agency.pk}:{role.value}:{mission.user_id}"] = (
                f"{name}: {mission.user.name}"
            )
    return [(agency, [*found.items(), *people[agency].items()]) for agency, found in roles.items()]


class DecisionForm(ScreenedForm):
    """Who does what before when."""

    screened: ClassVar[tuple[str, ...]] = ("text",)

    kind = forms.ChoiceField(
        label=_("Decision"), choices=[choice for choice in DecisionKind.choices if choice[0] != "none"]
    )
    text = forms.CharField(label=_("What is to be done"), max_length=500, required=False)
    owner = forms.ChoiceField(label=_("Who does it"))
    due_at = forms.DateTimeField(label=_("Before"), widget=TimeInput())

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ChoiceField)  # noqa: S101 — for the type checker
        owner.choices = [("", gettext("Choose an agency and role")), *owners]

    def owner_parts(self) -> tuple[UUID, Role, UUID | None]:
        """Agency, role and perhaps person of the chosen owner."""
        agency, role, person = self.cleaned_data["owner"].split(":")
        return UUID(agency), Role(role), UUID(person) if person else None


class NothingForm(ScreenedForm):
    """An explicit "no decision"."""

    screened: ClassVar[tuple[str, ...]] = ("reason",)

    reason = forms.CharField(label=_("Why nothing is to be done"), max_length=500, required=False)


class ReportForm(ScreenedForm):
    """What became of a decision."""

    screened: ClassVar[tuple[str, ...]] = ("words",)

    to = forms.ChoiceField(choices=[choice for choice in DecisionState.choices if choice[0] != "open"])
    words = forms.CharField(label=_("Result, or why it is cancelled"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
