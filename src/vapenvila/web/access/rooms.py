"""Which room a person works in just now: the only one they have in the programme, or the one they chose."""

from datetime import date
from typing import Any
from uuid import UUID

from vapenvila.rules.reader import Reader


def own_rooms(reader: Reader, programme: UUID, *, today: date) -> tuple[UUID, ...]:
    """The rooms of the programme in which the reader has a mission today, each once."""
    return tuple(dict.fromkeys(m.room for m in reader.missions_in(programme, today=today)))


def room_in_use(request: Any, reader: Reader, programme: UUID, *, today: date) -> UUID | None:
    """The room to open. With several and none chosen: none, so that nobody works in a room by mistake."""
    rooms = own_rooms(reader, programme, today=today)
    if len(rooms) == 1:
        return rooms[0]
    chosen = request.session.get(_name(programme), "")
    return next((room for room in rooms if str(room) == chosen), None)


def remember(request: Any, programme: UUID, room: UUID) -> None:
    """Keep the choice for the rest of the session."""
    request.session[_name(programme)] = str(room)


def _name(programme: UUID) -> str:
    return f"room:{programme}"
