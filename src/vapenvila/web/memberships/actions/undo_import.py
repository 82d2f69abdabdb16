"""A whole file taken out of the room again: what it wrote is gone, or, where people worked on it since, nothing is."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_noop

from vapenvila.rules.import_batch import BatchStep, may_undo
from vapenvila.rules.membership_import import may_undo_memberships
from vapenvila.web.accounts.models import User
from vapenvila.web.imports.models import BatchState
from vapenvila.web.memberships.actions.importing import record_batch
from vapenvila.web.memberships.actions.proving import withdraw_evidence
from vapenvila.web.memberships.models import MembershipBatch, MembershipStatement, Tie
from vapenvila.web.memberships.vocabulary import State
from vapenvila.web.people.errors import ask
from vapenvila.web.people.importing.sealed_files import forget_files

REASON: Final = gettext_noop("The import was undone.")


@transaction.atomic
def undo_membership_batch(*, batch: MembershipBatch, by: User, at: datetime) -> int:
    """How many ties, statements and pieces of evidence were taken out."""
    row = (
        MembershipBatch.objects.select_for_update(of=("self",))
        .select_related("room__programme")
        .get(pk=batch.pk)
    )
    ask(may_undo(BatchStep(row.state)))
    removed = _statements(row) + _evidence(row, by, at) + _ties(row)
    row.state, row.undone_by, row.undone_at = BatchState.UNDONE, by, at
    forget_files(row, at=at, held_too=True)
    row.save()
    record_batch("undone", row, by, at, removed=removed)
    return removed


def _statements(batch: MembershipBatch) -> int:
    """Drafts that nobody has touched since, with their evidence and their history."""
    made = MembershipStatement.objects.select_for_update(of=("self",)).filter(batch=batch)
    rows = list(made.order_by("pk"))
    worked_on = sum(row.version > 1 or row.state != State.DRAFT for row in rows)
    ask(may_undo_memberships(worked_on=worked_on))
    MembershipStatement.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _evidence(batch: MembershipBatch, by: User, at: datetime) -> int:
    """Pieces added to statements that were there are withdrawn, as by hand: last days are computed anew from the rest."""
    pieces = list(batch.evidence.filter(withdrawn_at__isnull=True).select_related("statement").order_by("pk"))
    open_pieces = [piece for piece in pieces if piece.statement.state != State.WITHDRAWN]
    for piece in open_pieces:
        withdraw_evidence(statement=piece.statement, evidence=piece.pk, reason=REASON, by=by, at=at)
    return len(open_pieces)


def _ties(batch: MembershipBatch) -> int:
    """All ties of the file, also one that was taken away since: nothing of it stays."""
    gone, _tables = Tie.objects.filter(batch=batch).delete()
    return gone
