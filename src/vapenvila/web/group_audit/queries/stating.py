"""Which agreed answers of a frozen audit have been stated of groups, and which can be."""

from uuid import UUID

from vapenvila.web.group_audit.models import AuditFinding, AuditStated, GroupAudit
from vapenvila.web.group_audit.vocabulary import Outcome


def stated_findings(audit: GroupAudit) -> frozenset[UUID]:
    """Findings that were stated."""
    return frozenset(AuditStated.objects.filter(audit=audit).values_list("finding", flat=True))


def finding_in(audit: GroupAudit, finding: UUID) -> AuditFinding | None:
    """An agreed, known answer of this audit on a group."""
    rows = AuditFinding.objects.filter(audit=audit, pk=finding, outcome=Outcome.AGREED, known=True)
    return rows.select_related("line__group", "audit__programme").first()


def beside(finding: AuditFinding) -> tuple[str, tuple[int, int] | None]:
    """The activity and the size the room agreed on for the same group."""
    rows = AuditFinding.objects.filter(line=finding.line_id, outcome=Outcome.AGREED, known=True)
    found = {row.question: row for row in rows}
    activity, size = found.get("activity"), found.get("size")
    between = (size.low, size.high) if size and size.low is not None and size.high is not None else None
    return (activity.chosen[0] if activity and activity.chosen else ""), between
