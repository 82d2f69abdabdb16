"""Audits of a programme, one of them, its agencies and its groups."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from vapenvila.web.group_audit.models import AuditLine, AuditRoom, GroupAudit
from vapenvila.web.group_audit.vocabulary import State
from vapenvila.web.incidents.models import Area
from vapenvila.web.partners.models import Programme


def audits_of(programme: Programme) -> QuerySet[GroupAudit]:
    """All audits, the newest first, with how much of each is settled."""
    rows = (
        GroupAudit.objects.filter(programme=programme)
        .select_related("area", "planned_by", "frozen_by")
        .defer("snapshot")
    )
    return rows.annotate(
        findings_all=Count("findings"), findings_left=Count("findings", filter=Q(findings__outcome=""))
    ).order_by("-no")


def audit_in(programme: Programme, audit: UUID) -> GroupAudit | None:
    """This audit, if it belongs to the programme."""
    return audits_of(programme).filter(pk=audit).first()


def newest_frozen(programme: Programme) -> GroupAudit | None:
    """The audit that was frozen last."""
    return (
        GroupAudit.objects.filter(programme=programme, state=State.FROZEN)
        .order_by("-frozen_at", "-pk")
        .first()
    )


def parts_of(audit: GroupAudit) -> Sequence[AuditRoom]:
    """The agencies that take part."""
    rows = AuditRoom.objects.filter(audit=audit).select_related("room__agency", "handed_in_by")
    return list(rows.order_by("room__agency__name", "pk"))


def missing_of(parts: Sequence[AuditRoom]) -> int:
    """How many of the agencies have not handed in."""
    return sum(part.handed_in_at is None for part in parts)


def area_in(programme: Programme, area: str) -> Area | None:
    """A part of the city; None for the whole of it."""
    return Area.objects.filter(programme=programme, pk=area).first() if area else None


def lines_of(audit: GroupAudit) -> Sequence[AuditLine]:
    """The groups it asks about, as far as the room in use may see them."""
    rows = AuditLine.objects.filter(audit=audit).select_related("group", "room__agency")
    return list(rows.order_by("no", "pk"))


def line_in(audit: GroupAudit, line: UUID) -> AuditLine | None:
    """One group of the audit."""
    return (
        AuditLine.objects.filter(audit=audit, pk=line)
        .select_related("audit", "group", "room__agency")
        .first()
    )
