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


RecordsOf = Callable[[UUID], Iterable[HeldRecord]]

RECORDS_ABOUT_A_PERSON: list[RecordsOf] = []


def records_about(person: UUID) -> list[HeldRecord]:
    """Everything the parts above hold on this person, newest first."""
    found = [record for records_of in RECORDS_ABOUT_A_PERSON for record in records_of(person)]
    return sorted(found, key=lambda record: record.at, reverse=True)
