"""A second person's answer before many rows leave at once: asking for it, giving it, using it up."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from vapenvila.rules.exports import approval_holds
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import ExportApproval, ExportRecord


@transaction.atomic
def ask_approval(wanted: ExportRecord, *, by: UUID, at: datetime) -> ExportApproval:
    """Keep the wish until somebody decides. The same wish twice is one wish."""
    approval, made = ExportApproval.objects.get_or_create(
        programme=wanted.programme,
        room=wanted.room,
        kind=wanted.kind,
        query=wanted.query,
        purpose=wanted.purpose,
        recipient=wanted.recipient,
        row_count=wanted.row_count,
        asked_by=by,
        state=ExportApproval.State.WAITING,
        defaults={"filter_words": wanted.filter_words, "asked_at": at},
    )
    if made:
        _audit("export.approval_asked", approval, by=by, at=at)
    return approval


@transaction.atomic
def decide_approval(*, approval: ExportApproval, approved: bool, by: UUID, at: datetime) -> ExportApproval:
    """Write down the answer. The caller has asked the rule who may give it."""
    row = ExportApproval.objects.select_for_update().get(pk=approval.pk, state=ExportApproval.State.WAITING)
    row.state = ExportApproval.State.APPROVED if approved else ExportApproval.State.REFUSED
    row.decided_by, row.decided_at = by, at
    row.save(update_fields=["state", "decided_by", "decided_at"])
    _audit("export.approved" if approved else "export.approval_refused", row, by=by, at=at)
    return row


def use_approval(export: ExportRecord) -> bool:
    """Use up an approval of exactly this wish by this person: same rows wanted, same purpose and recipient, not more rows."""
    row = (
        ExportApproval.objects.select_for_update()
        .filter(
            programme=export.programme,
            room=export.room,
            kind=export.kind,
            query=export.query,
            purpose=export.purpose,
            recipient=export.recipient,
            asked_by=export.made_by,
            state=ExportApproval.State.APPROVED,
            row_count__gte=export.row_count,
        )
        .order_by("-decided_at", "-pk")
        .first()
    )
    if (
        row is None
        or row.decided_at is None
        or not approval_holds(decided_at=row.decided_at, now=export.made_at)
    ):
        return False
    row.state = ExportApproval.State.USED
    row.save(update_fields=["state"])
    return True


def _audit(act: str, row: ExportApproval, *, by: UUID, at: datetime) -> None:
    record(
        act=act,
        by=by,
        at=at,
        subject_kind="export_approval",
        subject=row.pk,
        programme=row.programme,
        room=row.room,
        details={"kind": row.kind, "filter": row.query, "rows": row.row_count},
    )
