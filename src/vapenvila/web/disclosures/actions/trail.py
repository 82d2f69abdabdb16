"""How the door writes to the audit trail: identifiers and codes, never a name."""

from datetime import datetime
from typing import Any
from uuid import UUID

from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.partners.models import Room


def on_record(
    act: str,
    kind: str,
    row: UUID,
    *,
    room: Room,
    by: User | None,
    at: datetime,
    details: dict[str, Any] | None = None,
) -> None:
    """One event in the acting room."""
    record(
        act=act,
        by=by.pk if by else None,
        at=at,
        subject_kind=kind,
        subject=row,
        programme=room.programme_id,
        room=room.pk,
        details=details,
    )
