"""Two records of one person made one, and undone again. Nothing is copied: each keeps what it holds."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from vapenvila.rules.person_mark import Mark as MarkRule
from vapenvila.rules.person_mark import may_be_one_record
from vapenvila.rules.person_merge import PersonMergeFacts, may_merge_persons, may_undo_person_merge
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.people.errors import ask
from vapenvila.web.people.listings import end_listings
from vapenvila.web.people.models import Person, PersonMerge
from vapenvila.web.people.vocabulary import PersonState


@transaction.atomic
def merge_persons(*, kept: Person, absorbed: Person, reason: str, by: User, at: datetime) -> PersonMerge:
    """Let `absorbed` live in `kept` from now on. Its names stay searchable as aliases."""
    rows = {row.pk: row for row in _locked(kept.pk, absorbed.pk)}
    first, second = rows[kept.pk], rows[absorbed.pk]
    ask(may_merge_persons(_facts(first), _facts(second), reason=reason), field="reason")
    ask(may_be_one_record(MarkRule(first.mark), MarkRule(second.mark)))
    second.state, second.merged_into = PersonState.MERGED, first
    first.review_by = min(first.review_by, second.review_by)  # never longer than the shorter of the two
    first.protective_track = first.protective_track or second.protective_track
    for row in (first, second):
        row.version += 1
        row.save()
    made = PersonMerge.objects.create(
        room=first.room, kept=first, absorbed=second, reason=reason.strip(), by=by, at=at
    )
    end_listings((first, second), by=by.pk, at=at)
    _record(made, "person.merged", by.pk, at)
    return made


@transaction.atomic
def undo_merge(*, merge: PersonMerge, by: User, at: datetime) -> PersonMerge:
    """Make the two records two again."""
    row = (
        PersonMerge.objects.select_for_update(of=("self",))
        .select_related("kept", "absorbed")
        .get(pk=merge.pk)
    )
    ask(
        may_undo_person_merge(
            kept_merged=row.kept.state == PersonState.MERGED, undone=row.undone_at is not None
        )
    )
    again = row.absorbed
    again.state, again.merged_into, again.version = PersonState.ACTIVE, None, again.version + 1
    again.save()
    row.undone_at, row.undone_by = at, by
    row.save(update_fields=["undone_at", "undone_by"])
    end_listings((again,), by=by.pk, at=at)
    _record(row, "person.merge_undone", by.pk, at)
    return row


def _locked(*ids: UUID) -> list[Person]:
    return list(
        Person.objects.select_for_update(of=("self",))
        .select_related("room")
        .filter(pk__in=ids)
        .order_by("pk")
    )


def _facts(row: Person) -> PersonMergeFacts:
    return PersonMergeFacts(id=row.pk, room=row.room_id, active=row.state == PersonState.ACTIVE)


def _record(merge: PersonMerge, act: str, by: UUID, at: datetime) -> None:
    for person in (merge.kept, merge.absorbed):
        record(
            act=act,
            by=by,
            at=at,
            subject_kind="person",
            subject=person.pk,
            programme=merge.kept.room.programme_id,
            room=merge.room_id,
            details={"merge": str(merge.pk)},
        )
