"""Planning a meeting and preparing its agenda."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.reviews.forms.screened import ScreenedForm, TimeInput
from vapenvila.web.reviews.vocabulary import MeetingKind


class PlanForm(forms.Form):
    """Kind and time of a meeting."""

    kind = forms.ChoiceField(label=_("Kind"), choices=MeetingKind)
    planned_at = forms.DateTimeField(label=_("Time"), widget=TimeInput())


class MoveForm(forms.Form):
    """Another time."""

    planned_at = forms.DateTimeField(label=_("Time"), widget=TimeInput())


class MovePointForm(forms.Form):
    """Which point is moved, and which way: the value of the button that was pressed."""

    up = forms.UUIDField(required=False)
    down = forms.UUIDField(required=False)

    def clean(self) -> dict[str, Any]:
        """Exactly one button is pressed at a time."""
        values: dict[str, Any] = super().clean() or {}
        if bool(values.get("up")) == bool(values.get("down")):
            raise forms.ValidationError(_("Press the button of one point."))
        return values

    @property
    def item(self) -> UUID:
        """The point, once the form is valid."""
        point: UUID = self.cleaned_data["up"] or self.cleaned_data["down"]
        return point

    @property
    def steps(self) -> int:
        """One step up or down, once the form is valid."""
        return -1 if self.cleaned_data["up"] else 1


class PointForm(ScreenedForm):
    """A point added by hand."""

    screened: ClassVar[tuple[str, ...]] = ("title",)

    title = forms.CharField(label=_("Point"), max_length=200)
    minutes = forms.IntegerField(label=_("Minutes allotted"), min_value=1, max_value=240, initial=5)


class MissedForm(ScreenedForm):
    """Why a meeting was not held."""

    screened: ClassVar[tuple[str, ...]] = ("reason",)

    reason = forms.CharField(label=_("Why it was not held"), max_length=300)


class ChairForm(forms.Form):
    """Who chairs."""

    chair = forms.ModelChoiceField(label=_("Chair"), queryset=User.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        people = kwargs.pop("people")
        super().__init__(*args, **kwargs)
        chair = self.fields["chair"]
        assert isinstance(chair, forms.ModelChoiceField)  # noqa: S101 — for the type checker
        chair.queryset = people
