"""Saving the grid: every changed side as a judgement of its own, all of them or none."""

from datetime import datetime

from django.db import transaction

from vapenvila.web.accounts.models import User
from vapenvila.web.incident_coding.actions.judging import note_judged
from vapenvila.web.incident_coding.forms.grid import Row
from vapenvila.web.reviews.actions.incident_answers import assess_group_link
from vapenvila.web.reviews.errors import EditedMeanwhileError
from vapenvila.web.reviews.vocabulary import Basis, GroupLink


def save_grid(*, rows: list[Row], by: User, at: datetime) -> int | None:
    """Judge every side that is written otherwise than it stands. Gives how many; None when a clash stopped all of it."""
    changed = [(row, cell) for row in rows for cell in row.cells if cell.changed]
    with transaction.atomic():
        for row, cell in changed:
            try:
                assess_group_link(
                    incident=row.item.incident,
                    side=cell.side,
                    status=GroupLink(cell.written["status"]),
                    group_name=cell.written["group_name"],
                    basis_kind=Basis(cell.written["basis_kind"]),
                    seen=cell.standing.pk if cell.standing else None,
                    meeting=None,
                    by=by,
                    at=at,
                )
            except EditedMeanwhileError:
                cell.clash = True
        if any(cell.clash for _, cell in changed):
            transaction.set_rollback(True)
            return None
        note_judged(items=[row.item for row in rows], by=by, at=at)
    return len(changed)
