"""Fast entry: many rows at once, each checked by itself, saved together or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.forms.utils import from_current_timezone
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.web.incidents.vocabulary import Kind

MOST_ROWS = 200
ROWS_AT_FIRST = 8
COLUMNS = (
    "kind", "day", "clock", "clock_to", "place", "area_id", "dead", "injured_serious", "injured_slight",
    "source_system", "source_no",
)  # fmt: skip


class RowForm(forms.Form):
    """One row of the grid: the facts that are known in a hurry."""

    kind = forms.ChoiceField(choices=Kind)
    day = forms.DateField(input_formats=["%Y-%m-%d"])
    clock = forms.TimeField(input_formats=["%H:%M", "%H.%M", "%H%M"])
    clock_to = forms.TimeField(input_formats=["%H:%M", "%H.%M", "%H%M"], required=False)
    place = forms.CharField(max_length=200, required=False)
    area_id = forms.TypedChoiceField(required=False, coerce=UUID, empty_value=None)
    dead = forms.IntegerField(min_value=0, max_value=500, required=False)
    injured_serious = forms.IntegerField(min_value=0, max_value=500, required=False)
    injured_slight = forms.IntegerField(min_value=0, max_value=500, required=False)
    source_system = forms.CharField(max_length=40, required=False)
    source_no = forms.CharField(max_length=120, required=False)

    def __init__(self, *args: Any, areas: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area = self.fields["area_id"]
        if isinstance(area, forms.ChoiceField):
            area.choices = [("", ""), *((str(pk), name) for pk, name in areas.items())]

    def clean(self) -> dict[str, Any]:
        """Put day and time together; a later time before the first one belongs to the next day."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("source_system")) != bool(cleaned.get("source_no")):
            self.add_error("source_no", _("Give both the source and its reference, or neither."))
        day, clock, until = cleaned.get("day"), cleaned.get("clock"), cleaned.get("clock_to")
        if day and clock:
            try:
                first = _moment(day, clock)
                next_day = until is not None and until < clock
                last = _moment(day + timedelta(days=next_day), until) if until else first
                cleaned.update(first=first, last=last)
            except forms.ValidationError as error:
                self.add_error("clock", error)
        return cleaned

    def facts(self) -> dict[str, Any]:
        """The row as the act takes it. The outcome follows from the victims."""
        data = self.cleaned_data
        numbers = {name: data[name] or 0 for name in ("dead", "injured_serious", "injured_slight")}
        injured = numbers["injured_serious"] + numbers["injured_slight"]
        outcome = "fatal" if numbers["dead"] else "injured" if injured else "unknown"
        return {
            "kind": data["kind"],
            "occurred_from": data["first"],
            "occurred_to": data["last"],
            "place": data["place"],
            "area_id": data["area_id"],
            "outcome": outcome,
            **numbers,
        }


def _moment(day: date, clock: time) -> datetime:
    """Local time as a moment. Refuses an hour that the clock skips in spring or shows twice in autumn."""
    return from_current_timezone(datetime.combine(day, clock))


@dataclass(slots=True)
class GridRow:
    """A row as written, with what is wrong in it."""

    place: int
    written: dict[str, str]
    errors: list[str] = field(default_factory=list)
    wrong: set[str] = field(default_factory=set)
    form: RowForm | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was written; an empty row is passed over."""
        return not any(text for name, text in self.written.items() if name != "kind")


def read_grid(query: QueryDict, areas: Mapping[UUID, str]) -> list[GridRow]:
    """The rows of the page as written and checked one by one."""
    columns = {name: query.getlist(name)[:MOST_ROWS] for name in COLUMNS}
    length = max((len(values) for values in columns.values()), default=0)
    rows = []
    for index in range(length):
        written = {
            name: values[index].strip() if index < len(values) else "" for name, values in columns.items()
        }
        row = GridRow(index + 1, written)
        if not row.empty:
            row.form = RowForm(written, areas=areas)
            _check(row)
        rows.append(row)
    return rows


def _check(row: GridRow) -> None:
    form = row.form
    if form is None or form.is_valid():
        return
    names = column_names()
    for name, errors in form.errors.items():
        row.wrong.add(name)
        for error in errors:
            row.errors.append(
                gettext("%(column)s: %(problem)s") % {"column": names.get(name, name), "problem": error}
            )


def empty_rows(start: int, amount: int) -> list[GridRow]:
    """Rows to write in."""
    return [GridRow(start + i, dict.fromkeys(COLUMNS, "")) for i in range(amount)]


def column_names() -> dict[str, str]:
    """Headings of the grid."""
    return {
        "kind": gettext("Kind"),
        "day": gettext("Day"),
        "clock": gettext("Time"),
        "clock_to": gettext("Until"),
        "place": gettext("Place"),
        "area_id": gettext("Area"),
        "dead": gettext("Dead"),
        "injured_serious": gettext("Seriously injured"),
        "injured_slight": gettext("Slightly injured"),
        "source_system": gettext("Source"),
        "source_no": gettext("Reference"),
    }
