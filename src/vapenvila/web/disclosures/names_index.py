"""The hashes by which a room finds its documents on a person: made at the hand-over, and anew when keys rotate."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from vapenvila.rules.age_from_number import twelve_digits
from vapenvila.web.disclosures.models import Disclosure, DisclosureNames
from vapenvila.web.people.sealed_identity import hashed, sought
from vapenvila.web.vault.keys import KeyKind, current

NUMBER, NAME = "personnummer", "name in a document"


def _known_as(name: str, personal_number: str, today: date) -> tuple[str, str]:
    """The personal number where there is one, or else the whole name: a number tells people of one name apart.

    A number has the hash that the room's register has for it, so that the two can be compared in one question.
    """
    number = twelve_digits(personal_number, today=today)
    return (number, NUMBER) if number else (" ".join(name.split()).casefold(), NAME)


def hashes_sought(room: UUID, *, name: str, personal_number: str, today: date) -> list[bytes]:
    """Every hash that may stand for somebody with this number, or with this whole name where no number was told."""
    words = {_known_as(name, personal_number, today), _known_as(name, "", today)}
    return [one for word, kind in sorted(words) if word for one in sought(word, kind, room)]


def note_names(
    disclosure: Disclosure, document: Mapping[str, Any], *, rooms: Iterable[UUID], today: date
) -> None:
    """Write down for these rooms whom the document names."""
    key = current(KeyKind.HASH).id
    words = {_known_as(person["name"], person["personal_number"], today) for person in document["persons"]}
    for room in rooms:
        for word, kind in sorted(words):
            DisclosureNames.objects.create(
                disclosure=disclosure,
                from_room_id=disclosure.from_room_id,
                to_room_id=disclosure.to_room_id,
                room_id=room,
                name_hash=hashed(word, kind, room),
                key_id=key,
            )
