"""Stating an agreed answer of a frozen audit of the group: an act of its own, with the audit as its source."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from vapenvila.web.accounts.models import User
from vapenvila.web.group_audit.actions.trail import note
from vapenvila.web.group_audit.models import AuditFinding, AuditStated
from vapenvila.web.group_audit.queries.audits import lines_of
from vapenvila.web.group_audit.queries.stating import beside
from vapenvila.web.group_audit.stating import ground_of, sayings_of
from vapenvila.web.group_audit.vocabulary import State
from vapenvila.web.groups.actions.add_group import add_group
from vapenvila.web.groups.actions.state import state
from vapenvila.web.groups.models import Group
from vapenvila.web.groups.vocabulary import Strength
from vapenvila.web.incidents.refusals import Refused


@transaction.atomic
def state_agreed(
    *, finding: AuditFinding, activity: str, strength: str, looked_at: bool, by: User, at: datetime
) -> Group:
    """State it; a group that was proposed gets its code first. Gives the group it was stated of."""
    audit = finding.audit
    if audit.state != State.FROZEN:
        raise Refused(gettext("Only what a frozen audit agreed on is stated."))
    if AuditStated.objects.filter(finding=finding).exists():
        raise Refused(gettext("This answer has been stated already."))
    group = finding.line.group or _code_of(finding, by=by, at=at)
    agreed, size = beside(finding)
    sayings = sayings_of(
        finding,
        group.pk,
        lines_of(audit),
        activity=agreed or activity,
        size=size,
        strength=strength or Strength.CLEAR,
    )
    if not sayings:
        raise Refused(
            gettext("Nothing of this answer can be stated as it is. State it on the group's own page.")
        )
    for saying in sayings:
        row = state(
            programme=audit.programme,
            saying=saying,
            ground=ground_of(audit, finding),
            looked_at=looked_at,
            by=by,
            at=at,
        )
        AuditStated.objects.create(
            programme=audit.programme, audit=audit, finding=finding, statement=row.pk, by=by, at=at
        )
    note("group_audit.stated", audit, by=by, at=at, record=str(finding.line_id), count=len(sayings))
    return group


def _code_of(finding: AuditFinding, *, by: User, at: datetime) -> Group:
    """The code a proposed group got when another of its answers was stated, or a new one."""
    statements = AuditStated.objects.filter(finding__line=finding.line_id).values_list("statement", flat=True)
    there = _group_of(list(statements))
    return there or add_group(programme=finding.audit.programme, by=by, at=at)


def _group_of(statements: list[UUID]) -> Group | None:
    named = Group.objects.filter(names__in=statements) | Group.objects.filter(activities__in=statements)
    return named.distinct().first()
