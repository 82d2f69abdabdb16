"""An agency answers: question by question on one group, with a group nobody had listed, and hands in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext

from vapenvila.rules.group_audit import may_answer_for
from vapenvila.rules.group_audit_answer import Given, possible_answer
from vapenvila.rules.group_audit_questions import Question, questions_of
from vapenvila.rules.group_facts import possible_name
from vapenvila.rules.roles import AgencyKind
from vapenvila.rules.source_grade import Grade
from vapenvila.web.accounts.models import User
from vapenvila.web.group_audit.actions.trail import held, note
from vapenvila.web.group_audit.models import AuditAnswer, AuditLine, AuditRoom, GroupAudit
from vapenvila.web.group_audit.vocabulary import State
from vapenvila.web.incidents.free_text import check_texts
from vapenvila.web.incidents.refusals import Refused, insist
from vapenvila.web.partners.models import Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer and its grade; what is not known has no grade."""

    given: Given
    grade: Grade | None


@transaction.atomic
def answer_line(
    *,
    line: AuditLine,
    room: Room,
    answers: Mapping[str, Answered | None],
    looked_at: bool,
    by: User,
    at: datetime,
) -> int:
    """Answer for the agency. None takes an answer back; a question that is not named stays. Gives how many changed."""
    audit = held(line.audit_id)
    insist(may_answer_for(AgencyKind(room.agency.kind)))
    check_open(audit, room)
    asked = [question for question in questions_of(audit.questionnaire) if question.code in answers]
    check_answers(asked, answers, others=other_lines(line), looked_at=looked_at)
    changed = sum(
        write_answer(line, room, question, answers[question.code], by=by, at=at) for question in asked
    )
    if changed:
        note("group_audit.answered", audit, by=by, at=at, room=room.pk, record=str(line.pk), count=changed)
    return changed


def check_open(audit: GroupAudit, room: Room) -> AuditRoom:
    """Stop unless this agency takes part, answers are asked for, and it has not handed in."""
    part = AuditRoom.objects.filter(audit=audit, room=room).first()
    if part is None:
        raise Refused(gettext("Your agency takes no part in this audit."))
    if audit.state != State.ANSWERING:
        raise Refused(gettext("The audit is not open for answers."))
    if part.handed_in_at is not None:
        raise Refused(gettext("Your agency has handed in. What it answered stays as it is."))
    return part


def other_lines(line: AuditLine) -> frozenset[str]:
    """The other groups of the audit, as answers name them."""
    rows = AuditLine.objects.filter(audit=line.audit_id).exclude(pk=line.pk)
    return frozenset(str(pk) for pk in rows.values_list("pk", flat=True))


def check_answers(
    asked: list[Question], answers: Mapping[str, Answered | None], *, others: frozenset[str], looked_at: bool
) -> None:
    """Refuse what cannot be; stop at words that do not belong in the shared picture."""
    texts: dict[str, str] = {}
    for question in asked:
        answer = answers[question.code]
        if answer is None:
            continue
        insist(possible_answer(question, answer.given, others=others), field=question.code)
        if answer.given.known and answer.grade is None:
            raise Refused(gettext("Say how sure it is: source and information."), field=question.code)
        texts[question.code] = answer.given.text
    check_texts(texts, looked_at=looked_at)


def columns(answer: Answered) -> dict[str, object]:
    """The answer as the columns of a table."""
    given, grade = answer.given, answer.grade
    return {
        "known": given.known,
        "text": " ".join(given.text.split()),
        "low": given.low,
        "high": given.high,
        "chosen": sorted(given.chosen),
        "reliability": grade.reliability.value if grade else "",
        "credibility": grade.credibility.value if grade else None,
    }


def write_answer(
    line: AuditLine,
    room: Room,
    question: Question,
    answer: Answered | None,
    *,
    by: User,
    at: datetime,
    workers: int | None = None,
) -> bool:
    """Write, replace or take back one answer of the agency; whether anything changed."""
    rows = AuditAnswer.objects.filter(room=room, line=line, question=question.code)
    there = rows.first()
    if answer is None:
        return bool(rows.delete()[0])
    wanted = columns(answer) | {"outreach_workers": workers}
    if there and all(getattr(there, name) == value for name, value in wanted.items()):
        return False
    AuditAnswer.objects.update_or_create(
        programme_id=line.programme_id, audit_id=line.audit_id, room=room, line=line, question=question.code,
        defaults=wanted | {"answered_by": by, "answered_at": at},
    )  # fmt: skip
    return True


@transaction.atomic
def propose_line(
    *, audit: UUID, room: Room, called: str, looked_at: bool, by: User, at: datetime
) -> AuditLine:
    """Put a group on the agency's own list that is on nobody's. The others see it when the answers lie on the table."""
    row = held(audit)
    insist(may_answer_for(AgencyKind(room.agency.kind)))
    check_open(row, room)
    insist(possible_name(called), field="called")
    check_texts({"called": called}, looked_at=looked_at)
    last = AuditLine.objects.filter(audit=row).aggregate(last=Max("no"))["last"] or 0
    line = AuditLine.objects.create(
        programme=row.programme, audit=row, no=last + 1, called=" ".join(called.split()), room=room
    )
    note("group_audit.group_proposed", row, by=by, at=at, room=room.pk, record=str(line.pk))
    return line


@transaction.atomic
def hand_in(*, audit: UUID, room: Room, attendees: str, looked_at: bool, by: User, at: datetime) -> AuditRoom:
    """Hand in: nothing of the agency's answers changes any more. `attendees`: who comes to the room, by function."""
    row = held(audit)
    part = check_open(row, room)
    check_texts({"attendees": attendees}, looked_at=looked_at)
    part.attendees, part.handed_in_at, part.handed_in_by = " ".join(attendees.split()), at, by
    part.save(update_fields=["attendees", "handed_in_at", "handed_in_by"])
    answers = AuditAnswer.objects.filter(audit=row, room=room).count()
    note("group_audit.handed_in", row, by=by, at=at, room=room.pk, count=answers)
    return part
