"""How a file of persons is read: which column holds what, what the words for marks mean, and what holds for all rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from vapenvila.rules.person_import import ForChildren, may_hold_for_all_rows
from vapenvila.rules.person_mark import Mark
from vapenvila.web.imports.engine.dates import Order
from vapenvila.web.imports.engine.sentences import UnusableMappingError, say
from vapenvila.web.people.vocabulary import IDENTITY_FIELDS, Reliability

GROUND_COLUMNS: Final = ("mark", "need", "source", "source_on", "reliability", "need_of_child")
COLUMNS: Final = ("reference", "full_name", *IDENTITY_FIELDS, *GROUND_COLUMNS)
DAYS: Final = ("birth_date", "source_on")
TEXTS: Final = ("need", "source", "need_of_child")
LONGEST: Final = {
    "reference": 120, "given_name": 100, "surname": 100, "phone": 40, "address": 200, "case_number": 60, "need": 300,
    "source": 200, "need_of_child": 190,
}  # fmt: skip
ORDERS: Final[tuple[Order, ...]] = ("ymd", "dmy", "mdy")
LONGEST_SOURCE: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMapping:
    """Everything that is needed to read one kind of file of persons."""

    source_system: str
    columns: Mapping[str, str]  # field → column of the file
    marks: Mapping[str, Mark] = field(default_factory=dict)  # word of the file, in small letters → mark
    mark_missing: Mark | None = None  # None: a row without a mark is held back
    mark_for_all: Mark | None = None
    need: str = ""
    source: str = ""
    source_on: date | None = None
    reliability: str = Reliability.UNSURE.value
    children: ForChildren = ForChildren.REFUSE
    date_order: Order = "ymd"


def person_mapping_from(settings: Mapping[str, Any]) -> PersonMapping:
    """The mapping that these settings stand for; UnusableMappingError with a sentence when they contradict themselves."""
    try:
        mapping = _read(settings)
    except (ValueError, AttributeError, TypeError) as problem:
        raise UnusableMappingError(
            say("The mapping cannot be used: {problem}."), problem=str(problem)
        ) from None
    _insist(mapping)
    return mapping


def _read(settings: Mapping[str, Any]) -> PersonMapping:
    columns = {name: str(settings.get("columns", {}).get(name) or "") for name in COLUMNS}
    return PersonMapping(
        source_system=" ".join(str(settings.get("source_system", "")).split()),
        columns={name: column for name, column in columns.items() if column},
        marks={plain_word(word): Mark(mark) for word, mark in settings.get("marks", {}).items() if mark},
        mark_missing=_mark(settings.get("mark_missing")),
        mark_for_all=_mark(settings.get("mark_for_all")),
        need=str(settings.get("need", "")).strip(),
        source=str(settings.get("source", "")).strip(),
        source_on=_day(settings.get("source_on")),
        reliability=str(settings.get("reliability") or Reliability.UNSURE.value),
        children=ForChildren(settings.get("children") or ForChildren.REFUSE),
        date_order=next((o for o in ORDERS if o == settings.get("date_order")), "ymd"),
    )


def plain_word(word: str) -> str:
    """A word of the file as it is compared."""
    return " ".join(word.casefold().split())


def _mark(value: Any) -> Mark | None:
    return Mark(value) if value else None


def _day(value: Any) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _insist(mapping: PersonMapping) -> None:
    if not mapping.source_system:
        raise UnusableMappingError(say("Name the register or agency the file comes from."))
    if len(mapping.source_system) > LONGEST_SOURCE:
        raise UnusableMappingError(say("The name of the source is longer than 40 characters."))
    if not ({"reference", "personnummer"} & mapping.columns.keys()):
        raise UnusableMappingError(
            say("Say which column tells the rows apart: a reference of the source, or the personal number.")
        )
    if not ({"full_name", "given_name", "surname", "personnummer", "case_number"} & mapping.columns.keys()):
        raise UnusableMappingError(say("Say which columns hold the name or the number of the person."))
    if "full_name" in mapping.columns and {"given_name", "surname"} & mapping.columns.keys():
        raise UnusableMappingError(
            say("The name stands in one column or in two, not in both ways. Leave one of them out.")
        )
    for name, given in (("source", mapping.source), ("source_on", mapping.source_on), ("need", mapping.need)):
        if name not in mapping.columns and not given:
            raise UnusableMappingError(_MISSING[name])
    _insist_on_marks(mapping)


_MISSING: Final = {
    "source": say("Name the source, for all rows or in a column. Nobody is registered without one."),
    "source_on": say("Say of which day the source is, for all rows or in a column."),
    "need": say("Write what the records are needed for, for all rows or in a column."),
}


def _insist_on_marks(mapping: PersonMapping) -> None:
    if "mark" not in mapping.columns and mapping.mark_for_all is None:
        raise UnusableMappingError(
            say(
                "Say which column holds the mark, or which mark holds for all rows: nobody has one by default."
            )
        )
    if "mark" in mapping.columns and mapping.mark_for_all is not None:
        raise UnusableMappingError(say("The mark comes from a column or holds for all rows, not both."))
    for mark in (mapping.mark_for_all, mapping.mark_missing):
        decision = may_hold_for_all_rows(mark) if mark is not None else None
        if decision is not None and not decision:
            raise UnusableMappingError(decision.reason)
