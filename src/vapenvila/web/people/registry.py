"""What other parts hold on a person. Each app above registers here; report, retention and rights requests ask all of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class HeldRecord:
    """One record on a person in another part of the house: what it is, from when, who got it, where it shows."""

    what: Promise | str
    at: datetime
    recipient: str = ""
    link: str = ""
    id: UUID | None = None
    in_a_part: bool = False  # the person's page shows it in a part of its own


RecordsOf = Callable[[UUID], Iterable[HeldRecord]]

RECORDS_ABOUT_A_PERSON: list[RecordsOf] = []

# Persons of a room whose record is set aside while a request of theirs is examined: out of lists, search and counts.
SET_ASIDE: list[Callable[[UUID], Iterable[UUID]]] = []


# Persons of a room that stand in records of another part; a file that brought one of them cannot be undone any more.
USED: list[Callable[[UUID], Iterable[UUID]]] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a room decided about a person's record, for telling everybody who was told about the person."""

    person: UUID
    room: UUID
    gone: bool  # erased, otherwise corrected
    again: bool = False  # a restriction is lifted: what was told may be used again, and no copy is wrong
    words: str
    by: UUID
    at: datetime
    of_a_part: bool = False  # something else on the person was wrong, not the record itself


# Each tells those who got the person's data through its own part, in the same transaction, and answers how many it told.
TELL_RECIPIENTS: list[Callable[[Change], int]] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlisted:
    """Persons of a room who may not be listed any more. `gone`: erased, and everybody has been told of that already."""

    persons: tuple[UUID, ...]
    room: UUID
    programme: UUID
    gone: bool
    by: UUID
    at: datetime


# Each ends what lists these persons, in the same transaction (acceptance S12, S13). The database refuses the rest.
LISTING_ENDS: list[Callable[[Unlisted], None]] = []


def set_aside(room: UUID) -> set[UUID]:
    """Persons of the room that are out of sight for now."""
    return {person for asked in SET_ASIDE for person in asked(room)}


def used_persons(room: UUID) -> set[UUID]:
    """Persons of the room that other parts hold records on."""
    return {person for asked in USED for person in asked(room)}


def tell_recipients(change: Change) -> int:
    """Tell everybody; the number told."""
    return sum(tell(change) for tell in TELL_RECIPIENTS)


def records_about(person: UUID) -> list[HeldRecord]:
    """Everything the parts above hold on this person, newest first."""
    found = [record for records_of in RECORDS_ABOUT_A_PERSON for record in records_of(person)]
    return sorted(found, key=lambda record: record.at, reverse=True)
