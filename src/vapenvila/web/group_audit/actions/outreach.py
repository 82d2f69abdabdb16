"""The compartment of outreach workers: telling, naming who reads it, and letting an answer made of it out."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.group_audit import may_release, may_tell_from_outreach
from vapenvila.rules.group_audit_questions import question_of, questions_of
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.group_audit.actions.answering import (
    Answered,
    check_answers,
    check_open,
    columns,
    other_lines,
    write_answer,
)
from vapenvila.web.group_audit.actions.trail import held, note
from vapenvila.web.group_audit.models import AuditLine, OutreachKeeper, OutreachNote
from vapenvila.web.group_audit.queries.outreach import keeps, listed, workers_on
from vapenvila.web.incidents.refusals import Refused, insist
from vapenvila.web.partners.models import Room


@transaction.atomic
def tell(
    *,
    line: AuditLine,
    room: Room,
    answers: Mapping[str, Answered | None],
    looked_at: bool,
    by: User,
    at: datetime,
) -> int:
    """Tell what one knows of a group from outreach work. The trail says that something was told, not on which group."""
    audit = held(line.audit_id)
    insist(may_tell_from_outreach(AgencyKind(room.agency.kind)))
    check_open(audit, room)
    asked = [question for question in questions_of(audit.questionnaire) if question.code in answers]
    check_answers(asked, answers, others=listed(line), looked_at=looked_at)
    changed = 0
    for question in asked:
        answer = answers[question.code]
        rows = OutreachNote.objects.filter(written_by=by, line=line, question=question.code)
        if answer is None:
            changed += rows.delete()[0]
            continue
        OutreachNote.objects.update_or_create(
            room=room, audit=audit, line=line, question=question.code, written_by=by,
            defaults=columns(answer) | {"written_at": at},
        )  # fmt: skip
        changed += 1
    if changed:
        note("outreach.told", audit, by=by, at=at, room=room.pk)
    return changed


@transaction.atomic
def release(
    *, line: AuditLine, room: Room, question: str, answer: Answered, looked_at: bool, by: User, at: datetime
) -> int:
    """Let an answer out as the agency's own, made of what several outreach workers told. Gives how many they were."""
    audit = held(line.audit_id)
    if not keeps(room, by, today=timezone.localdate(at)):
        raise Refused(gettext("Only the person named for it lets an answer out of the compartment."))
    check_open(audit, room)
    workers = workers_on(line, question, room=room, but=by)
    insist(may_release(workers=workers))
    asked = question_of(audit.questionnaire, question)
    check_answers([asked], {question: answer}, others=other_lines(line), looked_at=looked_at)
    write_answer(line, room, asked, answer, by=by, at=at, workers=workers)
    note("outreach.released", audit, by=by, at=at, room=room.pk, record=str(line.pk))
    return workers


@transaction.atomic
def name_keeper(*, room: Room, user: User, first_day: date, by: User, at: datetime) -> OutreachKeeper:
    """Name the person of an agency who reads what its outreach workers tell."""
    insist(may_tell_from_outreach(AgencyKind(room.agency.kind)), field="room")
    if user.pk == by.pk:
        raise Refused(gettext("Nobody names themselves."), field="user")
    row = OutreachKeeper.objects.create(
        programme=room.programme, room=room, user=user, first_day=first_day, by=by, at=at
    )
    _told("outreach_keeper.named", row, by=by, at=at)
    return row


@transaction.atomic
def end_keeper(*, keeper: OutreachKeeper, last_day: date, by: User, at: datetime) -> OutreachKeeper:
    """End it; what was told before stays closed to the one who was named."""
    if keeper.last_day is None:
        keeper.last_day = max(last_day, keeper.first_day)
        keeper.save(update_fields=["last_day"])
        _told("outreach_keeper.ended", keeper, by=by, at=at)
    return keeper


def _told(act: str, row: OutreachKeeper, *, by: User, at: datetime) -> None:
    record(
        act=act,
        by=by.pk,
        at=at,
        subject_kind="outreach_keeper",
        subject=row.pk,
        programme=row.programme_id,
        details={"user": str(row.user_id)},
    )
