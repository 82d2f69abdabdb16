"""Marks of removed persons: made when a record goes, met when a file names the same person, gone after two years.

Two years, by our own rule: no law names a time. A keyed hash that knows somebody again is still data on them (GDPR art.
4(5)), so it is kept no longer than anybody here could judge by it: what the rights desk decided on is kept as long.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.retention import RetentionFacts
from vapenvila.rules.retention_table import Regime
from vapenvila.web.partners.room_by_room import count_room_by_room
from vapenvila.web.people.importing.bulk_sealing import REFERENCE
from vapenvila.web.people.models import Identity, Person, PersonReference, RemovedPerson
from vapenvila.web.people.sealed_identity import BORN_AS, born_as, hashed, opened
from vapenvila.web.people.vocabulary import WhyRemoved
from vapenvila.web.retention.due_days import day_of, due_if_past
from vapenvila.web.retention.registry import Due, Level, Removed, Retained, Scope
from vapenvila.web.vault.keys import KeyKind, current
from vapenvila.web.vault.rotation import SealedRows
from vapenvila.web.vault.sealing import unseal
from vapenvila.web.wall.identifiers import new_id


def mark_removed(person: Person, why: WhyRemoved, *, on: date) -> int:
    """Keep hashes of the record and of those that live in it, before they are deleted; the number of hashes."""
    key, removal, room = current(KeyKind.HASH).id, new_id(), person.room_id
    persons = [person, *Person.objects.filter(merged_into=person)]
    marks = {mark for one in persons for mark in _marks(one)}
    RemovedPerson.objects.bulk_create(
        RemovedPerson(
            room_id=room,
            removal=removal,
            mark_hash=mark,
            key_id=key,
            source_system=source,
            removed_on=on,
            why=why,
        )
        for mark, source in sorted(marks)
    )
    return len(marks)


def _marks(person: Person) -> Iterator[tuple[bytes, str]]:
    room = person.room_id
    known = opened(
        Identity.objects.get(person=person), ("given_name", "surname", "personnummer", "birth_date")
    )
    if known["personnummer"]:
        yield hashed(known["personnummer"], "personnummer", room), ""
    if whole := born_as(known):
        yield hashed(whole, BORN_AS, room), ""
    for row in PersonReference.objects.filter(person=person):
        text = unseal(bytes(row.reference), row=person.pk, purpose=REFERENCE)
        yield hashed(text, "reference", room), row.source_system


def due_marks(scope: Scope, at: datetime) -> Iterator[Due]:
    """Removals of the room that are two years old."""
    rows = RemovedPerson.objects.filter(room=scope.room_id).order_by("removal")
    for removal, day in rows.distinct("removal").values_list("removal", "removed_on"):
        facts = RetentionFacts(regime=Regime.REMOVED_PERSON, started=day)
        if due := due_if_past(removal, facts, today=day_of(at)):
            yield due


def forget_marks(scope: Scope, due: Due, at: datetime) -> Removed:
    """All hashes of one removal."""
    gone, _parts = RemovedPerson.objects.filter(room=scope.room_id, removal=due.id).delete()
    return Removed(links=gone)


def _under_older_keys() -> QuerySet[RemovedPerson]:
    return RemovedPerson.objects.exclude(key_id=current(KeyKind.HASH).id)


def _none_anew(_most: int) -> int:
    """Nothing: what was hashed is gone. Marks under an older key are told of, and run out by themselves."""
    return 0


MARKS = SealedRows(
    name="marks of removed persons", left=lambda: count_room_by_room(_under_older_keys), reseal=_none_anew
)
REMOVED_PERSONS = Retained(
    code="removed_person",
    name=_("Marks of removed persons"),
    level=Level.ROOM,
    regimes=(Regime.REMOVED_PERSON,),
    due=due_marks,
    remove=forget_marks,
)
