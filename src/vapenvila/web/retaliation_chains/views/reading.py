"""Every page of chains leaves a row in the audit trail: who read what, when."""

from typing import Any

from django.utils import timezone

from vapenvila.web.access.requires import Request
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner


def record_reading(request: Request, act: str, **details: Any) -> None:
    """One event for one page read. `details` never holds what was found."""
    record(
        act=act,
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        subject_kind="programme",
        subject=request.programme.pk,
        programme=request.programme.pk,
        details=details,
    )
