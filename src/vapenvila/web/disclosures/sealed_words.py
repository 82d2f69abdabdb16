"""What is written about persons at the door: shapes, and sealing of them into one column of their row."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from vapenvila.web.vault.sealing import seal, unseal


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody a request or a disclosure is about, as the writer knows them, with the values that would leave."""

    name: str
    personal_number: str = ""
    reference: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RequestWords:
    """The sealed part of a request."""

    persons: tuple[NamedPerson, ...]
    purpose: str


@dataclass(frozen=True, slots=True)
class ExaminationWords:
    """The sealed part of an examination: what would leave, and the reasons."""

    persons: tuple[NamedPerson, ...] = ()
    facts: str = ""
    purpose: str = ""
    reasons: str = ""
    reservation: str = ""
    danger: str = ""


@dataclass(frozen=True, slots=True)
class ConsentWords:
    """The sealed part of a consent."""

    name: str
    personal_number: str
    purpose: str
    form_of_work: str
    document: str = ""
    reservation: str = ""


def seal_words(words: Any, *, row: UUID, purpose: str) -> bytes:
    """One of the shapes above, or a document, sealed for this row."""
    told = words if isinstance(words, dict) else asdict(words)
    return seal(canonical(told).decode(), row=row, purpose=purpose)


def _open(sealed: bytes | memoryview, row: UUID, purpose: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(unseal(bytes(sealed), row=row, purpose=purpose))
    return told


def _persons(told: dict[str, Any]) -> tuple[NamedPerson, ...]:
    return tuple(NamedPerson(**person) for person in told.pop("persons"))


def request_words(sealed: bytes | memoryview, *, row: UUID) -> RequestWords:
    """The words of a request."""
    told = _open(sealed, row, "disclosures.request")
    return RequestWords(_persons(told), told["purpose"])


def examination_words(sealed: bytes | memoryview, *, row: UUID) -> ExaminationWords:
    """The words of an examination; empty ones when nothing has been written yet."""
    if not bytes(sealed):
        return ExaminationWords()
    told = _open(sealed, row, "disclosures.examination")
    return ExaminationWords(persons=_persons(told), **told)


def consent_words(sealed: bytes | memoryview, *, row: UUID) -> ConsentWords:
    """The words of a consent."""
    return ConsentWords(**_open(sealed, row, "disclosures.consent"))


def document_in(sealed: bytes | memoryview, *, row: UUID) -> dict[str, Any]:
    """The document of a hand-over."""
    return _open(sealed, row, "disclosures.content")


def note_in(sealed: bytes | memoryview, *, row: UUID) -> str:
    """The receiver's own note."""
    return str(_open(sealed, row, "disclosures.note")["note"]) if bytes(sealed) else ""


def canonical(told: Mapping[str, Any]) -> bytes:
    """The one way to write this as bytes: keys in order, no blanks, UTF-8. Hashes and signatures stand on it."""
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256_of(document: Mapping[str, Any]) -> str:
    """Hash of the document as printed on every copy."""
    return hashlib.sha256(canonical(document)).hexdigest()
