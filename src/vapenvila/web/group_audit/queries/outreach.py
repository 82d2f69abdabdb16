"""What lies in the compartment of outreach workers, for the writer and for the named person. The wall asks the same."""

from collections import Counter
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right
from vapenvila.web.accounts.models import User
from vapenvila.web.group_audit.models import AuditLine, AuditRoom, GroupAudit, OutreachKeeper, OutreachNote
from vapenvila.web.group_audit.vocabulary import State
from vapenvila.web.partners.models import Mission, Programme, Room


def keeps(room: Room, user: User, *, today: date) -> bool:
    """Whether this is the person named to read the compartment of this room today."""
    rows = OutreachKeeper.objects.filter(room=room, user=user, first_day__lte=today)
    return rows.filter(Q(last_day__isnull=True) | Q(last_day__gte=today)).exists()


def keepers_of(programme: Programme) -> QuerySet[OutreachKeeper]:
    """Everybody who was ever named, those of today first."""
    rows = OutreachKeeper.objects.filter(programme=programme).select_related("room__agency", "user", "by")
    return rows.order_by("last_day", "room__agency__name", "first_day", "pk")


def keeper_in(programme: Programme, keeper: UUID) -> OutreachKeeper | None:
    """Somebody who was named in this programme."""
    return OutreachKeeper.objects.filter(programme=programme, pk=keeper).first()


def open_parts(room: Room) -> list[AuditRoom]:
    """The audits open for answers in which the agency takes part."""
    rows = AuditRoom.objects.filter(room=room, audit__state=State.ANSWERING).select_related("audit")
    return list(rows.order_by("audit__no", "pk"))


def told_on(audit: GroupAudit, user: User) -> dict[UUID, int]:
    """How many questions this worker has answered on each group."""
    return dict(Counter(own_notes(audit, user).values_list("line", flat=True)))


def listed(line: AuditLine) -> frozenset[str]:
    """The other groups that were on the list: outreach workers see none that an agency proposed."""
    rows = AuditLine.objects.filter(audit=line.audit_id, room__isnull=True).exclude(pk=line.pk)
    return frozenset(str(pk) for pk in rows.values_list("pk", flat=True))


def listed_lines(audit: GroupAudit) -> list[AuditLine]:
    """The groups on the list, without those that agencies proposed."""
    return list(AuditLine.objects.filter(audit=audit, room__isnull=True).order_by("no", "pk"))


def own_notes(audit: GroupAudit, user: User) -> QuerySet[OutreachNote]:
    """What this worker has told."""
    return OutreachNote.objects.filter(audit=audit, written_by=user).select_related("line")


def notes_on(line: AuditLine, room: Room) -> QuerySet[OutreachNote]:
    """Everything told on a group, for the named person. Who told it is left out: it is not needed to make an answer."""
    return OutreachNote.objects.filter(line=line, room=room).order_by("question", "pk")


def workers_on(line: AuditLine, question: str, *, room: Room, but: User) -> int:
    """How many workers know something here, the one who releases left out."""
    rows = OutreachNote.objects.filter(line=line, question=question, room=room, known=True).exclude(
        written_by=but
    )
    return rows.values("written_by").distinct().count()


def people_with_outreach(room: Room, *, today: date) -> list[User]:
    """People who may tell from outreach work in this room today."""
    roles = [role.value for role in ROLES_WITH_RIGHT[Right.TELL_FROM_OUTREACH]]
    missions = Mission.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=today),
        room=room,
        first_day__lte=today,
        roles__overlap=roles,
    )
    return list(User.objects.filter(pk__in=missions.values("user"), is_active=True).order_by("name", "pk"))
