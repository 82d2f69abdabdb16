"""What the data-protection officer does: reads the trail, takes it out, checks its seals. Each leaves an event of its own."""

from dataclasses import asdict
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from procrastinate.exceptions import AlreadyEnqueued

from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import AuditSeal, Manner
from vapenvila.web.audit.queries import Place, Wanted, events_of_programme
from vapenvila.web.audit.sealing import TrailCheck, check_trail
from vapenvila.web.audit.tasks import check_the_trail
from vapenvila.web.oversight.queries import TrailPage, all_lines, people_of_programme, trail_page
from vapenvila.web.oversight.trail_file import write_trail_file

CHECKED_AT_ONCE_UP_TO = 200_000


def _search(wanted: Wanted) -> dict[str, Any]:
    return {name: value for name, value in asdict(wanted).items() if value}


def read_trail(*, programme: UUID, wanted: Wanted, place: Place | None, by: UUID, at: datetime) -> TrailPage:
    """One page of the programme's trail. Who reads the readers is on record too."""
    page = trail_page(events_of_programme(programme, wanted), place)
    record(
        act="trail.read",
        by=by,
        at=at,
        manner=Manner.READ,
        subject=wanted.subject,
        programme=programme,
        details=_search(wanted),
    )
    return page


def export_trail(*, programme: UUID, wanted: Wanted, by: UUID, at: datetime) -> IO[bytes]:
    """A CSV file of exactly the events that match."""
    lines = all_lines(events_of_programme(programme, wanted), people_of_programme(programme))
    file, count = write_trail_file(lines)
    record(
        act="trail.exported",
        by=by,
        at=at,
        manner=Manner.EXPORT,
        subject=wanted.subject,
        programme=programme,
        details={**_search(wanted), "rows": count},
    )
    return file


def check_seals(*, programme: UUID, by: UUID, at: datetime) -> TrailCheck | None:
    """Recompute all seals now; a very long trail is left to the worker, and the answer is None."""
    sealed = AuditSeal.objects.aggregate(rows=Sum("rows"))["rows"] or 0
    found = None
    if sealed > CHECKED_AT_ONCE_UP_TO:
        _leave_to_worker()
    else:
        found = check_trail(at=at)
    details = {"ok": found.ok, "events": found.events, "seals": found.seals} if found else {"later": True}
    record(act="trail.checked", by=by, at=at, manner=Manner.READ, programme=programme, details=details)
    return found


def _leave_to_worker() -> None:
    try:
        with transaction.atomic():
            check_the_trail.defer()
    except AlreadyEnqueued:
        return  # it is waiting already
