"""The minutes as one reader may see them: the fields the rule gives, and a neutral value for each of the others."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from vapenvila.rules.minutes_fields import MINUTES_FIELDS
from vapenvila.web.reviews.queries.minutes import spelled
from vapenvila.web.reviews.vocabulary import Basis, Expected, GroupLink
from vapenvila.web.reviews.words import in_words

Data = dict[str, Any]

# What a withheld code is read as; every other withheld text is empty.
NEUTRAL: Mapping[str, str] = {
    "items.incident.motive": "unknown",
    "items.answers.retaliation_expected": Expected.UNKNOWN.value,
    "items.answers.links.status": GroupLink.UNKNOWN.value,
    "items.answers.links.basis_kind": Basis.NONE.value,
}


def withholds(fields: frozenset[str]) -> bool:
    """Whether a reader with these fields sees less than the whole."""
    return bool(MINUTES_FIELDS.keys() - fields)


def as_readable(minutes: Data, fields: frozenset[str]) -> Data:
    """The minutes with every field outside `fields` made neutral. A field the rule does not know is left out too."""
    if fields >= MINUTES_FIELDS.keys() and not unknown_fields(minutes):
        return minutes
    shown: Data = _shown(minutes, "", fields)
    return shown


def unknown_fields(minutes: Data) -> set[str]:
    """Paths in the minutes that the rule says nothing about."""
    return set(_paths(minutes, "")) - MINUTES_FIELDS.keys()


def minutes_text(minutes: Data) -> SafeString:
    """The text of the minutes as HTML in the reader's language. The same minutes are put into words once.

    Kept by their whole content, so that changed minutes are never shown as they were.
    """
    return _drawn(spelled(minutes), get_language() or "sv")


@lru_cache(maxsize=100)
def _drawn(spelling: str, language: str) -> SafeString:
    del language  # a part of the key: the words are those of the language in force
    return render_to_string("reviews/minutes_text.html", {"minutes": in_words(json.loads(spelling))})


def _shown(value: Any, path: str, fields: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {name: _shown(part, _below(path, name), fields) for name, part in value.items()}
    if isinstance(value, list) and path not in MINUTES_FIELDS:
        rows = [_shown(row, path, fields) for row in value]
        return rows if any(field.startswith(f"{path}.") for field in fields) else []
    if path in fields:
        return value
    if isinstance(value, str):
        return NEUTRAL.get(path, "")
    return [] if isinstance(value, list) else None


def _paths(value: Any, path: str) -> list[str]:
    if isinstance(value, dict):
        return [found for name, part in value.items() for found in _paths(part, _below(path, name))]
    if isinstance(value, list) and path not in MINUTES_FIELDS:
        return [found for row in value for found in _paths(row, path)]
    holds_fields = value is None and any(field.startswith(f"{path}.") for field in MINUTES_FIELDS)
    return [path] if path and not holds_fields else []


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
