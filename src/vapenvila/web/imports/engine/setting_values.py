"""Single settings of a mapping: texts, lists, fields with fixed values. Every slip is told with the
setting's name."""

from collections.abc import Iterable, Mapping
from typing import Final

import polars as pl

from vapenvila.web.imports.engine import vocabulary
from vapenvila.web.imports.engine.mapping import Choice, Extract, TextFrom
from vapenvila.web.imports.engine.sentences import UnusableMappingError, say

Settings = Mapping[str, object]
COUNT_FIELDS: Final = ("dead", "injured_serious", "injured_slight", "injured_unknown")
SPECIAL_MEANINGS: Final = ("skip", "hold_back")
KNOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("name", "source_system", "reference", "kind", "weapon", "outcome", "motive", "state", "note", "null_words",
         "from_feed", "file", "columns", "extract", "when", "where", "victims", "skip", "keep", "cannot_know"),
    "file": ("encoding", "separator", "header_row", "sheet", "records"),
    "when": ("time_zone", "datetime", "date", "time", "to", "to_date", "to_time", "order", "epoch",
             "midnight_is_unknown", "year_from"),
    "where": ("lat", "lon", "x", "y", "epsg", "point", "point_order", "fallback", "precision", "area", "swap",
              "bounds", "missing"),
    "where.fallback": ("lat", "lon", "x", "y", "epsg", "point", "point_order"),
    "victims": ("rows", "fold_by", "same_event", "max_hours", "fatal", "injury", "total", *COUNT_FIELDS),
}  # fmt: skip


def only_known(settings: Settings, part: str) -> None:
    """Refuse a setting that does not exist in this part of the mapping."""
    for name in settings:
        if name not in KNOWN[part]:
            raise UnusableMappingError(
                say(
                    "The mapping has a setting “{name}” that is not known; in this place there can be: "
                    "{known}."
                ),
                name=f"{part}.{name}" if part else name,
                known=", ".join(KNOWN[part]),
            )


def table_of(settings: Settings, name: str) -> Settings:
    """The part of the mapping called `name`; empty when left out."""
    value = settings.get(name, {})
    if not isinstance(value, Mapping):
        raise UnusableMappingError(say("The setting “{name}” must be a table."), name=name)
    if name in KNOWN:
        only_known(value, name)
    return value


def text_of(settings: Settings, name: str) -> str | None:
    """A setting that is one text, or None."""
    value = settings.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise UnusableMappingError(say("The setting “{name}” must be a text."), name=name)
    return value


def names_from(value: object, name: str) -> tuple[str, ...]:
    """A text or a list of texts as a tuple."""
    if isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value, Iterable) and all(
        isinstance(v, str | int) and not isinstance(v, bool) for v in value
    ):
        return tuple(str(v) for v in value)
    raise UnusableMappingError(say("The setting “{name}” must be a text or a list of texts."), name=name)


def names_of(settings: Settings, name: str) -> tuple[str, ...]:
    """A setting that is a text or a list of texts."""
    return names_from(settings.get(name, ()), name)


def choice_of(settings: Settings, name: str) -> Choice | None:
    """A field with fixed values: one value, or a column and what its values stand for."""
    value = settings.get(name)
    if value is None:
        return None
    if isinstance(value, str):
        return Choice(constant=_meaning(value, name, special=False))
    if not isinstance(value, Mapping) or not (value.get("column") or value.get("constant")):
        raise UnusableMappingError(
            say("The setting “{name}” must be one value, or a table with “column” and “values”."), name=name
        )
    if value.get("constant"):
        return Choice(constant=_meaning(str(value["constant"]), name, special=False))
    meanings = value.get("values", {})
    if not isinstance(meanings, Mapping):
        raise UnusableMappingError(say("The setting “{name}.values” must be a table."), name=name)
    return Choice(
        column=str(value["column"]),
        values={str(word).strip().casefold(): _meaning(str(means), name) for word, means in meanings.items()},
        empty=_meaning(str(value["empty"]), name) if value.get("empty") else None,
        otherwise=_meaning(str(value["otherwise"]), name) if value.get("otherwise") else None,
    )


def _meaning(value: str, name: str, *, special: bool = True) -> str:
    allowed = vocabulary.VALUES_OF_FIELD[name]
    if value in allowed or (special and value in SPECIAL_MEANINGS):
        return value
    raise UnusableMappingError(
        say("“{value}” is not a value of {name}; it can be: {known}."),
        value=value,
        name=name,
        known=", ".join((*allowed, *SPECIAL_MEANINGS) if special else allowed),
    )


def text_from(settings: Settings, name: str) -> TextFrom | None:
    """A text from columns: joined, or the first that is filled in (`first_of`)."""
    value = settings.get(name)
    if value is None or value in ("", []):
        return None
    if isinstance(value, Mapping):
        return TextFrom(names_from(value.get("first_of", ()), name), joined=False)
    return TextFrom(names_from(value, name))


def extract_of(name: str, value: object) -> Extract:
    """A column cut out of others by a pattern."""
    if not isinstance(value, Mapping) or not value.get("from") or not value.get("pattern"):
        raise UnusableMappingError(say("“extract.{name}” needs “from” and “pattern”."), name=name)
    pattern = str(value["pattern"])
    try:
        groups = len(pl.Series([""]).str.extract_groups(pattern).struct.fields)
    except pl.exceptions.PolarsError as problem:
        first_line = str(problem).splitlines()[0]
        raise UnusableMappingError(
            say("The pattern of “extract.{name}” is wrong: {problem}."), name=name, problem=first_line
        ) from None
    if groups < 1:
        raise UnusableMappingError(
            say("The pattern of “extract.{name}” has no group in brackets."), name=name
        )
    return Extract(names_from(value["from"], f"extract.{name}"), pattern)
