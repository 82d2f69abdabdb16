"""How an audit stands: each agency's progress, where answers lie apart, how old the newest frozen one is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from vapenvila.rules.group_audit import AMBER_AFTER, RED_AFTER, Light, days_since, light_of, next_due, reminds
from vapenvila.rules.group_audit_questions import Question, questions_of
from vapenvila.web.group_audit.models import AuditAnswer, AuditFinding, AuditLine, GroupAudit
from vapenvila.web.group_audit.queries.audits import newest_frozen
from vapenvila.web.group_audit.vocabulary import State
from vapenvila.web.partners.models import Programme, Room


@dataclass(frozen=True, slots=True)
class AuditAge:
    """K09: days since the newest frozen audit, with what it stands on."""

    newest: GroupAudit | None
    days: int | None
    light: Light
    due: date
    reminds: bool
    amber_after: int = AMBER_AFTER
    red_after: int = RED_AFTER


def audit_age(programme: Programme, *, today: date) -> AuditAge:
    """K09 as it stands today."""
    newest = newest_frozen(programme)
    day = timezone.localdate(newest.frozen_at) if newest and newest.frozen_at else None
    return AuditAge(
        newest, days_since(day, today=today), light_of(day, today=today), next_due(day, today=today),
        reminds(day, today=today),
    )  # fmt: skip


def running(programme: Programme) -> list[GroupAudit]:
    """Audits that are not frozen, the earliest first."""
    rows = GroupAudit.objects.filter(programme=programme).exclude(state=State.FROZEN)
    return list(rows.order_by("planned_on", "no"))


def own_answers(lines: Sequence[AuditLine], room: Room) -> dict[UUID, dict[str, AuditAnswer]]:
    """What an agency has answered on these groups, by group and question."""
    found: dict[UUID, dict[str, AuditAnswer]] = defaultdict(dict)
    for answer in AuditAnswer.objects.filter(line__in=[line.pk for line in lines], room=room):
        found[answer.line_id][answer.question] = answer
    return dict(found)


@dataclass(frozen=True, slots=True)
class OnTheTable:
    """One question on one group with every agency's answer beside the others, and what the room made of it."""

    question: Question
    finding: AuditFinding
    answers: tuple[AuditAnswer, ...]


def on_the_table(audit: GroupAudit, line: AuditLine) -> list[OnTheTable]:
    """Every question on one group. Two queries."""
    answers: Mapping[str, list[AuditAnswer]] = defaultdict(list)
    for answer in (
        AuditAnswer.objects.filter(line=line)
        .select_related("room__agency")
        .order_by("room__agency__name", "pk")
    ):
        answers[answer.question].append(answer)
    findings = {
        one.question: one for one in AuditFinding.objects.filter(line=line).select_related("settled_by")
    }
    return [
        OnTheTable(question, findings[question.code], tuple(answers[question.code]))
        for question in questions_of(audit.questionnaire)
        if question.code in findings
    ]
