"""How long a record lives: the need looked at again on new evidence, and removal. What runs out, `retention.py` deletes."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from vapenvila.rules.decision import refuse, say
from vapenvila.rules.person_listing import review_due
from vapenvila.rules.person_mark import Mark as MarkRule
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.people.actions.amend import locked
from vapenvila.web.people.errors import ask
from vapenvila.web.people.free_text import check_texts
from vapenvila.web.people.models import Person, PersonReview
from vapenvila.web.people.registry import Change, tell_recipients
from vapenvila.web.people.removed_persons import mark_removed
from vapenvila.web.people.retention import duty_lasts, events_of, facts_of_record
from vapenvila.web.people.vocabulary import WhyRemoved
from vapenvila.web.retention.models import RecordedEvent


@transaction.atomic
def review_need(
    *,
    person: Person,
    version: int,
    evidence: str,
    evidence_on: date,
    need: str,
    looked_at: bool,
    by: User,
    at: datetime,
    today: date,
) -> Person:
    """Keep a record longer, on evidence newer than the last review. The date that follows is computed (S14)."""
    row = locked(person, version)
    _check_evidence(row, evidence, evidence_on, need, today)
    check_texts({"evidence": evidence, "need": need}, looked_at=looked_at)
    row.source_on, row.need, row.reviewed_on = evidence_on, need.strip(), today
    row.review_by = review_due(MarkRule(row.mark), reviewed=today)
    row.version += 1
    row.save()
    PersonReview.objects.create(
        room=row.room,
        person=row,
        evidence=evidence.strip(),
        evidence_on=evidence_on,
        need=need.strip(),
        review_by=row.review_by,
        by=by,
        at=at,
    )
    _record(row, "person.need_reviewed", by.pk, at)
    return row


def _check_evidence(row: Person, evidence: str, evidence_on: date, need: str, today: date) -> None:
    if not evidence.strip():
        ask(
            refuse(say("Write what is new and where it comes from. Without new evidence a record runs out.")),
            field="evidence",
        )
    if not need.strip():
        ask(
            refuse(say("Write what the record is needed for. Nobody is registered without a need.")),
            field="need",
        )
    if not row.source_on < evidence_on <= today:
        ask(
            refuse(
                say(
                    "The evidence must be newer than what the record already stands on, and not lie in the future."
                )
            ),
            field="evidence_on",
        )


@transaction.atomic
def remove_person(*, person: Person, version: int, reason: str, by: User, at: datetime) -> None:
    """Take a record out for good: identity, history and all. The trail keeps that it was done, and nothing of whom."""
    row = locked(person, version)
    if not reason.strip():
        ask(refuse(say("Write why the record is removed.")), field="reason")
    if duty_lasts(facts_of_record(row, AgencyKind(row.room.agency.kind)), today=timezone.localdate(at)):
        ask(refuse(say("A recorded duty to keep holds this record. It is removed when the duty has ended.")))
    tell_recipients(Change(person=row.pk, room=row.room_id, gone=True, words=reason.strip(), by=by.pk, at=at))
    mark_removed(row, WhyRemoved.REMOVED, on=timezone.localdate(at))
    _delete(row)
    _record(row, "person.removed", by.pk, at)


def _delete(row: Person) -> None:
    RecordedEvent.objects.filter(pk__in=[event.pk for event in events_of(row.pk)]).delete()
    Person.objects.filter(pk=row.pk).delete()


def _record(row: Person, act: str, by: UUID, at: datetime) -> None:
    record(
        act=act,
        by=by,
        at=at,
        subject_kind="person",
        subject=row.pk,
        programme=row.room.programme_id,
        room=row.room_id,
        details={"pseudonym": row.pseudonym},
    )
