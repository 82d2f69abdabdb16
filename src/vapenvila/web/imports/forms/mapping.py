"""The form that says which column gives what, filled in as suggested, and turned into a mapping's settings."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from vapenvila.web.imports.engine import vocabulary
from vapenvila.web.imports.engine.sampling import Sample
from vapenvila.web.imports.forms.value_fields import VALUE_PARTS, value_choices
from vapenvila.web.incidents.vocabulary import Kind, Precision, State

COLUMN_FIELDS: Final = (
    ("reference", _("Reference "
                    "number"), _("The number that tells incidents apart. Without one, a corrected row counts as new.")),
    ("date", _("Date, or date and time"), ""),
    ("time", _("Time, if it has a column of its own"), ""),
    ("to", _("Latest date, if there is an interval"), ""),
    ("to_time", _("Latest time"), ""),
    ("y", _("Latitude or north"), ""),
    ("x", _("Longitude or east"), ""),
    ("point", _("Both coordinates in one column"), _("Such as “(55.6, 13.0)” or “POINT (13.0 55.6)”.")),
    ("area", _("Area or place"), ""),
    ("kind_column", _("Kind of event"), _("Say below what its values stand for.")),
    ("fatal", _("Dead: yes or no"), ""),
    ("injury", _("Injury"), _("Say below what its values stand for.")),
    ("dead", _("Number of dead"), ""),
    ("injured", _("Number of injured"), ""),
    ("note", _("Note"), _("Only text that names no person. Numbers of persons and phones are masked.")),
)  # fmt: skip
ORDERS: Final = (
    ("auto", _("Find out from the values")),
    ("ymd", _("Year first")),
    ("dmy", _("Day first")),
    ("mdy", _("Month first")),
)
SYSTEMS: Final = (
    ("4326", _("Latitude and longitude (WGS 84)")),
    ("3006", "SWEREF 99 TM"),
    *((str(code), f"SWEREF 99, EPSG {code}") for code in range(3007, 3019)),
    ("3857", _("Web Mercator")),
    ("25832", "UTM 32 N"), ("25833", "UTM 33 N"),
    ("2263", "New York Long Island, EPSG 2263"), ("2272", "Pennsylvania South, EPSG 2272"),
    ("3435", "Illinois East, EPSG 3435"), ("3735", "Ohio South, EPSG 3735"),
)  # fmt: skip


class MappingForm(forms.Form):
    """Columns of the file and what they stand for."""

    source_system = forms.SlugField(
        label=_("Short name of the source"), max_length=40,
        help_text=_("Small letters and hyphens. The same source must always have the same name: it tells a known "
                    "incident from a new one."),
    )  # fmt: skip
    time_zone = forms.CharField(label=_("Time zone"), max_length=60)
    order = forms.ChoiceField(label=_("Order in dates"), choices=ORDERS)
    epsg = forms.ChoiceField(label=_("Coordinate system"), choices=SYSTEMS)
    swap = forms.BooleanField(
        label=_("Latitude and longitude have changed places in the file"), required=False
    )
    precision = forms.ChoiceField(
        label=_("How exact the point is"), choices=[p for p in Precision.choices if p[0] != "unknown"]
    )
    kind = forms.ChoiceField(
        label=_("Kind, when no column says it"),
        choices=[("", _("A column says it")), *Kind.choices],
        required=False,
    )
    state = forms.ChoiceField(
        label=_("State of new incidents"), choices=[(s.value, s.label) for s in (State.REPORTED, State.CONFIRMED)],
        help_text=_("Reported incidents come to the next review. Confirmed ones count at once."),
    )  # fmt: skip
    rows = forms.BooleanField(
        label=_("Each row is a victim: rows with the same reference number are one incident"), required=False
    )
    save_as = forms.CharField(
        label=_("Keep this mapping under the name"), max_length=80, required=False,
        help_text=_("Next month's file then needs no work."),
    )  # fmt: skip

    def __init__(self, *args: Any, sample: Sample, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sample = sample
        columns = [("", "–"), *((name, name) for name in sample.names())]
        for name, label, help_text in COLUMN_FIELDS:
            self.fields[name] = forms.ChoiceField(
                label=label, help_text=help_text, choices=columns, required=name == "date"
            )
        self.value_names: list[tuple[str, str, str, int]] = []
        for part, field, _meanings in VALUE_PARTS:
            chosen = self.data.get(self.add_prefix(field)) if self.is_bound else self.initial.get(field)
            self._add_values(part, sample, str(chosen or ""))

    def _add_values(self, part: str, sample: Sample, column_name: str) -> None:
        column = sample.column(column_name)
        for number, (value, often) in enumerate(column.values if column else ()):
            name = f"{part}_value_{number}"
            self.fields[name] = forms.ChoiceField(label=value, choices=value_choices(part), required=False)
            otherwise = self.initial.get(f"{part}_otherwise", "")
            self.initial.setdefault(name, self.initial.get(f"{part}_meanings", {}).get(value, otherwise))
            self.value_names.append((part, name, value, often))

    def column_fields(self) -> list[forms.BoundField]:
        """The fields that choose a column."""
        return [self[name] for name, _label, _help in COLUMN_FIELDS]

    def value_fields(self) -> list[tuple[forms.BoundField, int]]:
        """The fields that say what a value stands for, with how often it stands in the first rows."""
        return [(self[name], often) for _part, name, _value, often in self.value_names]

    def clean(self) -> dict[str, Any]:
        """What a form can see: one way to say the kind, both coordinates."""
        data = super().clean() or {}
        if not data.get("kind") and not data.get("kind_column"):
            self.add_error(
                "kind_column", _("Say which kind of event the rows are, by a column or for all of them.")
            )
        if bool(data.get("x")) != bool(data.get("y")):
            self.add_error("x" if data.get("y") else "y", _("Choose both coordinates, or none."))
        return data

    def meanings(self, part: str) -> dict[str, str]:
        """What the values of one column stand for."""
        data = self.cleaned_data
        return {
            value: data[name] for of, name, value, _n in self.value_names if of == part and data.get(name)
        }

    def settings(self) -> dict[str, Any]:
        """The mapping's settings."""
        data = self.cleaned_data
        kind: Any = data["kind"]
        if data["kind_column"]:
            kind = {"column": data["kind_column"], "values": self.meanings("kind")}
            if data["kind"]:
                kind["otherwise"] = data["kind"]
        settings: dict[str, Any] = {
            "source_system": data["source_system"],
            "name": data["save_as"] or data["source_system"],
            "reference": [data["reference"]] if data["reference"] else [],
            "kind": kind,
            "state": data["state"],
            "when": _filled(
                {"datetime": data["date"], "time": data["time"], "to": data["to"], "to_time": data["to_time"]}
            ) | {"time_zone": data["time_zone"], "order": data["order"]},
            "where": self._where(),
            "victims": self._victims(),
        }  # fmt: skip
        return settings | ({"note": [data["note"]]} if data["note"] else {})

    def _where(self) -> dict[str, Any]:
        data = self.cleaned_data
        where: dict[str, Any] = {"area": [data["area"]]} if data["area"] else {}
        if data["x"] and data["y"]:
            where |= {"x": data["x"], "y": data["y"], "epsg": int(data["epsg"])}
        elif data["point"]:
            where["point"] = data["point"]
        if data["swap"]:
            where["swap"] = True
        return where | {"precision": data["precision"]}

    def _victims(self) -> dict[str, Any]:
        data = self.cleaned_data
        victims: dict[str, Any] = _filled(
            {"fatal": data["fatal"], "dead": data["dead"], "injured_unknown": data["injured"]}
        )
        if data["injury"] and not data["fatal"]:
            victims["injury"] = {
                "column": data["injury"], "values": self.meanings("injury"), "otherwise": "unknown", "empty": "unknown",
            }  # fmt: skip
        return victims | ({"rows": True} if data["rows"] else {})


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def initial_from(settings: Mapping[str, Any]) -> dict[str, Any]:
    """A mapping's settings as the form shows them."""
    when, where, victims = (settings.get(part, {}) for part in ("when", "where", "victims"))
    kind, injury = settings.get("kind", ""), victims.get("injury", {})
    own_kind = isinstance(kind, Mapping)
    return {
        "source_system": settings.get("source_system", ""),
        "reference": next(iter(settings.get("reference", [])), ""),
        "date": when.get("datetime") or when.get("date", ""),
        "time": when.get("time", ""),
        "to": when.get("to", ""),
        "to_time": when.get("to_time", ""),
        "time_zone": when.get("time_zone", ""),
        "order": when.get("order", "auto"),
        "x": where.get("lon") or where.get("x", ""),
        "y": where.get("lat") or where.get("y", ""),
        "point": where.get("point", ""),
        "epsg": str(where.get("epsg", 4326)),
        "swap": where.get("swap", False),
        "area": next(iter(where.get("area", [])), ""),
        "precision": where.get("precision", "exact"),
        "kind": "" if own_kind else kind,
        "kind_column": kind.get("column", "") if own_kind else "",
        "kind_meanings": kind.get("values", {}) if own_kind else {},
        "kind_otherwise": "skip" if own_kind and kind.get("otherwise") == "skip" else "",
        "fatal": victims.get("fatal", ""),
        "injury": injury.get("column", ""),
        "injury_meanings": injury.get("values", {}),
        "dead": victims.get("dead", ""),
        "injured": victims.get("injured_unknown", ""),
        "rows": victims.get("rows", False),
        "state": settings.get("state", vocabulary.STATES[0]),
        "note": next(iter(settings.get("note", [])), ""),
    }
