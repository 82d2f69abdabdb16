"""The facts of an incident that people write and correct, and how each is written in its history and read back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from vapenvila.web.incidents.models import Incident

TIMES = ("occurred_from", "occurred_to", "reported_at")
NUMBERS = ("dead", "injured_serious", "injured_slight", "injured_unknown")
DEGREES = ("latitude", "longitude")
CHOICES = ("kind", "precision", "weapon", "outcome", "motive")
TEXTS = ("place", "note")

# In the order in which forms and histories show them. The area is written by its identifier.
FACTS: tuple[str, ...] = (
    "kind", "occurred_from", "occurred_to", "reported_at", "place", "area_id", "precision", "latitude", "longitude",
    "weapon", "outcome", "motive", "dead", "injured_serious", "injured_slight", "injured_unknown", "note",
)  # fmt: skip


def facts_of(incident: Incident) -> dict[str, Any]:
    """What the register now says, fact by fact."""
    return {name: getattr(incident, name) for name in FACTS}


def as_text(value: object) -> str:
    """A value as the history keeps it. Nothing is the empty text; times are in UTC."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value)


def from_text(name: str, text: str) -> Any:
    """The value that `as_text` wrote for this fact."""
    if name in TEXTS or name in CHOICES:
        return text
    if name in NUMBERS:
        return int(text or 0)
    if text == "":
        return None
    if name in TIMES:
        return datetime.fromisoformat(text)
    return UUID(text) if name == "area_id" else float(text)


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that becomes another, as the history writes it."""

    field: str
    old: str
    new: str


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """What differs, in the order of FACTS; facts that are not named in `new` stay."""
    return tuple(
        Change(name, as_text(old[name]), as_text(new[name]))
        for name in FACTS
        if name in new and old[name] != new[name]
    )
