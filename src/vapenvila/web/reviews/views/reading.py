"""Every page of the review that shows casework leaves a row in the audit trail: who read what, when."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from vapenvila.web.access.requires import Request
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner

CHOICES = ("state", "kind", "which", "whose", "page")
LONGEST_CHOICE = 20


def record_listing(request: Request, act: str) -> None:
    """One event for a list, with what was chosen to be shown."""
    chosen = {name: request.GET[name][:LONGEST_CHOICE] for name in CHOICES if name in request.GET}
    record_reading(request, act, details=chosen)


def record_reading(
    request: Request,
    act: str,
    *,
    subject_kind: str = "",
    subject: UUID | None = None,
    manner: Manner = Manner.READ,
    details: dict[str, Any] | None = None,
) -> None:
    """One event for one page read or printed. `details` never holds what was found."""
    record(
        act=act,
        by=request.user.pk,
        at=timezone.now(),
        manner=manner,
        subject_kind=subject_kind,
        subject=subject,
        programme=request.programme.pk,
        details=details,
    )
