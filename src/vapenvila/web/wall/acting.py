"""Who acts in this transaction: sets what row-level security lets through. Nothing set means no rows."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import connection, transaction

_NAMES = ("vapenvila.user", "vapenvila.programmes", "vapenvila.room")
_shut: ContextVar[frozenset[str] | None] = ContextVar("rooms_shut", default=None)


def _set(values: tuple[str, str, str]) -> None:
    open_programmes = _shut.get()
    if open_programmes is not None:
        values = (values[0], ",".join(p for p in values[1].split(",") if p in open_programmes), "")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, true), set_config(%s, %s, true), set_config(%s, %s, true)",
            [part for pair in zip(_NAMES, values, strict=True) for part in pair],
        )


def _current() -> tuple[str, str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting(%s, true), ''), coalesce(current_setting(%s, true), ''),"
            " coalesce(current_setting(%s, true), '')",
            list(_NAMES),
        )
        row = cursor.fetchone()
    return (row[0], row[1], row[2])


def programmes_in_sight() -> list[UUID]:
    """The programmes this transaction may see."""
    return [UUID(programme) for programme in _current()[1].split(",") if programme]


def room_in_sight() -> UUID | None:
    """The room this transaction may see."""
    room = _current()[2]
    return UUID(room) if room else None


def act(*, user: UUID | None, programmes: Iterable[UUID], room: UUID | None = None) -> None:
    """Let this transaction see these programmes and this room, until it ends. Must be called inside a transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("act() works inside a transaction only: the setting ends with it")
    _set((str(user or ""), ",".join(sorted(str(p) for p in programmes)), str(room or "")))


@contextmanager
def acting(
    *, user: UUID | None = None, programmes: Iterable[UUID] = (), room: UUID | None = None
) -> Iterator[None]:
    """A transaction (or savepoint) that sees these programmes and this room; afterwards what was set before holds again."""
    with transaction.atomic():
        before = _current()
        act(user=user, programmes=programmes, room=room)
        yield
        _set(before)


def are_rooms_shut() -> bool:
    """Whether this runs within `rooms_shut`."""
    return _shut.get() is not None


@contextmanager
def rooms_shut() -> Iterator[None]:
    """Until it ends no room is in sight, and no programme that was not, whoever asks `act` or `acting` for one."""
    with transaction.atomic():
        before = _current()
        token = _shut.set(frozenset(before[1].split(",")))
        try:
            _set(before)
            yield
        finally:
            _shut.reset(token)
        _set(before)
