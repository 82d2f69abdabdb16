"""Lifting a restriction: the person has been told, the record is used again, and every step of it stays on record."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from vapenvila.rules.rights_request import may_lift
from vapenvila.web.accounts.models import User
from vapenvila.web.people.models import Person
from vapenvila.web.people.registry import Change, tell_recipients
from vapenvila.web.people.vocabulary import PersonState
from vapenvila.web.rights_desk.actions import held, note_step
from vapenvila.web.rights_desk.errors import ask
from vapenvila.web.rights_desk.facts import facts_of
from vapenvila.web.rights_desk.models import RightsRequest
from vapenvila.web.rights_desk.sealed_words import put
from vapenvila.web.rights_desk.vocabulary import LiftReason


def in_use(row: RightsRequest, *, today: date) -> bool:
    """Whether the record the request is about is still there, not removed and its review not late."""
    if row.person is None:
        return False
    there = Person.objects.filter(pk=row.person, room=row.room_id, review_by__gte=today)
    return there.exclude(state=PersonState.REMOVED).exists()


@transaction.atomic
def lift_restriction(
    *, request: UUID, version: int, reason: LiftReason, words: str, told_on: date, by: User, at: datetime
) -> RightsRequest:
    """End a granted restriction. Those who got the data and were told of it are told that the record is used again.

    `words` is what the person was told on the day `told_on`; it lies sealed with the request.
    """
    row, today = held(request, version), timezone.localdate(at)
    decided_on = timezone.localdate(row.decided_at) if row.decided_at else row.received_on
    ask(
        may_lift(
            facts_of(row),
            words=words,
            told_on=told_on,
            decided_on=decided_on,
            in_use=in_use(row, today=today),
            today=today,
        )
    )
    row.lifted_at, row.lifted_by, row.lift_told_on, row.lift_reason = at, by, told_on, reason
    put(row, lift_words=words)
    row.save()
    told = 0
    if row.person is not None:
        told = tell_recipients(
            Change(person=row.person, room=row.room_id, gone=False, again=True, words=words, by=by.pk, at=at)
        )
    note_step(row, "lifted", by=by, at=at, told=told, details={"reason": reason.value})
    return row
