"""Forms of the programme's set-up, agencies, people and missions."""

from datetime import date
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.programme_status import ProgrammeStatus, next_states
from vapenvila.rules.readiness import ITEMS
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.forms import LANGUAGES
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.actions.missions import Person, Task
from vapenvila.web.partners.countable_kinds import countable_kinds
from vapenvila.web.partners.models import AGENCY_KINDS, Agency, Programme, Room
from vapenvila.web.partners.queries import current_members, paused_from, rooms_of
from vapenvila.web.partners.role_names import role_choices

CHOICES = forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
BOUNDS = ("south", "west", "north", "east")


class Lines(forms.CharField):
    """A list of names, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        """One a line."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """The names, blank lines left out."""
        names = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        for name in names:
            if len(name) > 80:
                raise forms.ValidationError(
                    gettext("“%(name)s…” is longer than 80 characters.") % {"name": name[:30]}
                )
        return names


class ProgrammeSettings(forms.Form):
    """What the project leader decides about the programme."""

    name = forms.CharField(label=_("Name of the programme"), max_length=120)
    municipalities = Lines(label=_("Municipalities"), required=False, help_text=_("One a line."))
    police_districts = Lines(label=_("Police districts"), required=False, help_text=_("One a line."))
    time_zone = forms.ChoiceField(label=_("Time zone"))
    review_weekday = forms.TypedChoiceField(
        label=_("Weekday of the review"), coerce=int, empty_value=None, required=False
    )
    review_time = forms.TimeField(
        label=_("Time of the review"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    counted_kinds = forms.MultipleChoiceField(
        label=_("Kinds of incident that count"), required=False, widget=CHOICES
    )
    count_owner = forms.ModelChoiceField(
        label=_("Who owns the count"),
        queryset=User.objects.none(),
        required=False,
        help_text=_("One named person answers for how many shootings there were."),
    )
    south = forms.FloatField(label=_("South"), required=False, min_value=-90, max_value=90)
    west = forms.FloatField(label=_("West"), required=False, min_value=-180, max_value=180)
    north = forms.FloatField(label=_("North"), required=False, min_value=-90, max_value=90)
    east = forms.FloatField(label=_("East"), required=False, min_value=-180, max_value=180)

    def __init__(self, data: Any = None, *, programme: Programme, today: date) -> None:
        super().__init__(data, initial={name: getattr(programme, name) for name in self.base_fields})
        zones: Any = self.fields["time_zone"]
        zones.choices = [
            (zone, zone) for zone in sorted(available_timezones()) if "/" in zone or zone == "UTC"
        ]
        weekdays: Any = self.fields["review_weekday"]
        weekdays.choices = [("", "–"), *((number, name) for number, name in WEEKDAYS.items())]
        kinds: Any = self.fields["counted_kinds"]
        kinds.choices = countable_kinds()
        owner: Any = self.fields["count_owner"]
        owner.queryset = current_members(programme, today=today)

    def clean(self) -> dict[str, Any]:
        """Bounds come all four or none, and the right way round."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        sides = [values.get(name) for name in BOUNDS]
        given = [side for side in sides if side is not None]
        if given and len(given) < len(BOUNDS):
            raise forms.ValidationError(_("Give all four sides of the city, or none."))
        if given and not (sides[0] < sides[2] and sides[1] < sides[3]):  # type: ignore[operator]  # all four are numbers
            raise forms.ValidationError(
                _("South lies below north, and west below east. Are two of them exchanged?")
            )
        return values


class NewStatus(forms.Form):
    """The programme's next status and the reason."""

    status = forms.ChoiceField(label=_("New status"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("For example the decision, its date and number. No names."),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may_follow = next_states(ProgrammeStatus(programme.status), paused_from=paused_from(programme))
        field: Any = self.fields["status"]
        field.choices = [choice for choice in Programme.Status.choices if choice[0] in may_follow]


class NewAgency(forms.Form):
    """An agency that joins the programme."""

    name = forms.CharField(label=_("Name of the agency"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=AGENCY_KINDS)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme

    def clean(self) -> dict[str, Any]:
        """An agency has one room in a programme, and one kind for good."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        agency = Agency.objects.filter(name=values.get("name", "")).first()
        if agency and agency.kind != values.get("kind"):
            self.add_error("kind", gettext("There is an agency of this name and of another kind."))
        if agency and self.programme.rooms.filter(agency=agency).exists():
            self.add_error("name", gettext("This agency has its room in the programme already."))
        return values


class NewMission(forms.Form):
    """A mission: in which room, with which roles, from when to when."""

    room = forms.ModelChoiceField(label=_("Agency"), queryset=Room.objects.none())
    roles = forms.MultipleChoiceField(label=_("Roles"), widget=CHOICES)
    first_day = forms.DateField(label=_("First day"), widget=DAY)
    last_day = forms.DateField(
        label=_("Last day"), widget=DAY, required=False, help_text=_("Empty: until it is ended.")
    )

    def __init__(self, *args: Any, programme: Programme, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"first_day": today, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        room: Any = self.fields["room"]
        room.queryset = rooms_of(programme)
        room.label_from_instance = lambda row: f"{row.agency.name} ({row.agency.get_kind_display()})"
        roles: Any = self.fields["roles"]
        roles.choices = role_choices()

    def task(self) -> Task:
        """The mission that was asked for."""
        values = self.cleaned_data
        return Task(
            room=values["room"],
            roles=frozenset(Role(role) for role in values["roles"]),
            first_day=values["first_day"],
            last_day=values["last_day"],
        )


class NewPerson(NewMission):
    """An account and its first mission in one step."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    agency_provider = forms.ChoiceField(label=_("Signs in"), required=False)

    field_order = ("name", "email", "language", "agency_provider", "room", "roles", "first_day", "last_day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways: Any = self.fields["agency_provider"]
        ways.choices = [
            ("", _("By password and second factor")),
            *((p.id, gettext("Through %(name)s") % {"name": p.name}) for p in settings.AGENCY_PROVIDERS),
        ]

    def person(self) -> Person:
        """The account that was asked for."""
        names = ("email", "name", "language", "agency_provider")
        return Person(**{name: self.cleaned_data[name] for name in names})


class LastDay(forms.Form):
    """The last day of a mission that ends."""

    last_day = forms.DateField(label=_("Last day"), widget=DAY)


class ReadinessForm(forms.Form):
    """One thing of the readiness list, done on a day."""

    item = forms.ChoiceField(label=_("What is done"))
    done_on = forms.DateField(
        label=_("Done on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reference = forms.CharField(
        label=_("Where the document is kept"),
        max_length=200,
        help_text=_("Case number, link or folder. No names of people."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [(item.value, gettext(facts.name)) for item, facts in ITEMS.items()]  # type: ignore[attr-defined]  # a choice field
