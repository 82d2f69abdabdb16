"""Places on a person's page where apps above show their part, so that imports still point down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vapenvila.rules.reader import Reader
from vapenvila.web.people.models import Person

Context = Callable[[Person, Reader, datetime], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class PersonSlot:
    """A part of a person's page: its template, and what that needs for one person and reader; None where it has no place."""

    template: str
    context: Context


_slots: list[PersonSlot] = []


def show_on_person(slot: PersonSlot) -> None:
    """Called by an app when it is ready: its part is shown on every person's page, in order of registration."""
    if slot not in _slots:
        _slots.append(slot)


def parts_of(person: Person, reader: Reader, now: datetime) -> list[tuple[str, Mapping[str, Any]]]:
    """The parts to show, each with what it needs."""
    asked = ((slot.template, slot.context(person, reader, now)) for slot in _slots)
    return [(template, context) for template, context in asked if context is not None]
