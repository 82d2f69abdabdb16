"""What each app tells the engine: which of its records are due, and how one of them is deleted with all its parts.

    retain(Retained(code="incident_note", name=_("…"), level=Level.PROGRAMME, due=…, remove=…))

Called in the app's `ready()`. `due` and `remove` run inside one transaction that sees this scope alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.utils.functional import Promise

from vapenvila.rules.decision import Sentence
from vapenvila.rules.retention_table import Regime
from vapenvila.rules.roles import AgencyKind


class Level(StrEnum):
    """Whose records they are: the house's, a programme's, or one room's."""

    HOUSE = "house"
    PROGRAMME = "programme"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the engine works: the house (nothing set), a programme, or one agency's room in it."""

    programme: UUID | None = None
    room: UUID | None = None
    agency: AgencyKind | None = None

    @property
    def programme_id(self) -> UUID:
        """The programme of a scope that has one; kinds of the levels programme and room are never asked elsewhere."""
        if self.programme is None:
            raise ValueError("the house has no programme")
        return self.programme

    @property
    def room_id(self) -> UUID:
        """The room of a scope that has one; kinds of the level room are never asked elsewhere."""
        if self.room is None:
            raise ValueError("this scope is no room")
        return self.room

    @property
    def level(self) -> Level:
        """The level of the records that lie here."""
        if self.room is not None:
            return Level.ROOM
        return Level.HOUSE if self.programme is None else Level.PROGRAMME


@dataclass(frozen=True, slots=True)
class Due:
    """One record past its last day, and by which regime. `id` never leaves the engine."""

    id: UUID | str
    regime: Regime
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What went with one record. `files`: paths below the house's home, deleted once the rows are gone for good.

    `identifying`: words that named the person, looked for in the audit trail and the register of exports, where they must
    not stand. `copies`: exports on record that may hold the record and must be recalled by hand. `recalled`: those of this
    record alone, called back with it.
    """

    records: int = 1
    wordings: int = 0
    links: int = 0
    files: tuple[str, ...] = ()
    copies: int = 0
    recalled: int = 0
    identifying: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRecord:
    """A record whose last day recorded events have moved: until when (None: no day is set) and every reason.

    `duty`: a duty to keep lasts, so that it is not deleted whatever its day. `name` is shown in its own room alone.
    """

    id: UUID
    name: str
    until: date | None
    reasons: tuple[Sentence, ...]
    duty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Retained:
    """One kind of record that is deleted in time. `remove` deletes one record that `due` gave.

    `kept` tells of those that recorded events keep, where the kind knows such events.
    """

    code: str
    name: Promise | str
    level: Level
    regimes: tuple[Regime, ...]
    due: Callable[[Scope, datetime], Iterable[Due]]
    remove: Callable[[Scope, Due, datetime], Removed]
    kept: Callable[[Scope, datetime], Iterable[KeptRecord]] | None = None


_kinds: dict[str, Retained] = {}


def retain(kind: Retained) -> None:
    """Offer a kind to the engine. A code is used once."""
    if _kinds.setdefault(kind.code, kind) is not kind and _kinds[kind.code] != kind:
        raise ValueError(f"two kinds are called {kind.code}")


def kinds(level: Level | None = None) -> tuple[Retained, ...]:
    """All kinds, or those of one level, in the order of registration."""
    return tuple(kind for kind in _kinds.values() if level is None or kind.level is level)


def name_of(code: str) -> Promise | str:
    """The words for a kind; a kind that no longer exists keeps its code."""
    return _kinds[code].name if code in _kinds else code
