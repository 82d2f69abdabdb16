"""What the group audit deletes in time: whole audits, and what outreach workers told once it has served."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from vapenvila.rules.retention import RetentionFacts
from vapenvila.rules.retention_table import Regime
from vapenvila.web.group_audit.models import GroupAudit, OutreachNote
from vapenvila.web.group_audit.vocabulary import State
from vapenvila.web.retention.due_days import day_of, due_if_past
from vapenvila.web.retention.registry import Due, Level, Removed, Retained, Scope


def due_audits(scope: Scope, at: datetime) -> Iterator[Due]:
    """Audits frozen three years ago, and those never frozen that were planned as long ago."""
    rows = GroupAudit.objects.filter(programme_id=scope.programme_id).order_by("pk")
    for pk, planned, frozen in rows.values_list("pk", "planned_on", "frozen_at"):
        started = day_of(frozen) if frozen else planned
        facts = RetentionFacts(regime=Regime.GROUP_AUDIT, started=started)
        if due := due_if_past(pk, facts, today=day_of(at)):
            yield due


def remove_audit(scope: Scope, due: Due, at: datetime) -> Removed:
    """The whole audit with its answers. What was stated of groups stands on its own and has a time of its own."""
    rows, _parts = GroupAudit.objects.get(pk=due.id).delete()
    return Removed(links=rows - 1)


def due_notes(scope: Scope, at: datetime) -> Iterator[Due]:
    """Two months after they were written, and as soon as the audit is frozen: then they have served."""
    rows = OutreachNote.objects.filter(room=scope.room_id).order_by("pk")
    for pk, written, state in rows.values_list("pk", "written_at", "audit__state"):
        facts = RetentionFacts(regime=Regime.OUTREACH_NOTE, started=day_of(written))
        if state == State.FROZEN:
            yield Due(pk, Regime.OUTREACH_NOTE, day_of(at))
        elif due := due_if_past(pk, facts, today=day_of(at)):
            yield due


def remove_note(scope: Scope, due: Due, at: datetime) -> Removed:
    """One answer of one worker."""
    OutreachNote.objects.filter(pk=due.id).delete()
    return Removed()


KINDS = (
    Retained(
        code="group_audit",
        name=_("Group audits"),
        level=Level.PROGRAMME,
        regimes=(Regime.GROUP_AUDIT,),
        due=due_audits,
        remove=remove_audit,
    ),
    Retained(
        code="outreach_note",
        name=_("What outreach workers told for an audit"),
        level=Level.ROOM,
        regimes=(Regime.OUTREACH_NOTE,),
        due=due_notes,
        remove=remove_note,
    ),
)
