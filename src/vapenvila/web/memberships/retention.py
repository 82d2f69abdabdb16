"""What rooms of the police delete in time: statements that nobody renewed or that were withdrawn, ties, uploaded files."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.membership import delete_on, regime_for
from vapenvila.rules.retention import RetentionFacts
from vapenvila.rules.retention_table import GRACE_DAYS, Regime
from vapenvila.rules.tie import kept_until
from vapenvila.web.imports.models import BatchState
from vapenvila.web.memberships.facts import certainty_of, role_of
from vapenvila.web.memberships.models import (
    GroupStatementDraft,
    MembershipBatch,
    MembershipFilePiece,
    MembershipStatement,
    Tie,
)
from vapenvila.web.memberships.vocabulary import State
from vapenvila.web.people.importing.sealed_files import forget_files
from vapenvila.web.retention.due_days import certainly_after, day_of, due_if_past
from vapenvila.web.retention.registry import Due, Level, Removed, Retained, Scope


def due_statements(scope: Scope, at: datetime) -> Iterator[Due]:
    """Statements whose days of grace are over, and withdrawn ones a month after everybody was told."""
    today = day_of(at)
    rows = MembershipStatement.objects.filter(room=scope.room_id)
    late = rows.exclude(state=State.WITHDRAWN).filter(review_by__lt=today - timedelta(days=GRACE_DAYS))
    for row in late.order_by("pk").iterator():
        if today >= delete_on(row.review_by):
            yield Due(row.pk, regime_for(role_of(row), certainty_of(row)), row.review_by)
    for pk, ended in rows.filter(state=State.WITHDRAWN).order_by("pk").values_list("pk", "ended_at"):
        if due := _ended(pk, ended, at):
            yield due


def _ended(pk: UUID, ended: datetime | None, at: datetime) -> Due | None:
    if ended is None:
        return None
    facts = RetentionFacts(regime=Regime.MEMBERSHIP_ENDED, started=day_of(ended))
    return due_if_past(pk, facts, today=day_of(at))


def remove_statement(scope: Scope, due: Due, at: datetime) -> Removed:
    """The statement with its evidence and its history."""
    row = MembershipStatement.objects.get(pk=due.id)
    wordings = row.steps.count()
    gone, _parts = row.delete()
    return Removed(wordings=wordings, links=gone - 1 - wordings)


def due_ties(scope: Scope, at: datetime) -> Iterator[Due]:
    """Ties whose record is too old, and those that were taken away a month ago."""
    today = day_of(at)
    coarse = certainly_after(Regime.TIE, today=today)
    rows = Tie.objects.filter(room=scope.room_id).filter(Q(on__lte=coarse) | Q(ended_at__isnull=False))
    for pk, on, ended in rows.order_by("pk").values_list("pk", "on", "ended_at").iterator():
        if kept_until(on) < today:
            yield Due(pk, Regime.TIE, kept_until(on))
        elif due := _ended(pk, ended, at):
            yield due


def remove_tie_row(scope: Scope, due: Due, at: datetime) -> Removed:
    """One tie."""
    Tie.objects.filter(pk=due.id).delete()
    return Removed()


def due_files(scope: Scope, at: datetime) -> Iterator[Due]:
    """Files a week old, and the rows held back from them; one that is being imported just now is left alone."""
    lying = MembershipFilePiece.objects.filter(room=scope.room_id).values("batch")
    batches = MembershipBatch.objects.filter(pk__in=lying).exclude(state=BatchState.COMMITTING)
    for batch, uploaded in batches.order_by("pk").values_list("pk", "uploaded_at"):
        facts = RetentionFacts(regime=Regime.UPLOADED_FILE, started=day_of(uploaded))
        if due := due_if_past(batch, facts, today=day_of(at)):
            yield due


def remove_file(scope: Scope, due: Due, at: datetime) -> Removed:
    """The sealed pieces; the batch stays, which holds no value of any cell."""
    batch = MembershipBatch.objects.get(pk=due.id)
    pieces = MembershipFilePiece.objects.filter(batch=batch).count()
    forget_files(batch, at=at, held_too=True)
    batch.save(update_fields=["file_deleted_at"])
    return Removed(links=pieces)


def due_drafts(scope: Scope, at: datetime) -> Iterator[Due]:
    """Drafts for partners a year after the decision, or after they were written where nobody decided."""
    rows = GroupStatementDraft.objects.filter(room=scope.room_id).order_by("pk")
    for pk, written, decided in rows.values_list("pk", "written_at", "decided_at"):
        facts = RetentionFacts(regime=Regime.GROUP_DRAFT, started=day_of(decided or written))
        if due := due_if_past(pk, facts, today=day_of(at)):
            yield due


def remove_draft(scope: Scope, due: Due, at: datetime) -> Removed:
    """The draft with the decisions on it. What was released stands in the shared picture by its own time."""
    gone, _tables = GroupStatementDraft.objects.get(pk=due.id).delete()
    return Removed(links=gone - 1)


KINDS = (
    Retained(
        code="membership",
        name=_("Statements of membership"),
        level=Level.ROOM,
        regimes=(Regime.MEMBERSHIP, Regime.MEMBERSHIP_SHORT, Regime.MEMBERSHIP_ENDED),
        due=due_statements,
        remove=remove_statement,
    ),
    Retained(
        code="tie",
        name=_("Ties between people"),
        level=Level.ROOM,
        regimes=(Regime.TIE, Regime.MEMBERSHIP_ENDED),
        due=due_ties,
        remove=remove_tie_row,
    ),
    Retained(
        code="membership_file",
        name=_("Uploaded files of ties and evidence"),
        level=Level.ROOM,
        regimes=(Regime.UPLOADED_FILE,),
        due=due_files,
        remove=remove_file,
    ),
    Retained(
        code="group_draft",
        name=_("Drafts of what police tell partners of a group"),
        level=Level.ROOM,
        regimes=(Regime.GROUP_DRAFT,),
        due=due_drafts,
        remove=remove_draft,
    ),
)
