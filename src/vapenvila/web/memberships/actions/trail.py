"""What every act on a statement leaves: a step in its history and one event in the trail."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.memberships.models import MembershipStatement, MembershipStep
from vapenvila.web.memberships.vocabulary import Act
from vapenvila.web.people.errors import EditedMeanwhileError

OF_THE_TRAIL = {
    Act.STATED: "membership.stated",
    Act.AMENDED: "membership.amended",
    Act.REVIEWED: "membership.reviewed",
    Act.SENT_BACK: "membership.sent_back",
    Act.CONTACT: "membership.contact_planned",
    Act.EVIDENCE_ADDED: "membership.evidence_added",
    Act.EVIDENCE_CONFIRMED: "membership.evidence_confirmed",
    Act.EVIDENCE_WITHDRAWN: "membership.evidence_withdrawn",
    Act.DISPUTED: "membership.disputed",
    Act.SETTLED: "membership.settled",
    Act.WITHDRAWN: "membership.withdrawn",
}


def held(statement: MembershipStatement, version: int | None = None) -> MembershipStatement:
    """The row, held until the end of the transaction, if it still stands as it was read."""
    row = (
        MembershipStatement.objects.select_for_update(of=("self",))
        .select_related("person__merged_into", "group", "room__agency", "room__programme")
        .get(pk=statement.pk)
    )
    if version is not None and row.version != version:
        raise EditedMeanwhileError
    return row


def note(
    row: MembershipStatement,
    act: Act,
    *,
    by: User,
    at: datetime,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    **details: object,
) -> None:
    """Save the row under a new version, with its step in the history and its event in the trail."""
    row.version += 1
    row.touched_at = at
    row.save()
    step(row, act, by=by, at=at, reason=reason, before=before, **details)


def step(
    row: MembershipStatement,
    act: Act,
    *,
    by: User,
    at: datetime,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    **details: object,
) -> None:
    """The step and the event of a row that is saved already."""
    MembershipStep.objects.create(
        room_id=row.room_id,
        statement=row,
        version=row.version,
        act=act,
        before=dict(before or {}),
        reason=reason.strip(),
        by=by,
        at=at,
    )
    record_act(row, OF_THE_TRAIL[act], by=by.pk, at=at, **details)


def record_act(
    row: MembershipStatement, act: str, *, by: UUID | None, at: datetime, **details: object
) -> None:
    """One event on a statement. It names the statement, and neither the person nor the group."""
    record(
        act=act,
        by=by,
        at=at,
        subject_kind="membership",
        subject=row.pk,
        programme=row.room.programme_id,
        room=row.room_id,
        details={"version": row.version, **details},
    )
