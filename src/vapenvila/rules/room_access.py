"""Who may read what lies in a room: the room's own agency, by people with a mission there. Nobody else."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.reader import Reader


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """A room: one agency's own data space in one programme."""

    id: UUID
    agency: UUID
    programme: UUID


def may_read_room(reader: Reader, room: RoomFacts, *, today: date) -> Decision:
    """Whether the reader may read what lies in the room today."""
    if not any(m.room == room.id and m.covers(today) for m in reader.missions):
        return refuse(say("This belongs to another agency, or you have no current mission in this room."))
    return allow(say("Your agency owns this room and you work in it."))
