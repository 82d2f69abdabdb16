"""Forms that say something of one group."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from vapenvila.web.groups.forms.area_text import geometry_of, rings_from_text, text_of
from vapenvila.web.groups.forms.ground import Chosen, GroundForm
from vapenvila.web.groups.sayings import ActivitySaying, AreaSaying, NameSaying, RelationSaying
from vapenvila.web.groups.vocabulary import (
    Activity,
    GroupKind,
    NameUse,
    RelationKind,
    Strength,
    UsedBy,
)


class NameForm(GroundForm):
    """What the group is called."""

    text = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("A name of the group, never of a person.")
    )
    use = forms.ChoiceField(
        label=_("Label or alias"),
        choices=NameUse.choices,
        help_text=_("The label is shown on every page; an alias is found by search."),
    )
    used_by = Chosen(label=_("Used by"), choices=UsedBy.choices)

    def saying(self, group: UUID) -> NameSaying:
        """The name as it is stated."""
        data = self.cleaned_data
        return NameSaying(
            group=group, text=data["text"], use=NameUse(data["use"]), used_by=UsedBy(data["used_by"])
        )

    @staticmethod
    def initial_of(saying: NameSaying) -> dict[str, Any]:
        """What the form begins with when a name is stated anew."""
        return {"text": saying.text, "use": saying.use.value, "used_by": saying.used_by.value}


class AreaForm(GroundForm):
    """Where the group is at home: parts of the city, an outline, or both."""

    districts = forms.MultipleChoiceField(
        label=_("Parts of the city"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )
    outline = forms.CharField(
        label=_("Outline"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_(
            "One corner a line: latitude, longitude. An empty line begins another outline. Drawing on the map writes here."
        ),
    )
    label = forms.CharField(label=_("What the area is called"), max_length=120, required=False)

    def __init__(self, *args: Any, districts: dict[UUID, tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._districts = districts
        choices = [(str(key), name) for key, (name, _shape) in districts.items()]
        self.fields["districts"].choices = choices  # type: ignore[attr-defined]  # a choice field's own

    def saying(self, group: UUID) -> AreaSaying:
        """The area as it is stated. An outline that cannot be read stops at its field (`clean_outline`)."""
        data = self.cleaned_data
        chosen = [self._districts[UUID(key)] for key in data["districts"]]
        label = data["label"] or ", ".join(name for name, _shape in chosen)
        shapes = [shape for _name, shape in chosen]
        return AreaSaying(group=group, geometry=geometry_of(data["outline"], shapes), label=label[:120])

    def clean_outline(self) -> list[list[list[float]]]:
        """The rings that are written."""
        return rings_from_text(self.cleaned_data["outline"])

    @staticmethod
    def initial_of(saying: AreaSaying) -> dict[str, Any]:
        """What the form begins with when an area is stated anew."""
        return {"outline": text_of(saying.geometry), "label": saying.label}


class ActivityForm(GroundForm):
    """Whether the group acts, what kind it is and about how many they are."""

    activity = Chosen(
        label=_("Activity"),
        choices=[choice for choice in Activity.choices if choice[0] != Activity.DISSOLVED],
        help_text=_("That a group has dissolved is recorded under what became of groups."),
    )
    kind = forms.ChoiceField(label=_("Kind of group"), choices=GroupKind.choices, initial=GroupKind.UNKNOWN)
    size_low = forms.IntegerField(label=_("At least so many people"), required=False, min_value=0)
    size_high = forms.IntegerField(label=_("At most so many people"), required=False, min_value=0)

    def saying(self, group: UUID) -> ActivitySaying:
        """The activity as it is stated."""
        data = self.cleaned_data
        return ActivitySaying(
            group=group,
            activity=Activity(data["activity"]),
            kind=GroupKind(data["kind"]),
            size_low=data["size_low"],
            size_high=data["size_high"],
        )

    @staticmethod
    def initial_of(saying: ActivitySaying) -> dict[str, Any]:
        """What the form begins with when an activity is stated anew."""
        return {
            "activity": saying.activity.value,
            "kind": saying.kind.value,
            "size_low": saying.size_low,
            "size_high": saying.size_high,
        }


class RelationForm(GroundForm):
    """How two groups stand to one another."""

    one = Chosen(label=_("Group"), choices=())
    other = Chosen(label=_("Other group"), choices=())
    kind = Chosen(label=_("Kind of relation"), choices=RelationKind.choices)
    strength = Chosen(label=_("Strength"), choices=Strength.choices)

    def __init__(self, *args: Any, groups: dict[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "–"), *((str(key), name) for key, name in groups.items())]
        for field in ("one", "other"):
            self.fields[field].choices = choices  # type: ignore[attr-defined]  # a choice field's own

    def saying(self) -> RelationSaying:
        """The relation as it is stated."""
        data = self.cleaned_data
        return RelationSaying(
            one=UUID(data["one"]),
            other=UUID(data["other"]),
            kind=RelationKind(data["kind"]),
            strength=Strength(data["strength"]),
        )

    @staticmethod
    def initial_of(saying: RelationSaying) -> dict[str, Any]:
        """What the form begins with when a relation is stated anew."""
        return {
            "one": str(saying.one),
            "other": str(saying.other),
            "kind": saying.kind.value,
            "strength": saying.strength.value,
        }
