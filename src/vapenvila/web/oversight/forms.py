"""The search in the trail."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.audit.models import Manner
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.audit.queries import Place, Wanted
from vapenvila.web.audit.words_of_the_trail import act_name
from vapenvila.web.oversight.subject_search import record_named

EXPORT_STATES = {"late": _("should be destroyed"), "out": _("not known to be destroyed")}
_ALL = ("", _("All"))
_ACT = re.compile(r"[a-z_]{1,30}\.[a-z_]{1,30}")


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}), **more)


def _choice(label: Any, choices: Iterable[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[_ALL, *choices],
    )


class SearchInTrail(forms.Form):
    """By actor, record, act, manner and period. `place` is where the page before ended."""

    actor = _choice(_("Who"), ())
    room = _choice(_("From room"), ())
    subject = forms.CharField(
        label=_("Record (identifier or pseudonym)"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    act = _choice(pgettext_lazy("in the trail", "Act"), ())
    manner = _choice(_("Manner"), Manner.choices)
    first_day = _day(label=_("First day"))
    last_day = _day(label=_("Last day"))
    place = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        people: Iterable[User] = (),
        acts: Iterable[str] = (),
        rooms: Iterable[tuple[UUID, str]] = (),
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["room"].choices = [_ALL, *((str(pk), name) for pk, name in rooms)]  # type: ignore[attr-defined]
        self.fields["actor"].choices = [_ALL, *((str(p.pk), p.name) for p in people)]  # type: ignore[attr-defined]
        asked = str(self.data.get("act", ""))
        known = {*acts, asked} if _ACT.fullmatch(asked) else acts  # one that is not done yet finds nothing
        named = sorted(((act, act_name(act)) for act in known), key=lambda choice: choice[1].casefold())
        self.fields["act"].choices = [_ALL, *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The period must not end before it begins."""
        values = super().clean() or {}
        first, last = values.get("first_day"), values.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The period ends before it begins. Choose a later last day."))
        return values

    def clean_subject(self) -> UUID | None:
        """An identifier, or the pseudonym of a person in one's own room."""
        text: str = self.cleaned_data["subject"].strip()
        found = record_named(text) if text else None
        if text and found is None:
            raise forms.ValidationError(
                _("This is no identifier or pseudonym of your room. Copy it from a row of the trail.")
            )
        return found

    def clean_place(self) -> Place | None:
        """A place is written as seconds since 1970 with six decimals, underscore, number."""
        text: str = self.cleaned_data["place"]
        if not text:
            return None
        try:
            micros, number = text.split("_")
            at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(micros))
            return Place(at, int(number))
        except (ValueError, OverflowError):
            raise forms.ValidationError(
                _("This page of the trail does not exist. Start from the newest.")
            ) from None

    def in_words(self) -> str:
        """The search as a cover says it: label and value of each field that is filled in."""
        parts = []
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if value and name != "place":
                shown = dict(getattr(field, "choices", ())).get(str(value), value)
                parts.append(f"{field.label}: {shown}")
        return " · ".join(parts) or gettext("All events of the programme")

    def wanted(self) -> Wanted:
        """What is looked for, once the form is valid."""
        values = self.cleaned_data
        return Wanted(
            actor=values.get("actor") or None,
            subject=values.get("subject"),
            act=values.get("act") or "",
            manner=values.get("manner") or "",
            room=UUID(values["room"]) if values.get("room") else None,
            since=_midnight(values.get("first_day"), 0),
            until=_midnight(values.get("last_day"), 1),
        )


class ExportSearch(forms.Form):
    """Which copies are shown."""

    state = _choice(_("State"), EXPORT_STATES.items())
    kind = _choice(_("Holds"), ExportKind.choices)

    def chosen(self, field: str) -> str:
        """The choice, or nothing."""
        return str(self.cleaned_data.get(field, "")) if self.is_valid() else ""


def place_text(place: Place) -> str:
    """A place as it stands in an address."""
    since = place.at - datetime(1970, 1, 1, tzinfo=UTC)
    return f"{since // timedelta(microseconds=1)}_{place.id}"


def _midnight(day: date | None, days_later: int) -> datetime | None:
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=days_later), time.min))
