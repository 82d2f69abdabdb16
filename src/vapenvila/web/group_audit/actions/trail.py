"""What every act on an audit leaves in the trail: the audit by its identifier, numbers and closed codes, no answer."""

from datetime import datetime
from uuid import UUID

from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.group_audit.models import GroupAudit


def note(
    act: str, audit: GroupAudit, *, by: User, at: datetime, room: UUID | None = None, **details: object
) -> None:
    """One event on an audit; with `room` it is the room's own."""
    record(
        act=act,
        by=by.pk,
        at=at,
        subject_kind="group_audit",
        subject=audit.pk,
        programme=audit.programme_id,
        room=room,
        details=details,
    )


def held(audit: UUID) -> GroupAudit:
    """The audit's row, held until the transaction ends."""
    return GroupAudit.objects.select_for_update(of=("self",)).select_related("programme").get(pk=audit)
