"""Whom and which group a row names: by the room's own pseudonym or a personal number, by a code, a label or an alias."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final
from uuid import UUID

from vapenvila.rules.decision import Sentence, say
from vapenvila.rules.personal_number import PersonalNumber, read_personal_number
from vapenvila.web.groups.models import Group
from vapenvila.web.groups.queries.picture import picture_on
from vapenvila.web.memberships.importing.file_mapping import PERSONS, FileMapping
from vapenvila.web.memberships.importing.row_checks import FileRow, tell
from vapenvila.web.partners.models import Programme
from vapenvila.web.people.importing.person_mapping import plain_word
from vapenvila.web.people.models import Person
from vapenvila.web.people.queries.persons import as_pseudonym, records_in_use
from vapenvila.web.people.sealed_identity import of_room
from vapenvila.web.vault.hashing import Hasher

NO_KEY: Final[Sentence] = say("{column} holds neither a pseudonym of this room nor a personal number.")
NOBODY: Final[Sentence] = say(
    "Nobody in use in this room has the pseudonym or personal number in {column}. Register the person first."
)
SEVERAL: Final[Sentence] = say(
    "Several records of this room have the personal number in {column}. Merge them first, or name one by pseudonym."
)
NO_GROUP: Final[Sentence] = say("No group of the programme has the code, label or alias in {column}.")
SEVERAL_GROUPS: Final[Sentence] = say("Several groups are called what stands in {column}. Use the code.")


def name_persons(rows: list[FileRow], mapping: FileMapping, *, room: UUID, today: date) -> None:
    """Put the people each row names on it, as the records they live in now; who is not found holds the row back."""
    numbers: dict[str, str] = {}
    pseudonyms: dict[str, str] = {}
    for key in {row.cells[name] for row in rows for name in PERSONS & row.cells.keys()}:
        number = read_personal_number(key, today=today)
        if pseudonym := as_pseudonym(key):
            pseudonyms[key] = pseudonym
        elif isinstance(number, PersonalNumber):
            numbers[key] = number.digits
    found = _by_pseudonym(room, pseudonyms, today) | _by_number(room, numbers, today)
    for row in rows:
        for name in sorted(PERSONS & row.cells.keys()):
            _name_one(row, mapping, name, found.get(row.cells[name]))


def _name_one(row: FileRow, mapping: FileMapping, name: str, found: list[Person] | None) -> None:
    if found is None:
        tell(row, mapping, name, NO_KEY)
    elif len(found) == 1:
        row.people[name] = found[0]
    else:
        tell(row, mapping, name, SEVERAL if found else NOBODY)


def _by_pseudonym(room: UUID, keys: dict[str, str], today: date) -> dict[str, list[Person]]:
    rows = records_in_use(room, today=today).filter(pseudonym__in=set(keys.values()))
    living: dict[str, list[Person]] = {}
    for person in rows:
        kept = person.merged_into or person
        if kept.review_by >= today:
            living.setdefault(person.pseudonym, []).append(kept)
    return {key: living.get(pseudonym, []) for key, pseudonym in keys.items()}


def _by_number(room: UUID, keys: dict[str, str], today: date) -> dict[str, list[Person]]:
    """Matched by keyed hash: no number of the room is opened for it."""
    hasher = Hasher()
    key_of = {
        h: key
        for key, digits in keys.items()
        for h in hasher.hashes(digits, purpose=of_room("personnummer", room))
    }
    found: dict[str, dict[UUID, Person]] = {key: {} for key in keys}
    rows = records_in_use(room, today=today).filter(identity__personnummer_hash__in=list(key_of))
    for person in rows if key_of else ():
        living = person.merged_into or person
        if living.review_by >= today:
            found[key_of[bytes(person.identity.personnummer_hash or b"")]][living.pk] = living
    return {key: list(people.values()) for key, people in found.items()}


def name_groups(
    rows: Iterable[FileRow], mapping: FileMapping, *, programme: Programme, now: datetime, today: date
) -> None:
    """Put the group each row names on it; one that nobody knows holds the row back."""
    called = _what_groups_are_called(programme, now=now, today=today)
    for row in rows:
        if "group" not in row.cells:
            continue
        found = called.get(plain_word(row.cells["group"]), [])
        if len(found) == 1:
            row.group = found[0]
        else:
            tell(row, mapping, "group", SEVERAL_GROUPS if found else NO_GROUP)


def _what_groups_are_called(programme: Programme, *, now: datetime, today: date) -> dict[str, list[Group]]:
    """Groups by code, and by every name that is in sight today."""
    groups = {group.pk: group for group in Group.objects.filter(programme=programme)}
    called: dict[str, dict[UUID, Group]] = {}
    for shown in picture_on(programme, on=today, known_at=now).groups:
        for name in (*shown.labels, *shown.aliases):
            called.setdefault(plain_word(name.text), {})[shown.id] = groups[shown.id]
    for group in groups.values():
        called[plain_word(group.code)] = {group.pk: group}
    return {name: list(found.values()) for name, found in called.items()}
