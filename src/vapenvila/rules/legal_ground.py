"""The dated catalogue of legal grounds: its shape, and strict reading of it. Law is data; a fault is one clear sentence."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from vapenvila.rules.disclosable_fields import NEVER_MEANT_BY_ANY, DataClass
from vapenvila.rules.roles import AgencyKind

Known = TypeVar("Known", bound=StrEnum)


class Force(StrEnum):
    """What the provision does."""

    DUTY = "duty"
    MAY = "may"
    FORBIDDEN = "forbidden"


class Trigger(StrEnum):
    """Whether somebody must have asked."""

    ON_REQUEST = "on_request"
    UNASKED = "unasked"
    BOTH = "both"


class LegalTest(StrEnum):
    """The kind of test the provision asks for."""

    CLEAR_PRIORITY = "clear_priority"
    EXCEPTIONAL_REASONS = "exceptional_reasons"
    INTEREST_BALANCE = "interest_balance"
    OBVIOUS_PRIORITY = "obvious_priority"
    NECESSITY = "necessity"
    HARM_STRAIGHT = "harm_straight"
    HARM_REVERSE = "harm_reverse"
    RISK_OF_CRIME = "risk_of_crime"
    CONSENT = "consent"


class TextStatus(StrEnum):
    """When the wording was checked; T = still to verify."""

    A = "A"
    B = "B"
    C = "C"
    TO_VERIFY = "T"


class Default(StrEnum):
    """How the ground stands before a programme has said anything."""

    ON = "on"
    WARN = "warn"
    OFF = "off"


class YesNo(StrEnum):
    """Answer of a question."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Words:
    """The same text in English and in Swedish."""

    en: str
    sv: str

    def in_language(self, language: str) -> str:
        """The text for a reader of this language."""
        return self.sv if language.startswith("sv") else self.en


@dataclass(frozen=True, slots=True)
class Question:
    """One question in the words of the law; `stops` is the answer at which the test ends, and `why` what is then said."""

    id: str
    text: Words
    stops: YesNo
    why: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalGround:
    """One row of the catalogue."""

    code: str
    row: int
    title: Words
    from_kinds: frozenset[AgencyKind]
    to_kinds: frozenset[AgencyKind]
    data: frozenset[DataClass]
    provision: str
    force: Force
    trigger: Trigger
    test: LegalTest
    questions: tuple[Question, ...]
    conditions: tuple[Words, ...]
    exempt: tuple[str, ...]
    age_below: int
    deciders: int
    manager: bool
    emergency: bool
    valid_from: date
    valid_to: date | None
    text_status: TextStatus
    verified_by: str
    verified_on: date | None
    default: Default
    fingerprint: str

    def in_force(self, day: date) -> bool:
        """Whether the provision holds on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All grounds of a country, with what is printed on every copy."""

    country: str
    version: str
    checked_on: date
    document_provision: str
    document_notice: Words
    grounds: dict[str, LegalGround]


class CatalogueError(ValueError):
    """The catalogue cannot be used; the message is one sentence that says where and what."""


_REQUIRED: dict[str, type] = {
    "row": int, "title": dict, "from": list, "to": list, "data": list, "provision": str, "force": str, "trigger": str,
    "test": str, "conditions": list, "exempt": list, "age_below": int, "deciders": int, "manager": bool,
    "emergency": bool, "valid_from": date, "text_status": str, "verified_by": str, "default": str, "questions": list,
}  # fmt: skip
_OPTIONAL: dict[str, type] = {"valid_to": date, "verified_on": date}


def read_catalogue(text: str) -> Catalogue:
    """The catalogue in this TOML text. Raises `CatalogueError` on the first key, date or word that is not as it must be."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise CatalogueError(f"The catalogue is not TOML: {problem}.") from None
    _keys("catalogue file", told, {"catalogue": dict, "document": dict, "ground": dict}, {})
    head, document = told["catalogue"], told["document"]
    _keys("catalogue", head, {"country": str, "version": str, "checked_on": date}, {})
    _keys("document", document, {"provision": str, "en": str, "sv": str}, {})
    return Catalogue(
        country=head["country"],
        version=head["version"],
        checked_on=head["checked_on"],
        document_provision=document["provision"],
        document_notice=_words("document", {"en": document["en"], "sv": document["sv"]}),
        grounds={code: _ground(code, row) for code, row in told["ground"].items()},
    )


def _ground(code: str, row: Mapping[str, Any]) -> LegalGround:
    where = f"ground {code}"
    _keys(where, row, _REQUIRED, _OPTIONAL)
    if row["deciders"] not in (1, 2):
        raise CatalogueError(f"{where}: deciders is {row['deciders']}; it must be 1 or 2.")
    if row["age_below"] < 0:
        raise CatalogueError(f"{where}: age_below is {row['age_below']}; it must be 0 (no limit) or more.")
    ground = LegalGround(
        code=code,
        row=row["row"],
        title=_words(where, row["title"]),
        from_kinds=frozenset(_word(where, "from", AgencyKind, value) for value in row["from"]),
        to_kinds=frozenset(_word(where, "to", AgencyKind, value) for value in row["to"]),
        data=_data(where, row["data"]),
        provision=row["provision"],
        force=_word(where, "force", Force, row["force"]),
        trigger=_word(where, "trigger", Trigger, row["trigger"]),
        test=_word(where, "test", LegalTest, row["test"]),
        questions=tuple(_question(where, told) for told in row["questions"]),
        conditions=tuple(_words(where, told) for told in row["conditions"]),
        exempt=tuple(row["exempt"]),
        age_below=row["age_below"],
        deciders=row["deciders"],
        manager=row["manager"],
        emergency=row["emergency"],
        valid_from=row["valid_from"],
        valid_to=row.get("valid_to"),
        text_status=_word(where, "text_status", TextStatus, row["text_status"]),
        verified_by=row["verified_by"],
        verified_on=row.get("verified_on"),
        default=_word(where, "default", Default, row["default"]),
        fingerprint=_fingerprint(row),
    )
    _hangs_together(where, ground)
    return ground


def _hangs_together(where: str, ground: LegalGround) -> None:
    if ground.valid_to is not None and ground.valid_to < ground.valid_from:
        raise CatalogueError(f"{where}: valid_to is before valid_from.")
    if bool(ground.verified_by) != (ground.verified_on is not None):
        raise CatalogueError(f"{where}: verified_by and verified_on belong together; give both or neither.")
    if not ground.from_kinds or not ground.to_kinds or not ground.data or not ground.provision:
        raise CatalogueError(f"{where}: from, to, data and provision must not be empty.")
    if ground.force is not Force.FORBIDDEN and not ground.questions:
        raise CatalogueError(f"{where}: a ground that opens something needs at least one question.")
    if len({question.id for question in ground.questions}) != len(ground.questions):
        raise CatalogueError(f"{where}: two questions have the same id.")


def _question(where: str, told: Any) -> Question:
    here = f"{where}, question {told.get('id', '?') if isinstance(told, dict) else told}"
    _keys(here, told, {"id": str, "en": str, "sv": str, "stops": str, "why": dict}, {})
    text = _words(here, {"en": told["en"], "sv": told["sv"]})
    return Question(told["id"], text, _word(here, "stops", YesNo, told["stops"]), _words(here, told["why"]))


def _data(where: str, values: list[str]) -> frozenset[DataClass]:
    named = frozenset(_word(where, "data", DataClass, value) for value in values if value != "any")
    return named | (frozenset(DataClass) - NEVER_MEANT_BY_ANY if "any" in values else frozenset())


def _words(where: str, told: Any) -> Words:
    _keys(where, told, {"en": str, "sv": str}, {})
    if not told["en"].strip() or not told["sv"].strip():
        raise CatalogueError(f"{where}: a text is missing in English or in Swedish.")
    return Words(told["en"], told["sv"])


def _word(where: str, key: str, kind: type[Known], value: Any) -> Known:
    try:
        return kind(value)
    except ValueError:
        allowed = ", ".join(kind)
        raise CatalogueError(f"{where}: {key} is “{value}”; it must be one of {allowed}.") from None


def _keys(where: str, told: Any, required: Mapping[str, type], optional: Mapping[str, type]) -> None:
    if not isinstance(told, dict):
        raise CatalogueError(f"{where}: this must be a table.")
    for key in told:
        if key not in required and key not in optional:
            raise CatalogueError(f"{where}: the key {key} is not known.")
    for key in required:
        if key not in told:
            raise CatalogueError(f"{where}: the key {key} is missing.")
    for key, value in told.items():
        kind = required.get(key) or optional[key]
        if type(value) is not kind:
            raise CatalogueError(f"{where}: {key} must be a {kind.__name__}.")


def _fingerprint(row: Mapping[str, Any]) -> str:
    """Changes when a word of the ground does: a lawyer has verified this wording and no other."""
    told = {key: value for key, value in row.items() if key not in ("verified_by", "verified_on")}
    return hashlib.sha256(
        json.dumps(told, sort_keys=True, default=str, ensure_ascii=False).encode()
    ).hexdigest()[:16]
