"""Statements and ties that end: withdrawn by somebody, or because the person may not be listed any more.

Whoever was told of the person is told in the same transaction (acceptance S22).
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from vapenvila.rules.decision import say
from vapenvila.rules.membership_state import may_withdraw
from vapenvila.rules.tie import may_remove_tie
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.memberships.actions.trail import held, note
from vapenvila.web.memberships.facts import standing_of
from vapenvila.web.memberships.models import MembershipStatement, Tie
from vapenvila.web.memberships.models.statement import IN_USE
from vapenvila.web.memberships.vocabulary import Act, State
from vapenvila.web.people.errors import ask
from vapenvila.web.people.free_text import check_texts
from vapenvila.web.people.registry import Change, Unlisted, tell_recipients

MAY_NOT_BE_LISTED = say("The person may not be listed any more.")
WITHDRAWN = say("What the room had stated on the person's belonging to a group has been withdrawn.")


@transaction.atomic
def withdraw_membership(
    *, statement: MembershipStatement, version: int, reason: str, looked_at: bool, by: User, at: datetime
) -> MembershipStatement:
    """Take a statement back. It leaves every list at once and is deleted when all who were told of it have been told."""
    row = held(statement, version)
    ask(may_withdraw(standing_of(row, today=timezone.localdate(at)), reason=reason), field="reason")
    check_texts({"reason": reason}, looked_at=looked_at)
    end_statement(row, reason=reason, by=by, at=at)
    return row


def end_statement(
    row: MembershipStatement, *, reason: str, by: User, at: datetime, tell: bool = True
) -> None:
    """End a held statement; if it was in use, everybody who was told of the person is told that something was wrong."""
    before = {"state": row.state}
    row.state, row.ended_at, row.ended_by, row.ended_reason = State.WITHDRAWN, at, by, reason.strip()
    living = row.person.merged_into or row.person
    told = 0
    if tell and before["state"] in IN_USE:
        change = Change(
            person=living.pk,
            room=row.room_id,
            gone=False,
            of_a_part=True,
            words=str(WITHDRAWN),
            by=by.pk,
            at=at,
        )
        told = tell_recipients(change)
    note(row, Act.WITHDRAWN, by=by, at=at, reason=reason, before=before, told=told)


@transaction.atomic
def remove_tie(*, tie: Tie, reason: str, looked_at: bool, by: User, at: datetime) -> Tie:
    """Take a tie away that was written down wrongly."""
    row = Tie.objects.select_for_update(of=("self",)).select_related("room").get(pk=tie.pk)
    ask(may_remove_tie(ended=row.ended_at is not None, reason=reason), field="reason")
    check_texts({"reason": reason}, looked_at=looked_at)
    row.ended_at, row.ended_by, row.ended_reason = at, by, reason.strip()
    row.save(update_fields=["ended_at", "ended_by", "ended_reason"])
    record(
        act="tie.removed",
        by=by.pk,
        at=at,
        subject_kind="tie",
        subject=row.pk,
        programme=row.room.programme_id,
        room=row.room_id,
        details={"kind": row.kind},
    )
    return row


def end_listings(unlisted: Unlisted) -> None:
    """Persons of the room may not be listed any more: everything that lists them ends now, in the same transaction."""
    by = User.objects.get(pk=unlisted.by)
    them = Q(person__in=unlisted.persons) | Q(person__merged_into__in=unlisted.persons)
    rows = MembershipStatement.objects.filter(them).exclude(state=State.WITHDRAWN)
    for row in rows.order_by("pk"):
        end_statement(held(row), reason=str(MAY_NOT_BE_LISTED), by=by, at=unlisted.at, tell=not unlisted.gone)
    ends = Q(person_a__in=unlisted.persons) | Q(person_b__in=unlisted.persons)
    ends |= Q(person_a__merged_into__in=unlisted.persons) | Q(person_b__merged_into__in=unlisted.persons)
    ties = Tie.objects.filter(ends, ended_at__isnull=True)
    count = ties.update(ended_at=unlisted.at, ended_by=by, ended_reason=str(MAY_NOT_BE_LISTED))
    if count:
        record(
            act="tie.ended_with_listing",
            by=unlisted.by,
            at=unlisted.at,
            programme=unlisted.programme,
            room=unlisted.room,
            details={"ties": count},
        )
