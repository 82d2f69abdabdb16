"""How a file is read: which column holds what, what its words stand for, and what holds for all rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from django.db.models import Choices
from django.utils.translation import override

from vapenvila.web.groups.vocabulary import Credibility, Reliability
from vapenvila.web.imports.engine.dates import Order
from vapenvila.web.imports.engine.sentences import UnusableMappingError, say
from vapenvila.web.memberships.vocabulary import (
    Certainty,
    ContactKind,
    EvidenceKind,
    Holds,
    MemberRole,
    TieKind,
)
from vapenvila.web.people.importing.person_mapping import LONGEST_SOURCE, ORDERS, plain_word

PIECE: Final = ("evidence_kind", "evidence_on", "source", "origin", "reference", "reliability", "credibility")
WORDING: Final = ("role", "certainty", "from_on", "to_on", "contact_kind", "contact_by")
FIELDS: Final[dict[Holds, tuple[str, ...]]] = {
    Holds.TIES: ("one", "other", "kind", "on", "record_ref"),
    Holds.EVIDENCE: ("person", "group", *PIECE),
    Holds.MEMBERSHIPS: ("person", "group", *WORDING, *PIECE),
}
PERSONS: Final = frozenset({"one", "other", "person"})
DAYS: Final = ("on", "from_on", "to_on", "contact_by", "evidence_on")
TEXTS: Final = ("source", "origin", "reference", "record_ref")
LONGEST: Final = {"source": 200, "origin": 120, "reference": 60, "record_ref": 60}
CHOICES: Final[dict[str, type[Choices]]] = {
    "kind": TieKind,
    "role": MemberRole,
    "certainty": Certainty,
    "contact_kind": ContactKind,
    "evidence_kind": EvidenceKind,
    "reliability": Reliability,
    "credibility": Credibility,
}
MAY_BE_LEFT_OUT: Final = frozenset({"to_on", "contact_kind", "contact_by", "reference"})
# What a whole file may say for its rows. Never role or certainty: nobody is core because a whole file says so.
FOR_ALL: Final = ("kind", "evidence_kind", "contact_kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMapping:
    """Everything that is needed to read one kind of file."""

    holds: Holds
    source_system: str
    columns: Mapping[str, str]  # field → column of the file
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # field → word of the file → value
    for_all: Mapping[str, str] = field(default_factory=dict)
    date_order: Order = "ymd"

    def meaning(self, name: str, word: str) -> str | None:
        """The value that a word stands for: as it was mapped, or as the house itself says it in either language."""
        plain = plain_word(word)
        return self.words.get(name, {}).get(plain) or known_words(name).get(plain)


@cache
def known_words(name: str) -> dict[str, str]:
    """What is understood without being mapped: the values themselves and what pages call them, in English and Swedish."""
    known: dict[str, str] = {}
    for choice in CHOICES[name]:
        known[plain_word(str(choice.value))] = str(choice.value)
        for language in ("en", "sv"):
            with override(language):
                known[plain_word(str(choice.label))] = str(choice.value)
    return known


def file_mapping_from(settings: Mapping[str, Any], holds: Holds) -> FileMapping:
    """The mapping that these settings stand for; UnusableMappingError with a sentence when something is lacking."""
    try:
        mapping = _read(settings, holds)
    except (ValueError, AttributeError, TypeError) as problem:
        raise UnusableMappingError(
            say("The mapping cannot be used: {problem}."), problem=str(problem)
        ) from None
    _insist(mapping)
    return mapping


def _read(settings: Mapping[str, Any], holds: Holds) -> FileMapping:
    columns = {name: str(settings.get("columns", {}).get(name) or "") for name in FIELDS[holds]}
    words = {
        name: {plain_word(word): str(CHOICES[name](_value(name, value)).value) for word, value in told.items() if value}
        for name, told in settings.get("words", {}).items()
        if name in CHOICES
    }  # fmt: skip
    given = {name: settings.get("for_all", {}).get(name) for name in FOR_ALL if name in FIELDS[holds]}
    return FileMapping(
        holds=holds,
        source_system=" ".join(str(settings.get("source_system", "")).split()),
        columns={name: column for name, column in columns.items() if column},
        words=words,
        for_all={name: str(CHOICES[name](value).value) for name, value in given.items() if value},
        date_order=next((o for o in ORDERS if o == settings.get("date_order")), "ymd"),
    )


def _value(name: str, value: Any) -> Any:
    return int(value) if name == "credibility" else value


def _insist(mapping: FileMapping) -> None:
    if not mapping.source_system:
        raise UnusableMappingError(say("Name the register or agency the file comes from."))
    if len(mapping.source_system) > LONGEST_SOURCE:
        raise UnusableMappingError(say("The name of the source is longer than 40 characters."))
    for name in FIELDS[mapping.holds]:
        if not ({name} & (mapping.columns.keys() | mapping.for_all.keys() | MAY_BE_LEFT_OUT)):
            raise UnusableMappingError(LACKING[name])
    twice = [name for name in FOR_ALL if name in mapping.columns and name in mapping.for_all]
    if twice:
        raise UnusableMappingError(
            say("A kind comes from a column or holds for all rows, not both. Leave one of them out.")
        )


LACKING: Final = {
    "one": say("Say which column names the first person: by pseudonym or personal number."),
    "other": say("Say which column names the second person: by pseudonym or personal number."),
    "person": say("Say which column names the person: by pseudonym or personal number."),
    "group": say("Say which column names the group: by code, label or alias."),
    "kind": say("Say which column holds the kind of record, or which kind all rows are of."),
    "on": say("Say which column holds the day of the record."),
    "record_ref": say("Say which column holds the number of the record. A tie without a record does not exist."),
    "role": say("Say which column holds the role. Nobody has a role because a whole file says so."),
    "certainty": say("Say which column holds the certainty. It is judged of each person."),
    "from_on": say("Say which column holds since when."),
    "evidence_kind": say("Say which column holds the kind of evidence, or which kind all rows are of."),
    "evidence_on": say("Say which column holds the day of the evidence."),
    "source": say("Say which column holds what the evidence is and where it is written."),
    "origin": say("Say which column holds where the knowledge first comes from."),
    "reliability": say("Say which column holds the reliability of the source. Each piece is graded by itself."),
    "credibility": say("Say which column holds the credibility of the information. Each piece is graded by itself."),
}  # fmt: skip
