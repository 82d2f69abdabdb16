"""A whole file of persons taken out of the room again: everything it made and changed, or nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from vapenvila.rules.import_batch import BatchStep, may_undo
from vapenvila.rules.person_import import may_undo_persons
from vapenvila.rules.person_listing import adult_from
from vapenvila.web.accounts.models import User
from vapenvila.web.imports.matching import WHOLE_SETS
from vapenvila.web.imports.models import BatchState
from vapenvila.web.people.actions.amend import FACTS, before_of, change_of
from vapenvila.web.people.actions.importing import record_batch
from vapenvila.web.people.errors import ask
from vapenvila.web.people.importing.sealed_files import forget_files
from vapenvila.web.people.listings import end_listings
from vapenvila.web.people.models import Identity, Person, PersonBatch, PersonChange, PersonReference
from vapenvila.web.people.registry import used_persons
from vapenvila.web.people.sealed_identity import birth_date_in, fill, opened
from vapenvila.web.people.vocabulary import IDENTITY_FIELDS

REASON: Final = gettext_noop("The import was undone.")
OWN_PARTS: Final = frozenset({Identity, PersonChange, PersonReference})
_MADE: Final = "(SELECT id FROM people_person WHERE batch_id = %(batch)s)"
_REMOVE: Final = (
    f"DELETE FROM people_personreference WHERE person_id IN {_MADE}",  # noqa: S608 — our own literal
    f"DELETE FROM people_personchange WHERE person_id IN {_MADE}",  # noqa: S608 — our own literal
    f"DELETE FROM people_identity WHERE person_id IN {_MADE}",  # noqa: S608 — our own literal
    "DELETE FROM people_person WHERE batch_id = %(batch)s",
)
# One set, not a question for each record: statistics of tables that were empty a moment ago mislead the planner.
_CHANGED_SINCE: Final = """
SELECT count(*)
FROM (SELECT c.person_id, max(c.version) AS version
      FROM people_personchange c LEFT JOIN people_personbatch b ON b.id = c.batch_id
      WHERE c.batch_id = %(batch)s OR b.state = %(undone)s
      GROUP BY c.person_id HAVING bool_or(c.batch_id = %(batch)s)) l
JOIN people_person p ON p.id = l.person_id
WHERE p.version <> l.version
"""


@dataclass(frozen=True, slots=True)
class UndonePersons:
    """What undoing did."""

    removed: int
    restored: int


@transaction.atomic
def undo_person_batch(*, batch: PersonBatch, by: User, at: datetime) -> UndonePersons:
    """Remove whom the file brought, and put back what stood in the records it changed."""
    row = (
        PersonBatch.objects.select_for_update(of=("self",)).select_related("room__programme").get(pk=batch.pk)
    )
    ask(may_undo(BatchStep(row.state)))
    touched = Person.objects.select_for_update(of=("self",)).filter(changes__batch=row)
    list(touched.order_by("pk").values_list("pk", flat=True))  # held until the end
    made = Person.objects.filter(batch=row)
    ask(may_undo_persons(changed=_changed_since(row), used=_used(row, made)))
    restored = _put_back(row, by, at)
    removed = made.count()
    _remove(row)
    row.state, row.undone_by, row.undone_at = BatchState.UNDONE, by, at
    forget_files(row, at=at, held_too=True)
    row.save()
    record_batch("person_import.undone", row, by, at, removed=removed, restored=restored)
    return UndonePersons(removed, restored)


def _changed_since(batch: PersonBatch) -> int:
    """How many records of the batch have another version than the one an import, or the undoing of one, left."""
    with connection.cursor() as cursor:
        cursor.execute(WHOLE_SETS)
        cursor.execute(_CHANGED_SINCE, {"batch": batch.pk, "undone": BatchState.UNDONE.value})
        return int(cursor.fetchone()[0])


def _used(batch: PersonBatch, made: QuerySet[Person]) -> int:
    """How many of those the file brought stand in other tables, here or in the parts above."""
    used: set[object] = set()
    for relation in Person._meta.related_objects:
        if relation.related_model not in OWN_PARTS:
            rows = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": made})
            used.update(rows.values_list(f"{relation.field.name}_id", flat=True))
    elsewhere = used_persons(batch.room_id)
    used.update(made.filter(pk__in=elsewhere).values_list("pk", flat=True))
    return len(used)


def _put_back(batch: PersonBatch, by: User, at: datetime) -> int:
    """What stood before in records the file changed: a new line in each history, never a silent one."""
    count = 0
    changes = PersonChange.objects.filter(batch=batch).exclude(person__batch=batch).select_related("person")
    for change in changes.order_by("pk").iterator(chunk_size=500):
        person, sealed = change.person, Identity.objects.get(person=change.person_id)
        before = before_of(change)
        names = {name: value for name, value in before.items() if name in IDENTITY_FIELDS}
        facts = {name: value for name, value in before.items() if name in FACTS}
        now = {**opened(sealed, names), **{name: getattr(person, name) for name in facts}}
        for name, value in facts.items():
            setattr(person, name, value)
        fill(sealed, names).save()
        _set_age(person, sealed, today=timezone.localdate(at))
        person.version += 1
        person.save()
        end_listings([person], by=by.pk, at=at)
        change_of(person, now, reason=REASON, by=by.pk, at=at, batch=batch).save()
        PersonReference.objects.filter(person=person, source_system=batch.source_system).update(
            content_hash=b"", version_after=person.version
        )
        count += 1
    return count


def _set_age(person: Person, sealed: Identity, *, today: date) -> None:
    """What the birth date says, after it was put back."""
    born = birth_date_in(opened(sealed, ("birth_date",)))
    person.adult_from, person.age_known = adult_from(born, today=today), born is not None
    person.protective_track = person.protective_track or person.adult_from is not None


def _remove(batch: PersonBatch) -> None:
    """Whom the file brought, with identity, reference and history, a table at a time."""
    with connection.cursor() as cursor:
        for statement in _REMOVE:
            cursor.execute(statement, {"batch": batch.pk})
