"""A filter in words: the chips over a list, and the sentence on the cover of an export."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext

from vapenvila.web.incidents.filters import CHOICES, Counts, IncidentFilter


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of the filter in words, and the query string of the filter without it."""

    label: str
    value: str
    query_without: str


def labels() -> dict[str, str]:
    """Name of each part of the filter."""
    return {
        "first_day": gettext("From"),
        "last_day": gettext("To"),
        "kinds": gettext("Kind"),
        "states": gettext("State"),
        "areas": gettext("Area"),
        "victims": gettext("Victims"),
        "precisions": gettext("Precision of the place"),
        "weapons": gettext("Weapon"),
        "motives": gettext("Motive"),
        "outcomes": gettext("Outcome"),
        "sources": gettext("Source"),
        "counts": gettext("Official count"),
        "hold_due": gettext("On hold"),
        "text": gettext("Search text"),
    }


def chips(chosen: IncidentFilter, areas: Mapping[UUID, str]) -> list[Chip]:
    """Every chosen part, each with the way to take it away."""
    found: list[Chip] = []
    for field, label in labels().items():
        value = getattr(chosen, field)
        if isinstance(value, tuple):
            for part in value:
                rest = chosen.without(field, str(part))
                found.append(Chip(label, _word(field, part, areas), rest.to_query()))
        elif value not in (None, "", False):
            found.append(Chip(label, _word(field, value, areas), chosen.without(field).to_query()))
    return found


def in_words(chosen: IncidentFilter, areas: Mapping[UUID, str]) -> str:
    """The whole filter as one line, for the cover of an export."""
    parts: dict[str, list[str]] = {}
    for chip in chips(chosen, areas):
        parts.setdefault(chip.label, []).append(chip.value)
    if not parts:
        return gettext("No filter")
    return " · ".join(f"{label}: {', '.join(values)}" for label, values in parts.items())


def _word(field: str, value: object, areas: Mapping[UUID, str]) -> str:
    if field in CHOICES:
        return str(CHOICES[field](str(value)).label)
    if field in {"first_day", "last_day"}:
        return date_format(value, "Y-m-d")  # type: ignore[arg-type]  # these two fields hold days
    if field == "areas":
        return areas.get(value, gettext("unknown area"))  # type: ignore[call-overload, no-any-return]  # holds identifiers
    if field == "counts":
        return str(Counts(str(value)).label)
    if field == "hold_due":
        return gettext("review date reached")
    return str(value)
