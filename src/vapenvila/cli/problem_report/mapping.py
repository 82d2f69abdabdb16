"""A mapping in TOML: for each table which of its columns is which. Only what is listed here is taken in; anything else is
refused."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NoReturn  # TOML holds any value

from vapenvila.cli.problem_report.coded import Coded, coded_from
from vapenvila.cli.tables import EMPTY_WORDS
from vapenvila.cli.user_error import UserError

_ROWS: Final = frozenset({"keep", "leave_out"})
SECTIONS: Final[Mapping[str, frozenset[str]]] = {
    "about": frozenset(
        {"place", "definition", "period", "population", "population_on", "population_source", "stated_on"}
    ),
    "incidents": _ROWS
    | {
        "id", "rows", "date", "time", "x", "y", "metres", "latitude", "longitude", "area", "areas_total", "dead", "fatal",
        "victims", "shooting", "group", "victim_group", "offender_group", "struck", "attacker",
    },
    "persons": _ROWS | {"matrix", "incident", "person", "role", "supervised", "sex", "age", "age_band", "area"},
    "people": _ROWS | {"id", "listed", "group", "sex", "age", "age_band", "area"},
    "groups": _ROWS | {"name", "activity", "low", "high", "size"},
    "ties": _ROWS | {"matrix", "one", "other", "event", "weight", "date"},
    "relations": _ROWS | {"matrix", "one", "other", "kind", "date", "first", "last"},
}  # fmt: skip
ABOUT_PEOPLE: Final = frozenset({"sex", "age", "age_band", "area"})
_SENSITIVE_WORDS: Final = frozenset(
    {"race", "races", "racial", "origin", "origins", "country", "union", "faith", "skin", "ras", "ursprung", "språk",
     "tro"}
)  # fmt: skip
_SENSITIVE_BEGINNINGS: Final = (
    "ethnic", "nationalit", "citizen", "birthplace", "birthcountry", "birthland", "religi", "opinion", "politic",
    "diagnos", "disab", "sexual", "health", "etnisk", "etnicit", "härkomst", "medborgar", "födelseland", "födelseort",
    "trosupp", "åsikt", "hälsa", "funktionsned", "sjukdom", "läggning", "hudfärg",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """One table's part of the mapping. `file`: the mapping, for sentences."""

    file: str
    name: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def option(self, key: str) -> str:
        """How a key is named in sentences."""
        return f"{self.file} [{self.name}] {key}"

    def column(self, key: str) -> str | None:
        """The column of this name, None where the mapping says none."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, Mapping) and isinstance(value.get("column"), str):
            value = value["column"]
        if not isinstance(value, str) or not value:
            self.refuse(key, "is the name of a column, in quotation marks")
        self._check_column(key, value)
        return value

    def needed(self, key: str) -> str:
        """The column of this name. Raises UserError where the mapping says none."""
        found = self.column(key)
        if found is None:
            raise UserError(f"{self.file}: [{self.name}] needs {key}, the name of a column.")
        return found

    def written_as(self, key: str) -> str:
        """How dates or times are written, empty where nothing is said."""
        value = self.values.get(key)
        written = value.get("format", "") if isinstance(value, Mapping) else ""
        if not isinstance(written, str):
            self.refuse(key, 'has a format that is no text, such as "%m/%d/%Y"')
        return written

    def coded(self, key: str, words: tuple[str, ...]) -> Coded | None:
        """A column with what its values stand for, None where the mapping says nothing of it."""
        value = self.values.get(key)
        if value is None:
            return None
        found = coded_from(value, words, lambda what: self.refuse(key, what))
        if found.column:
            self._check_column(key, found.column)
        return found

    def text(self, key: str) -> str:
        """A text, empty where the mapping says nothing."""
        value = self.values.get(key, "")
        if hasattr(value, "isoformat"):
            return str(value.isoformat())
        if not isinstance(value, str):
            self.refuse(key, "is a text, in quotation marks")
        return value

    def yes(self, key: str) -> bool:
        """Whether the mapping says true; false where it says nothing."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.refuse(key, "is true or false, without quotation marks")
        return value

    def number(self, key: str) -> float | None:
        """A number above 0, None where the mapping says nothing."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
            self.refuse(key, "is a number above 0, without quotation marks")
        return float(value)

    def rows(self, key: str) -> dict[str, tuple[str, ...]]:
        """Columns and values of `keep` or `leave_out`."""
        value = self.values.get(key, {})
        if not isinstance(value, Mapping):
            self.refuse(key, 'names columns and values, such as { type = ["person"] }')
        found = {}
        for column, values in value.items():
            listed = [values] if isinstance(values, str) else values
            if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
                self.refuse(key, f"lists the values of {column} as texts")
            found[str(column)] = tuple(listed)
        return found

    def refuse(self, key: str, what: str) -> NoReturn:
        """Raise UserError that names the key."""
        raise UserError(f"{self.option(key)} {what}.")

    def _check_column(self, key: str, column: str) -> None:
        """People are never described by what the law calls sensitive, under whatever key it is mapped."""
        if self.name in ("persons", "people") and key in ABOUT_PEOPLE and is_sensitive(column):
            self.refuse(
                key,
                f"is the column {column!r}: people are compared by sex, age and area only; origin, race, nationality, "
                "religion, opinion and health are never used",
            )


def is_sensitive(column: str) -> bool:
    """Whether a column's name says that it holds origin, religion, opinion, health or the like."""
    words = re.findall(r"[a-zåäö]+", re.sub(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])", " ", column).casefold())
    joined = "".join(words)  # birth_place is birthplace
    return bool(_SENSITIVE_WORDS & set(words)) or any(
        part.startswith(_SENSITIVE_BEGINNINGS) for part in (*words, joined)
    )


@dataclass(frozen=True, slots=True)
class ProblemMapping:
    """All sections, and the words that mean an empty cell."""

    file: str
    sections: Mapping[str, Section]
    empty: tuple[str, ...]

    def __getitem__(self, name: str) -> Section:
        return self.sections.get(name) or Section(self.file, name)


def read_mapping(file: Path) -> ProblemMapping:
    """The mapping in a TOML file. Raises UserError for what is no TOML, and for sections and keys that are not known."""
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(f"There is no file {file}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise UserError(f"{file.name} is no valid TOML: {problem}.") from None
    empty = values.pop("empty", list(EMPTY_WORDS))
    if not isinstance(empty, list) or not all(isinstance(word, str) for word in empty):
        raise UserError(f'{file.name}: empty lists the words that mean an empty cell, such as ["(null)"].')
    for name, section in values.items():
        _check_section(file.name, name, section)
    sections = {name: Section(file.name, name, section) for name, section in values.items()}
    return ProblemMapping(file.name, sections, tuple(word.casefold() for word in empty))


def _check_section(file: str, name: str, section: object) -> None:
    if name not in SECTIONS or not isinstance(section, Mapping):
        raise UserError(
            f"{file}: {name!r} is no section; they are {', '.join(f'[{one}]' for one in SECTIONS)}."
        )
    unknown = sorted(set(section) - SECTIONS[name])
    if unknown:
        known = ", ".join(sorted(SECTIONS[name]))
        more = (
            " Origin, race, nationality, religion, opinion and health are never used."
            if name in ("persons", "people") and is_sensitive(unknown[0])
            else ""
        )
        raise UserError(f"{file}: [{name}] has no key {unknown[0]!r}; it knows {known}.{more}")
