"""Every page of coding that shows casework leaves a row in the audit trail: who read what, when."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from vapenvila.web.access.requires import Request
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner


def record_reading(
    request: Request,
    act: str,
    *,
    subject_kind: str = "",
    subject: UUID | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    """One event for one page read. `details` never holds what was found."""
    record(
        act=act,
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        subject_kind=subject_kind,
        subject=subject,
        programme=request.programme.pk,
        details=details,
    )
