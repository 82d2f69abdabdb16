"""What the data-protection officer does: reads the trail, takes it out, checks its seals. Each leaves an event of its own."""

from contextlib import ExitStack
from dataclasses import asdict
from datetime import date, datetime
from typing import IO, Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, Sum
from procrastinate.exceptions import AlreadyEnqueued

from vapenvila.rules.decision import Decision
from vapenvila.rules.exports import may_decide_on_export
from vapenvila.rules.reader import Reader
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.export_approvals import decide_approval
from vapenvila.web.audit.export_cover import cover
from vapenvila.web.audit.exports import ExportOrder, begin_export, finish_export
from vapenvila.web.audit.models import AuditSeal, ExportRecord, Manner
from vapenvila.web.audit.queries import (
    Place,
    Wanted,
    approvals_of,
    events_of_programme,
    exports_of,
    out_past_their_day,
)
from vapenvila.web.audit.sealing import TrailCheck, check_trail, last_seal
from vapenvila.web.audit.tasks import check_the_trail
from vapenvila.web.oversight.inspection_file import write_inspection_file
from vapenvila.web.oversight.queries import TrailPage, all_lines, people_of_programme, trail_page
from vapenvila.web.oversight.trail_file import write_trail_file
from vapenvila.web.partners.models import Programme

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


@transaction.atomic
def export_trail(
    *, programme: Programme, order: ExportOrder, wanted: Wanted, by: User, at: datetime
) -> tuple[ExportRecord, IO[bytes]]:
    """A numbered CSV file of exactly the events that match."""
    export = begin_export(order, by=by.pk, at=at)
    lines = all_lines(events_of_programme(programme.pk, wanted), people_of_programme(programme.pk))
    with ExitStack() as unless_sent:
        file, count = write_trail_file(lines, str(export))
        unless_sent.enter_context(file)
        finish_export(export, rows=count)
        unless_sent.pop_all()  # the answer closes it after sending
    return export, file


@transaction.atomic
def export_inspection(
    *, programme: Programme, order: ExportOrder, wanted: Wanted, by: User, at: datetime
) -> tuple[ExportRecord, IO[bytes]]:
    """The events on one record or of one person, numbered and signed, for a supervisory authority."""
    export = begin_export(order, by=by.pk, at=at)
    lines = all_lines(events_of_programme(programme.pk, wanted), people_of_programme(programme.pk))
    told = cover(export, programme=programme.name, made_by=by.name)
    with ExitStack() as unless_sent:
        file, count, sha256 = write_inspection_file(lines, export, told, str(last_seal() or ""))
        unless_sent.enter_context(file)
        finish_export(export, rows=count, sha256=sha256)
        unless_sent.pop_all()  # the answer closes it after sending
    return export, file


def read_exports(
    *,
    programme: UUID,
    today: date,
    by: UUID,
    at: datetime,
    state: str = "",
    kind: str = "",
    subject: UUID | None = None,
) -> QuerySet[ExportRecord]:
    """Copies that left the house, latest first; `state` "late" = should be destroyed, "out" = not known to be."""
    rows = out_past_their_day(programme, today=today) if state == "late" else exports_of(programme)
    if state == "out":
        rows = rows.filter(destroyed_confirmed_at__isnull=True)
    if kind:
        rows = rows.filter(kind=kind)
    record(
        act="export.read",
        by=by,
        at=at,
        manner=Manner.READ,
        subject_kind="export" if subject else "",
        subject=subject,
        programme=programme,
        details={"state": state, "kind": kind},
    )
    return rows


def decide_export(
    *, reader: Reader, programme: UUID, approval: UUID, approved: bool, at: datetime, today: date
) -> Decision | None:
    """A second person's answer on a large export; None when there is no such wish here."""
    row = approvals_of(programme).filter(pk=approval).first()
    if row is None:
        return None
    waiting = row.state == row.State.WAITING
    decision = may_decide_on_export(
        reader, asked_by=row.asked_by, programme=programme, waiting=waiting, today=today
    )
    if decision:
        decide_approval(approval=row, approved=approved, by=reader.user, at=at)
    return decision


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
