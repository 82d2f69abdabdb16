"""Places on a group's page where apps above show their part, so that imports still point down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vapenvila.rules.reader import Reader
from vapenvila.web.groups.models import Group
from vapenvila.web.groups.picture import GroupPicture

Context = Callable[[Group, GroupPicture, Reader, datetime], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of the group's page: its template, and what the template needs for one group, picture and reader."""

    template: str
    context: Context


_slots: list[Slot] = []


def show_on_group(slot: Slot) -> None:
    """Called by an app when it is ready: its part is shown on every group's page, in order of registration."""
    if slot not in _slots:
        _slots.append(slot)


def slots() -> tuple[Slot, ...]:
    """Parts to show."""
    return tuple(_slots)
