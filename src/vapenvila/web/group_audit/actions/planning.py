"""Planning an audit, and opening it for answers."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from vapenvila.rules.group_audit import AuditState, may_go_on, may_open_answering, may_take_part
from vapenvila.rules.group_audit_questions import NEWEST
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.accounts.models import User
from vapenvila.web.group_audit.actions.trail import held, note
from vapenvila.web.group_audit.models import AuditLine, AuditRoom, GroupAudit
from vapenvila.web.group_audit.queries.audits import newest_frozen
from vapenvila.web.group_audit.queries.scope import groups_taken
from vapenvila.web.group_audit.vocabulary import State, Takes
from vapenvila.web.incidents.free_text import check_texts
from vapenvila.web.incidents.models import Area
from vapenvila.web.incidents.refusals import insist
from vapenvila.web.partners.models import Programme, Room


@transaction.atomic
def plan_audit(
    *,
    programme: Programme,
    planned_on: date,
    area: Area | None,
    takes: Takes = Takes.EVERY,
    agenda: str,
    rooms: Sequence[Room],
    looked_at: bool,
    by: User,
    at: datetime,
) -> GroupAudit:
    """Plan the next audit with these agencies. It is compared with the newest frozen one.

    `takes` and `area` say which groups it asks about; the list itself is fixed when answering is opened.
    """
    for room in rooms:
        insist(may_take_part(AgencyKind(room.agency.kind)), field="rooms")
    insist(may_open_answering(lines=0, agencies=len(rooms)), field="rooms")
    check_texts({"agenda": agenda}, looked_at=looked_at)
    Programme.objects.select_for_update().get(pk=programme.pk)  # two audits never take the same number
    last = GroupAudit.objects.filter(programme=programme).aggregate(last=Max("no"))["last"] or 0
    before = newest_frozen(programme)
    audit = GroupAudit.objects.create(
        programme=programme,
        no=last + 1,
        planned_on=planned_on,
        area=area,
        takes=takes,
        agenda=agenda.strip(),
        questionnaire=NEWEST,
        compares_to=before.pk if before else None,
        planned_by=by,
    )
    AuditRoom.objects.bulk_create(AuditRoom(programme=programme, audit=audit, room=room) for room in rooms)
    note("group_audit.planned", audit, by=by, at=at, count=len(rooms), takes=audit.takes)
    return audit


@transaction.atomic
def open_answering(*, audit: UUID, by: User, at: datetime) -> GroupAudit:
    """Let the agencies answer: the groups the audit takes are on the list, under the label they have that day."""
    row = held(audit)
    insist(may_go_on(row.stands, AuditState.ANSWERING))
    seen = groups_taken(row, at=at).groups
    insist(may_open_answering(lines=len(seen), agencies=row.rooms.count()))
    AuditLine.objects.bulk_create(
        AuditLine(programme=row.programme, audit=row, no=no, group_id=group.id, called=group.shown)
        for no, group in enumerate(seen, start=1)
    )
    row.state, row.answering_at = State.ANSWERING, at
    row.save(update_fields=["state", "answering_at"])
    note("group_audit.opened", row, by=by, at=at, count=len(seen), takes=row.takes)
    return row
