"""The register of exports: numbering a copy before it leaves, calling it back, noting that it is destroyed.

Every file and print of the house passes here (acceptance S21); the guard `test_exports_on_register` finds one that does not.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from vapenvila.rules.decision import Decision
from vapenvila.rules.exports import (
    CopySize,
    CopyWish,
    is_whole_register,
    may_confirm_destroyed,
    may_recall,
    may_take_out,
    may_take_out_so_much,
    needs_approval,
)
from vapenvila.rules.free_text import ALWAYS_REFUSED, screen
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.export_approvals import use_approval
from vapenvila.web.audit.models import ExportRecord, Manner
from vapenvila.web.audit.models.exports import Handling

_NEXT = (
    "INSERT INTO audit_exportseries (series, last) VALUES (%s, 1)"
    " ON CONFLICT (series) DO UPDATE SET last = audit_exportseries.last + 1 RETURNING last"
)


class ExportRefused(Exception):  # noqa: N818 - read as a sentence where it is caught
    """A rule refused. `sentence` may be shown; `could_be_approved` = what a second person could say yes to."""

    def __init__(self, sentence: str, *, could_be_approved: ExportRecord | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.could_be_approved = could_be_approved


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrder:
    """What is to leave: where from, what, for what, to whom, until when. `room` = the room it lies in, None = shared."""

    programme: UUID
    room: UUID | None
    kind: str
    format: str
    purpose: str
    recipient: str
    expires: date
    handling: str = Handling.SHARED
    filter_words: str = ""
    query: str = ""
    subject: UUID | None = None


def _insist(decision: Decision, *, wanted: ExportRecord | None = None) -> None:
    if not decision:
        raise ExportRefused(gettext(decision.reason), could_be_approved=wanted)


def _no_identity_numbers(*texts: str) -> None:
    if any(found.finding in ALWAYS_REFUSED for text in texts for found in screen(text)):
        raise ExportRefused(gettext("A personal identity number cannot stand here."))


def _next_number(order: ExportOrder) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [order.room or order.programme])
        return int(cursor.fetchone()[0])


def begin_export(order: ExportOrder, *, by: UUID, at: datetime) -> ExportRecord:
    """A numbered row, not saved yet, so that the file can say its number while it is written."""
    wish = CopyWish(purpose=order.purpose, recipient=order.recipient, expires_on=order.expires)
    _insist(may_take_out(wish, today=timezone.localdate(at)))
    _no_identity_numbers(order.purpose, order.recipient)
    return ExportRecord(
        programme=order.programme,
        room=order.room,
        number=_next_number(order),
        kind=order.kind,
        format=order.format,
        handling=order.handling,
        purpose=order.purpose.strip(),
        recipient=order.recipient.strip(),
        filter_words=order.filter_words,
        query=order.query,
        row_count=0,
        subject=order.subject,
        expires_on=order.expires,
        made_by=by,
        made_at=at,
    )


def finish_export(
    export: ExportRecord, *, rows: int, of_all: int | None = None, sha256: str = ""
) -> ExportRecord:
    """Save the row with what was written, and put the export on record. Refuses a whole register, and too many rows."""
    export.row_count, export.sha256 = rows, sha256
    size = CopySize(rows=rows, of_all=of_all, approved=False)
    if needs_approval(size) and not is_whole_register(size):
        size = replace(size, approved=use_approval(export))
    _insist(may_take_out_so_much(size), wanted=None if is_whole_register(size) else export)
    export.save(force_insert=True)
    _audit("export.made", export, by=export.made_by, at=export.made_at, manner=Manner.EXPORT)
    return export


@transaction.atomic
def number_export(
    *,
    programme: UUID,
    room: UUID | None,
    kind: str,
    purpose: str,
    recipient: str,
    expires: date,
    rows: int,
    by: UUID,
    at: datetime,
    format: str = "pdf",
    handling: str = "",
    filter_words: str = "",
    subject: UUID | None = None,
    of_all: int | None = None,
) -> ExportRecord:
    """Number a copy whose size is known beforehand, and put it in the register."""
    order = ExportOrder(
        programme=programme,
        room=room,
        kind=kind,
        format=format,
        purpose=purpose,
        recipient=recipient,
        expires=expires,
        handling=handling or (Handling.ROOM if room else Handling.SHARED),
        filter_words=filter_words,
        subject=subject,
    )
    return finish_export(begin_export(order, by=by, at=at), rows=rows, of_all=of_all)


@transaction.atomic
def recall_export(*, export: UUID, reason: str, by: UUID, at: datetime) -> ExportRecord:
    """Call a copy back: whoever has it is to destroy it."""
    row = ExportRecord.objects.select_for_update().get(pk=export)
    destroyed = row.destroyed_confirmed_at is not None
    _insist(may_recall(recalled=row.recalled_at is not None, destroyed=destroyed, reason=reason))
    _no_identity_numbers(reason)
    row.recalled_by, row.recalled_at, row.recall_reason = by, at, reason.strip()
    row.save(update_fields=["recalled_by", "recalled_at", "recall_reason"])
    _audit("export.recalled", row, by=by, at=at)
    return row


@transaction.atomic
def recall_copies_of_deleted(subjects: Iterable[UUID], *, at: datetime) -> int:
    """Call back every copy about records that time has deleted, that is not called back or destroyed; the number of them.

    Nobody decided it, so nobody stands as who called back; whoever made a copy follows it up in the register of exports.
    """
    copies = ExportRecord.objects.select_for_update().filter(
        subject__in=list(subjects), recalled_at__isnull=True, destroyed_confirmed_at__isnull=True
    )
    for row in copies:
        row.recalled_at, row.recall_reason = at, gettext_noop("The record it was made of is deleted.")
        row.save(update_fields=["recalled_at", "recall_reason"])
        _audit("export.recalled", row, by=None, at=at)
    return len(copies)


@transaction.atomic
def confirm_destroyed(*, export: UUID, confirmed_by: str, by: UUID, at: datetime) -> ExportRecord:
    """Note who at the recipient has confirmed that every copy is destroyed."""
    row = ExportRecord.objects.select_for_update().get(pk=export)
    _insist(
        may_confirm_destroyed(
            recalled=row.recalled_at is not None,
            expired=row.expires_on <= timezone.localdate(at),
            destroyed=row.destroyed_confirmed_at is not None,
            confirmed_by=confirmed_by,
        )
    )
    _no_identity_numbers(confirmed_by)
    row.destroyed_confirmed_at, row.confirmed_by, row.noted_by = at, confirmed_by.strip(), by
    row.save(update_fields=["destroyed_confirmed_at", "confirmed_by", "noted_by"])
    _audit("export.destroyed", row, by=by, at=at)
    return row


def _audit(
    act: str, export: ExportRecord, *, by: UUID | None, at: datetime, manner: Manner = Manner.WRITE
) -> None:
    record(
        act=act,
        by=by,
        at=at,
        manner=manner,
        subject_kind="export",
        subject=export.pk,
        programme=export.programme,
        room=export.room,
        details={
            "number": str(export),
            "kind": export.kind,
            "format": export.format,
            "filter": export.query,
            "rows": export.row_count,
            "expires_on": export.expires_on.isoformat(),
            "of": str(export.subject or ""),
        },
    )
