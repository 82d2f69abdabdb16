"""The details of an event as they are read: codes in words, identifiers of people and agencies by name, times as local."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import get_resolver
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.web.accounts.models import User
from vapenvila.web.audit.words_of_the_details import detail_name, detail_value
from vapenvila.web.incidents.filter_words import in_words as filter_in_words
from vapenvila.web.incidents.filters import parse_filter
from vapenvila.web.oversight.forms import SearchInTrail
from vapenvila.web.oversight.words_of_the_values import FIELDS_IN, vocabulary_of
from vapenvila.web.partners.models import Agency, Room

Names = Mapping[
    str, str
]  # identifier → name of the person, of the agency that owns the room, or of the agency
BEFORE_AND_AFTER = frozenset({"incident.amended", "programme.set_up", "programme.status_changed"})
OF_THE_TRAIL = frozenset({"trail", "inspection"})
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*")


def details_in_words(act: str, details: Iterable[tuple[str, Any]], names: Names) -> list[tuple[str, str]]:
    """Each detail: what it is called, and its value."""
    given = dict(details)
    return [(detail_name(key), _told(act, key, value, given, names)) for key, value in given.items()]


def _told(act: str, key: str, value: Any, given: Mapping[str, Any], names: Names) -> str:
    if key in {"filter", "query"} and isinstance(value, str):
        return _filter(value, names, of_the_trail=given.get("kind") in OF_THE_TRAIL)
    if act == "page.refused" and key == "route":
        return _address(str(value))
    if act == "mission.refused" and key == "reason":
        return gettext(value) if value else "–"
    return _value(act, key, value, names)


def _value(act: str, key: str, value: Any, names: Names) -> str:
    """One value; of a list each, and of fields with their values each by its own words."""
    if isinstance(value, Mapping):
        called = FIELDS_IN[act]() if act in FIELDS_IN else {}
        told = (f"{called.get(k, detail_name(k))}: {_value(act, k, one, names)}" for k, one in value.items())
        return ", ".join(told) or "–"
    if isinstance(value, list | tuple):
        between = " → " if act in BEFORE_AND_AFTER and len(value) == 2 else ", "
        return between.join(_value(act, key, one, names) for one in value) or "–"
    words = vocabulary_of(act, key)
    if words is not None and not isinstance(value, bool) and str(value) in words:
        return str(words[str(value)])
    if isinstance(value, str) and _TIME.fullmatch(value):
        return timezone.localtime(datetime.fromisoformat(value)).strftime("%Y-%m-%d %H:%M")
    return names.get(str(value)) or detail_value(value)


def _filter(query: str, names: Names, *, of_the_trail: bool) -> str:
    """What a list or a copy was narrowed to, as its page says it."""
    if not query:
        return "–"
    if not of_the_trail:  # whoever reads the trail need not know the areas of the register by name
        areas = {pk: detail_value(str(pk)) for pk in _identifiers(query)}
        return filter_in_words(parse_filter(QueryDict(query)).chosen, areas)
    fields = SearchInTrail.base_fields
    asked = {name: value for name, value in QueryDict(query).items() if value and name in fields}
    return " · ".join(
        f"{fields[name].label}: {_value('trail.read', name, value, names)}" for name, value in asked.items()
    )


def _address(route: str) -> str:
    """The address of a page, with … for what it is about."""
    found = get_resolver().reverse_dict.getlist(route)
    return "/" + re.sub(r"%\(\w+\)s", "…", found[0][0][0][0]) if found else route


def names_in(details: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Names of the people, rooms and agencies whose identifiers stand in these details. Three queries at most."""
    wanted = {pk for one in details for pk in _identifiers(one)}
    if not wanted:
        return {}
    found: dict[str, str] = {}
    for rows in (
        Agency.objects.filter(pk__in=wanted).values_list("pk", "name"),
        Room.objects.filter(pk__in=wanted).values_list("pk", "agency__name"),
        User.objects.filter(pk__in=wanted).values_list("pk", "name"),
    ):
        found |= {str(pk): name for pk, name in rows}
    return found


def _identifiers(value: Any) -> Iterable[UUID]:
    """Every identifier in a value, also those in a list, in fields and in the address of a filter."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from _identifiers(one)
    elif isinstance(value, str):
        for text in _IDENTIFIER.findall(value):
            yield UUID(text)


_IDENTIFIER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
