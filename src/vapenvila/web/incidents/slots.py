"""Places on an incident's page where apps above the register show their part, so that imports still point down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vapenvila.rules.reader import Reader
from vapenvila.web.incidents.models import Incident

Context = Callable[[Incident, Reader, datetime], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of the incident's page: its template, and what the template needs for one incident and reader."""

    template: str
    context: Context


_slots: list[Slot] = []


def show_on_incident(slot: Slot) -> None:
    """Called by an app when it is ready: its part is shown on every incident's page, in order of registration."""
    if slot not in _slots:
        _slots.append(slot)


def slots() -> tuple[Slot, ...]:
    """Parts to show."""
    return tuple(_slots)
