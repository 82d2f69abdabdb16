"""One choice of incidents, written in the address and read back from it. List, map, charts and export share it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.web.incidents.vocabulary import Kind, Motive, Outcome, Precision, State, Weapon

LONGEST_TEXT = 80
MOST_VALUES = 60


class Victims(TextChoices):
    """Incidents by what became of people; several choices mean any of them."""

    DEAD = "dead", _("Somebody died")
    INJURED = "injured", _("Somebody was injured")
    NONE = "none", _("Nobody was hurt")


class Counts(TextChoices):
    """Incidents by whether they are part of the official count."""

    YES = "yes", _("Counts")
    NO = "no", _("Does not count")


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFilter:
    """What a person has chosen to see. Empty = everything. Days are inclusive, in the programme's local time."""

    first_day: date | None = None
    last_day: date | None = None
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    areas: tuple[UUID, ...] = ()
    victims: tuple[str, ...] = ()
    precisions: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    motives: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    counts: str = ""
    hold_due: bool = False
    text: str = ""

    def __bool__(self) -> bool:
        """Whether anything is chosen at all."""
        return self != IncidentFilter()

    def to_query(self) -> str:
        """The filter as a query string, always the same for the same filter."""
        query = QueryDict(mutable=True)
        for name, values in self._pairs():
            query.setlist(name, values)
        return query.urlencode()

    def _pairs(self) -> Iterable[tuple[str, list[str]]]:
        for field in fields(self):
            value = getattr(self, field.name)
            if value in (None, "", (), False):
                continue
            if isinstance(value, tuple):
                yield PARAMETERS[field.name], [str(part) for part in value]
            elif isinstance(value, bool):
                yield PARAMETERS[field.name], ["1"]
            else:
                yield PARAMETERS[field.name], [str(value)]

    def without(self, field: str, value: str | None = None) -> "IncidentFilter":
        """The same filter with one field emptied, or with one of its values taken away."""
        now = getattr(self, field)
        if value is not None and isinstance(now, tuple):
            rest: Any = tuple(part for part in now if str(part) != value)  # type follows the field's name
            return replace(self, **{field: rest})
        empty: Any = next(f.default for f in fields(self) if f.name == field)
        return replace(self, **{field: empty})


PARAMETERS: dict[str, str] = {
    "first_day": "from",
    "last_day": "to",
    "kinds": "kind",
    "states": "state",
    "areas": "area",
    "victims": "victims",
    "precisions": "precision",
    "weapons": "weapon",
    "motives": "motive",
    "outcomes": "outcome",
    "sources": "source",
    "counts": "counts",
    "hold_due": "hold_due",
    "text": "q",
}

CHOICES: dict[str, type[TextChoices]] = {
    "kinds": Kind,
    "states": State,
    "victims": Victims,
    "precisions": Precision,
    "weapons": Weapon,
    "motives": Motive,
    "outcomes": Outcome,
}


@dataclass(frozen=True, slots=True)
class ParsedFilter:
    """The filter an address asks for, and a sentence for each part that could not be understood (and was left out)."""

    chosen: IncidentFilter
    problems: tuple[str, ...]


def parse_filter(query: QueryDict) -> ParsedFilter:
    """Read a filter from an address. Parameters that belong to something else (page, sort) are passed over."""
    problems: list[str] = []
    found: dict[str, object] = {
        "first_day": _day(query, "from", problems),
        "last_day": _day(query, "to", problems),
        "areas": _areas(query, problems),
        "sources": _sources(query),
        "counts": _one_of(query, "counts", Counts, problems),
        "hold_due": query.get("hold_due", "") not in ("", "0"),
        "text": _text(query, problems),
    }
    for field, choices in CHOICES.items():
        found[field] = _several(query, PARAMETERS[field], choices, problems)
    chosen = IncidentFilter(**found)  # type: ignore[arg-type]  # each value was made for its field just above
    if chosen.first_day and chosen.last_day and chosen.first_day > chosen.last_day:
        problems.append(gettext("The first day lies after the last day. The two days have been swapped."))
        chosen = replace(chosen, first_day=chosen.last_day, last_day=chosen.first_day)
    return ParsedFilter(chosen, tuple(problems))


def _day(query: QueryDict, name: str, problems: list[str]) -> date | None:
    written = query.get(name, "").strip()
    if not written:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = date.min
    if not 1900 <= day.year <= 2200:
        problems.append(
            gettext("“%(written)s” is not a day. Write it as year-month-day, for example 2026-03-01.")
            % {"written": written[:40]}
        )
        return None
    return day


def _one_of(query: QueryDict, name: str, choices: type[TextChoices], problems: list[str]) -> str:
    values = _several(query, name, choices, problems)
    return values[0] if len(values) == 1 else ""


def _several(query: QueryDict, name: str, choices: type[TextChoices], problems: list[str]) -> tuple[str, ...]:
    wished = {value for value in query.getlist(name)[:MOST_VALUES] if value}
    for value in sorted(wished - set(choices.values)):
        problems.append(
            gettext("The filter “%(name)s” has no choice “%(value)s”. It was left out.")
            % {"name": name, "value": value[:40]}
        )
    return tuple(value for value in choices.values if value in wished)


def _areas(query: QueryDict, problems: list[str]) -> tuple[UUID, ...]:
    found: set[UUID] = set()
    for value in filter(None, query.getlist("area")[:MOST_VALUES]):
        try:
            found.add(UUID(value))
        except ValueError:
            problems.append(gettext("The area in the address could not be understood. It was left out."))
    return tuple(sorted(found))


def _sources(query: QueryDict) -> tuple[str, ...]:
    values = {
        value.replace("\x00", "").strip()[:40].strip() for value in query.getlist("source")[:MOST_VALUES]
    }
    return tuple(sorted(values - {""}))


def _text(query: QueryDict, problems: list[str]) -> str:
    written = " ".join(query.get("q", "").replace("\x00", "").split())
    if len(written) > LONGEST_TEXT:
        problems.append(
            gettext("The search text is longer than %(most)d characters. Only its beginning is used.")
            % {"most": LONGEST_TEXT}
        )
    return written[:LONGEST_TEXT].strip()
