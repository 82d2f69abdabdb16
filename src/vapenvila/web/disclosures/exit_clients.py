"""Who in a room is an exit client or under protection: the parts of the house that know register here (acceptance S6)."""

from collections.abc import Callable, Iterable
from uuid import UUID

from vapenvila.web.disclosures.sealed_words import NamedPerson

# Each is asked with the room and the personal numbers a disclosure names; True stops it for the named manager.
KNOWS_EXIT_CLIENTS: list[Callable[[UUID, list[str]], bool]] = []


def any_exit_client(room: UUID, persons: Iterable[NamedPerson]) -> bool:
    """Whether one of these persons is known in the room as an exit client. Answered inside the giving room alone."""
    numbers = [person.personal_number for person in persons if person.personal_number]
    return any(knows(room, numbers) for knows in KNOWS_EXIT_CLIENTS) if numbers else False
