"""Persons of the room in use: those whose review is not late. Row-level security lets no other room through."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from vapenvila.rules.person_access import PersonRoom, may_list_persons, may_work_with_persons
from vapenvila.rules.person_names import sounds_of
from vapenvila.rules.reader import Reader
from vapenvila.web.people.models import Person, PersonChange, PersonMerge
from vapenvila.web.people.registry import set_aside
from vapenvila.web.people.sealed_identity import plain_case, sought
from vapenvila.web.people.vocabulary import PersonState

MOST_FOUND = 20


def persons_in_sight(room: UUID, *, today: date) -> QuerySet[Person]:
    """The one gate of list, search, count and export: in use, review not late (S14), not set aside by a request."""
    rows = Person.objects.filter(room=room, state=PersonState.ACTIVE, review_by__gte=today)
    return rows.exclude(pk__in=set_aside(room))


def persons_of_room(
    reader: Reader, room: PersonRoom, *, today: date, mark: str = "", review_before: date | None = None
) -> QuerySet[Person]:
    """The list of persons, by pseudonym; nobody where the room has no lists or the reader no casework in it."""
    if not may_list_persons(reader, room, today=today):
        return Person.objects.none()
    rows = persons_in_sight(room.id, today=today)
    if mark:
        rows = rows.filter(mark=mark)
    if review_before:
        rows = rows.filter(review_by__lte=review_before)
    return rows.select_related("keeper").order_by("pseudonym")


def person_for(reader: Reader, room: PersonRoom, person: UUID, *, today: date) -> Person | None:
    """One person of the room, if the reader does casework there and the record is in sight, or merged into one that is."""
    if not may_work_with_persons(reader, room, today=today):
        return None
    aside = set_aside(room.id)
    return (
        Person.objects.select_related("keeper", "merged_into", "room__agency")
        .filter(room=room.id, pk=person, review_by__gte=today)
        .exclude(Q(state=PersonState.REMOVED) | Q(merged_into__state=PersonState.REMOVED))
        .exclude(Q(pk__in=aside) | Q(merged_into__in=aside))
        .first()
    )


def found_by_number(reader: Reader, room: PersonRoom, digits: str, *, today: date) -> list[Person]:
    """Persons of the room with this personal number."""
    wanted = Q(identity__personnummer_hash__in=sought(digits, "personnummer", room.id))
    return _found(reader, room, wanted, today)


def found_by_pseudonym(reader: Reader, room: PersonRoom, text: str, *, today: date) -> list[Person]:
    """The person of the room with this pseudonym, however it is read out."""
    pseudonym = as_pseudonym(text)
    return _found(reader, room, Q(pseudonym=pseudonym), today) if pseudonym else []


def as_pseudonym(text: str) -> str:
    """A pseudonym as it is read out over the phone, capitals, hyphen and blanks aside; empty where the text is none."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum())
    if len(signs) != 7 or not signs[:3].isalpha() or not signs[3:].isdigit():
        return ""
    return f"{signs[:3]}-{signs[3:]}"


def found_by_case(reader: Reader, room: PersonRoom, number: str, *, today: date) -> list[Person]:
    """Persons of the room with this case number."""
    wanted = Q(identity__case_number_hash__in=sought(plain_case(number), "case_number", room.id))
    return _found(reader, room, wanted, today)


def found_by_name(reader: Reader, room: PersonRoom, name: str, *, today: date) -> list[Person]:
    """Persons of the room whose name holds every word that is looked for, in any order and usual spelling."""
    sounds = sounds_of(name)
    if not sounds:
        return []
    wanted = Q()
    for sound in sounds:
        wanted &= Q(identity__name_sounds__overlap=sought(sound, "sound", room.id))
    return _found(reader, room, wanted, today)


def _found(reader: Reader, room: PersonRoom, wanted: Q, today: date) -> list[Person]:
    """At most so many, merged ones as the record they live in now."""
    if not may_work_with_persons(reader, room, today=today):
        return []
    rows = records_in_use(room.id, today=today).filter(wanted).order_by("pseudonym")[: MOST_FOUND * 2]
    kept = (person.merged_into or person for person in rows)
    once = {person.pk: person for person in kept if person.review_by >= today}
    return list(once.values())[: MOST_FOUND + 1]


def records_in_use(room: UUID, *, today: date) -> QuerySet[Person]:
    """Records by which somebody may be found: not removed, not late, not set aside; merged ones too, with where they live."""
    aside = set_aside(room)
    return (
        Person.objects.filter(room=room, review_by__gte=today)
        .exclude(Q(state=PersonState.REMOVED) | Q(merged_into__state=PersonState.REMOVED))
        .exclude(Q(pk__in=aside) | Q(merged_into__in=aside))
        .select_related("merged_into", "identity")
    )


def changes_of(person: Person) -> QuerySet[PersonChange]:
    """The history of a record, newest first."""
    return person.changes.select_related("by")


def merges_of(person: Person) -> QuerySet[PersonMerge]:
    """Merges this record took part in, newest first."""
    return (
        PersonMerge.objects.filter(Q(kept=person) | Q(absorbed=person))
        .select_related("kept", "absorbed", "by", "undone_by")
        .order_by("-at", "-pk")
    )


def absorbed_into(person: Person) -> Iterable[Person]:
    """Records that live in this one now; their names are aliases."""
    return Person.objects.filter(merged_into=person, state=PersonState.MERGED).order_by("pseudonym")


def merge_in_room(room: UUID, merge: UUID) -> PersonMerge | None:
    """One merge of the room."""
    return PersonMerge.objects.select_related("kept", "absorbed").filter(room=room, pk=merge).first()
