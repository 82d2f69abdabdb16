"""Whether two texts of a policy ask the same. Brackets that PostgreSQL adds in printing do not matter, those that bind do."""

import re
from typing import Any

_TOKEN = re.compile(r"\(|\)|'(?:[^']|'')*'|[^\s()']+")
_OPENS, _CLOSES = "()"
_NAMED = re.compile(
    r"\sAS\s+vapenvila_\w+"
)  # PostgreSQL names the columns of the questions that policies ask


def shape_of(text: object) -> Any:  # Any: a tree of texts and tuples, only ever compared
    """The policy as a tree of OR, AND, NOT and what they join; brackets that bind nothing are gone."""
    tokens = _TOKEN.findall(_NAMED.sub("", str(text)))
    return _shape(_nested(iter(tokens)))


def _nested(tokens: Any) -> list[Any]:
    found: list[Any] = []
    for token in tokens:
        if token == _CLOSES:
            return found
        found.append(_nested(tokens) if token == _OPENS else token)
    return found


def _shape(parts: list[Any]) -> Any:
    for word in ("OR", "AND"):
        sides = _split(parts, word)
        if len(sides) > 1:
            return word, tuple(side for part in sides for side in _joined(_shape(part), word))
    if parts[:1] == ["NOT"]:
        return "NOT", _shape(parts[1:])
    if len(parts) == 1 and isinstance(parts[0], list):
        return _shape(parts[0])
    return tuple(_shape(part) if isinstance(part, list) else part for part in parts)


def _split(parts: list[Any], word: str) -> list[list[Any]]:
    sides: list[list[Any]] = [[]]
    for part in parts:
        if isinstance(part, str) and part.upper() == word:
            sides.append([])
        else:
            sides[-1].append(part)
    return sides


def _joined(shape: Any, word: str) -> tuple[Any, ...]:
    """A OR (B OR C) is A OR B OR C."""
    return shape[1] if isinstance(shape, tuple) and shape[:1] == (word,) else (shape,)
