"""Writing to the audit trail. Every act of the house ends with one call of `record`."""

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import datetime
from typing import Any
from uuid import UUID

from vapenvila.web.audit.models import AuditEvent, Manner

current_request: ContextVar[UUID | None] = ContextVar("current_request", default=None)


def record(
    *,
    act: str,
    by: UUID | None,
    at: datetime,
    manner: Manner = Manner.WRITE,
    subject_kind: str = "",
    subject: UUID | None = None,
    programme: UUID | None = None,
    room: UUID | None = None,
    details: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Append one event. `act` is "noun.verb" ("incident.reclassified"); `details` holds before and after, no person data."""
    return AuditEvent.objects.create(
        at=at,
        request=current_request.get(),
        user=by,
        programme=programme,
        room=room,
        manner=manner,
        act=act,
        subject_kind=subject_kind,
        subject=subject,
        details=dict(details or {}),
    )
