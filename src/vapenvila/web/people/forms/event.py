"""Forms of the events that move a last day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.retention_event import EVENTS, Event, EventKind, EventWish, kinds_for
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.retention.models import RecordedEvent


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, required=required, help_text=help_text)


class EventForm(forms.Form):
    """What happened, when, and where it is written. There is no field for the day until which a record is kept."""

    kind = forms.ChoiceField(label=_("What has happened"))
    first_day = _day(_("Day"), help_text=_("The day it happened, or the first day of what lasts."))
    last_day = _day(
        _("Last day"),
        required=False,
        help_text=_("Only for a sentence or a duty to keep. Empty while it goes on."),
    )
    source = forms.CharField(
        label=_("Where it is written"),
        max_length=200,
        help_text=_("Judgment, register, decision with its number."),
    )
    ground = forms.ChoiceField(
        label=_("Ground of a duty to keep"),
        required=False,
        choices=[("", _("none")), *RecordedEvent.Ground.choices],
    )
    decided_by = forms.CharField(
        label=_("Decided by"),
        max_length=120,
        required=False,
        help_text=_("Court, authority or officer. For a duty to keep and an upheld objection."),
    )
    looked_at = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, agency: AgencyKind, suspected: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = kinds_for(agency, suspected=suspected)
        field = self.fields["kind"]
        field.choices = [(kind.value, RecordedEvent.Kind(kind.value).label) for kind in kinds]  # type: ignore[attr-defined]  # a ChoiceField
        self.effects = [(RecordedEvent.Kind(kind.value).label, EVENTS[kind]) for kind in kinds]

    def wish(self) -> EventWish:
        """What the rules are asked about."""
        data = self.cleaned_data
        event = Event(EventKind(data["kind"]), data["first_day"], data["last_day"])
        return EventWish(
            event=event, source=data["source"], ground=data["ground"], decided_by=data["decided_by"]
        )


class EndForm(forms.Form):
    """When something that went on has ended."""

    last_day = _day(_("Last day"))
    source = forms.CharField(label=_("Where it is written"), max_length=200, required=False)


class WithdrawForm(forms.Form):
    """Why an event is taken back."""

    reason = forms.CharField(label=_("What was wrong"), max_length=300)
