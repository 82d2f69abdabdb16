"""Copies that left the house as the page shows them: with names, and what may be done with each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vapenvila.rules.decision import Decision
from vapenvila.rules.exports import (
    is_told_of_recall,
    may_confirm_destroyed,
    may_decide_on_export,
    may_recall,
)
from vapenvila.rules.reader import Reader
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.models import ExportApproval, ExportRecord
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.audit.queries import approvals_of, called_back, exports_of

APPROVALS_SHOWN = 20
CALLED_BACK_SHOWN = 10
OF_THE_TRAIL = (ExportKind.TRAIL, ExportKind.INSPECTION)


@dataclass(frozen=True, slots=True)
class ExportLine:
    """One copy. `late` = it should be destroyed, and nobody has confirmed that it is."""

    export: ExportRecord
    made_by: str
    recalled_by: str
    noted_by: str
    late: bool
    recall: Decision
    destroy: Decision

    @property
    def number(self) -> str:
        """E12, or R3 for a copy from a room."""
        return str(self.export)


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """One large export somebody asked for, and whether this reader may answer."""

    approval: ExportApproval
    asked_by: str
    decided_by: str
    decide: Decision


def _names(people: Iterable[UUID | None]) -> dict[UUID | None, str]:
    found = User.objects.in_bulk({person for person in people if person is not None})
    return {pk: user.name for pk, user in found.items()}


def export_lines(exports: Iterable[ExportRecord], *, today: date) -> list[ExportLine]:
    """Lines of the page, two queries however many."""
    rows = list(exports)
    names = _names(person for row in rows for person in (row.made_by, row.recalled_by, row.noted_by))
    return [_line(row, names, today) for row in rows]


def export_line(programme: UUID, export: UUID, *, today: date) -> ExportLine | None:
    """One copy of this programme, if the reader's room may see it."""
    rows = export_lines(exports_of(programme).filter(pk=export), today=today)
    return rows[0] if rows else None


def _line(row: ExportRecord, names: dict[UUID | None, str], today: date) -> ExportLine:
    recalled, destroyed = row.recalled_at is not None, row.destroyed_confirmed_at is not None
    expired = row.expires_on <= today
    return ExportLine(
        export=row,
        made_by=names.get(row.made_by, ""),
        recalled_by=names.get(row.recalled_by, ""),
        noted_by=names.get(row.noted_by, ""),
        late=(expired or recalled) and not destroyed,
        recall=may_recall(recalled=recalled, destroyed=destroyed, reason="-"),
        destroy=may_confirm_destroyed(
            recalled=recalled, expired=expired, destroyed=destroyed, confirmed_by="-"
        ),
    )


def called_back_lines(reader: Reader, programme: UUID, *, today: date) -> list[ExportLine]:
    """Copies whose holders are to destroy them, as far as this reader is told of them."""
    told = [
        row
        for row in called_back(programme)[:CALLED_BACK_SHOWN]
        if is_told_of_recall(reader, programme=programme, of_the_trail=row.kind in OF_THE_TRAIL, today=today)
    ]
    return export_lines(told, today=today) if told else []


def approval_lines(reader: Reader, programme: UUID, *, today: date) -> list[ApprovalLine]:
    """The latest large exports asked for."""
    rows = list(approvals_of(programme)[:APPROVALS_SHOWN])
    names = _names(person for row in rows for person in (row.asked_by, row.decided_by))
    return [
        ApprovalLine(
            approval=row,
            asked_by=names.get(row.asked_by, ""),
            decided_by=names.get(row.decided_by, ""),
            decide=may_decide_on_export(
                reader,
                asked_by=row.asked_by,
                programme=programme,
                waiting=row.state == ExportApproval.State.WAITING,
                today=today,
            ),
        )
        for row in rows
    ]
