"""Laying the answers on the table, and settling them: agreed on, or left open with what follows."""

from collections import defaultdict
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext

from vapenvila.rules.group_audit import AuditState, may_go_on, may_open_settling
from vapenvila.rules.group_audit_answer import NOT_KNOWN, Given, disagreement
from vapenvila.rules.group_audit_questions import question_of, questions_of
from vapenvila.web.accounts.models import User
from vapenvila.web.group_audit.actions.answering import Answered, check_answers, columns, other_lines
from vapenvila.web.group_audit.actions.trail import held, note
from vapenvila.web.group_audit.models import AuditFinding, AuditLine, GroupAudit
from vapenvila.web.group_audit.vocabulary import Outcome, State
from vapenvila.web.incidents.free_text import check_texts
from vapenvila.web.incidents.refusals import Refused, insist

AT_ONCE = 500  # rows of one statement: an audit of 2,000 groups has 18,000 questions


@transaction.atomic
def open_settling(*, audit: UUID, held_on: date, without: bool, by: User, at: datetime) -> GroupAudit:
    """Lay every answer on the table. From now on nobody answers, and everybody at the table sees where they disagree."""
    row = held(audit)
    insist(may_go_on(row.stands, AuditState.SETTLING))
    missing = row.rooms.filter(handed_in_at__isnull=True).count()
    insist(may_open_settling(missing=missing, without=without), field="without")
    row.state, row.settling_at, row.held_on = State.SETTLING, at, held_on
    row.save(update_fields=["state", "settling_at", "held_on"])
    _number_anew(row)
    _compare(row)
    note("group_audit.laid_on_the_table", row, by=by, at=at, left_out=missing)
    return row


def _number_anew(audit: GroupAudit) -> None:
    """Proposals of several agencies had taken the same numbers, because none saw the others'."""
    lines = sorted(audit.lines.all(), key=lambda line: (line.room_id is not None, line.no, line.pk))
    renumbered = [(line, no) for no, line in enumerate(lines, start=1) if line.no != no]
    for line, no in renumbered:
        line.no = no
    AuditLine.objects.bulk_update([line for line, _no in renumbered], ["no"], batch_size=AT_ONCE)


def _compare(audit: GroupAudit) -> None:
    given: dict[tuple[UUID, str], list[Given]] = defaultdict(list)
    rows = audit.answers.values_list("line", "question", "known", "text", "low", "high", "chosen")
    for asked, code, known, text, low, high, chosen in rows.iterator():
        given[asked, code].append(Given(known=known, text=text, low=low, high=high, chosen=tuple(chosen)))
    findings = []
    for line in audit.lines.all():
        for question in questions_of(audit.questionnaire):
            answers = given[line.pk, question.code]
            findings.append(
                AuditFinding(
                    programme=audit.programme,
                    audit=audit,
                    line=line,
                    question=question.code,
                    disagreement=disagreement(question, answers).value,
                    answers=sum(answer.known for answer in answers),
                )
            )
    AuditFinding.objects.bulk_create(findings, batch_size=AT_ONCE)


@transaction.atomic
def agree(
    *, finding: AuditFinding, answer: Answered, looked_at: bool, by: User, at: datetime
) -> AuditFinding:
    """The room agrees on an answer. It may be another than any agency gave."""
    audit, row = _held(finding)
    question = question_of(audit.questionnaire, row.question)
    check_answers([question], {question.code: answer}, others=other_lines(row.line), looked_at=looked_at)
    for name, value in columns(answer).items():
        setattr(row, name, value)
    row.outcome, row.follow_up, row.settled_by, row.settled_at = Outcome.AGREED, "", by, at
    row.save()
    note("group_audit.settled", audit, by=by, at=at, record=str(row.line_id), outcome=str(Outcome.AGREED))
    return row


@transaction.atomic
def leave_open(
    *, finding: AuditFinding, follow_up: str, looked_at: bool, by: User, at: datetime
) -> AuditFinding:
    """The room does not agree: it says what follows, and no answer stands."""
    audit, row = _held(finding)
    plain = _what_follows(follow_up, looked_at=looked_at)
    for name, value in columns(Answered(given=NOT_KNOWN, grade=None)).items():
        setattr(row, name, value)
    row.outcome, row.follow_up, row.settled_by, row.settled_at = Outcome.LEFT_OPEN, plain, by, at
    row.save()
    note("group_audit.settled", audit, by=by, at=at, record=str(row.line_id), outcome=str(Outcome.LEFT_OPEN))
    return row


@transaction.atomic
def agree_where_all_do(*, audit: UUID, by: User, at: datetime) -> int:
    """Take over every answer that at least two agencies gave alike, and what nobody knows as not known. Gives how many."""
    row = _settling(audit)
    with connection.cursor() as cursor:
        # answers laid down a moment ago are not counted by the planner yet: row by row it would compare all with all
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(_TAKE_OVER, {"audit": row.pk, "by": by.pk, "at": at})
        taken = int(cursor.rowcount)
        cursor.execute("SET LOCAL enable_nestloop = on")
    note("group_audit.settled_alike", row, by=by, at=at, count=taken)
    return taken


# The weakest grade: the room has no firmer ground than the agency that is least sure. In one statement, because an audit
# of 2,000 groups has 18,000 questions.
_TAKE_OVER = """
WITH weakest AS (
  SELECT DISTINCT ON (a.line_id, a.question) a.* FROM group_audit_auditanswer a
  WHERE a.audit_id = %(audit)s AND a.known
  ORDER BY a.line_id, a.question, a.reliability DESC, a.credibility DESC, a.id DESC
)
UPDATE group_audit_auditfinding f
SET known = coalesce(w.known, false), text = coalesce(w.text, ''), low = w.low, high = w.high,
    chosen = coalesce(w.chosen, '{}'), reliability = coalesce(w.reliability, ''), credibility = w.credibility,
    outcome = 'agreed', settled_by_id = %(by)s, settled_at = %(at)s
FROM group_audit_auditfinding g LEFT JOIN weakest w ON w.line_id = g.line_id AND w.question = g.question
WHERE g.id = f.id AND f.audit_id = %(audit)s AND f.outcome = '' AND f.disagreement = 'none' AND f.answers <> 1
"""


@transaction.atomic
def leave_rest_open(*, audit: UUID, follow_up: str, looked_at: bool, by: User, at: datetime) -> int:
    """The room ends: every question not settled stays open with what follows, and no answer stands. Gives how many."""
    row = _settling(audit)
    plain = _what_follows(follow_up, looked_at=looked_at)
    left = row.findings.filter(outcome="").update(
        **columns(_UNKNOWN), outcome=Outcome.LEFT_OPEN, follow_up=plain, settled_by=by, settled_at=at
    )
    note("group_audit.rest_left_open", row, by=by, at=at, count=left)
    return left


_UNKNOWN = Answered(given=NOT_KNOWN, grade=None)


def _what_follows(text: str, *, looked_at: bool) -> str:
    plain = " ".join(text.split())
    if not plain:
        raise Refused(gettext("Say what follows: who finds out what, and until when."), field="follow_up")
    most = AuditFinding._meta.get_field("follow_up").max_length or len(plain)
    if len(plain) > most:
        told = gettext("What follows has %(n)d letters; at most %(most)d fit.") % {
            "n": len(plain),
            "most": most,
        }
        raise Refused(told, field="follow_up")
    check_texts({"follow_up": plain}, looked_at=looked_at)
    return plain


def _settling(audit: UUID) -> GroupAudit:
    row = held(audit)
    if row.state != State.SETTLING:
        raise Refused(
            gettext("The room settles once the answers lie on the table, and until the audit is frozen.")
        )
    return row


def _held(finding: AuditFinding) -> tuple[GroupAudit, AuditFinding]:
    audit = _settling(finding.audit_id)
    return audit, AuditFinding.objects.select_related("line").get(pk=finding.pk)
