"""The groups of an audit a page at a time: searched for by name or code, narrowed to where there is something left to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Q

from vapenvila.rules.group_audit_questions import questions_of
from vapenvila.web.group_audit.models import AuditAnswer, AuditFinding, AuditLine, GroupAudit
from vapenvila.web.group_audit.queries.audits import lines_of
from vapenvila.web.group_audit.vocabulary import Disagreement, Outcome, State
from vapenvila.web.group_audit.words import line_name
from vapenvila.web.partners.models import Room

LINES_A_PAGE = 50


class Show(StrEnum):
    """Which groups of an audit a list shows."""

    ALL = ""
    UNANSWERED = "unanswered"  # the agency has not answered every question
    LEFT = "left"  # something is left to settle
    APART = "apart"  # answers lie apart
    OPEN = "open"  # something was left open


@dataclass(frozen=True, slots=True)
class LineStanding:
    """One group of an audit: how many questions the agency has answered, lie apart, are left to settle, are left open."""

    line: AuditLine
    answered: int = 0
    apart: int = 0
    slightly: int = 0
    left: int = 0
    open: int = 0


def lines_standing(audit: GroupAudit, room: Room | None) -> list[LineStanding]:
    """All groups of the audit, in order. Two queries, counted by the database."""
    lines = lines_of(audit)
    if audit.state == State.ANSWERING:
        answered = answers_by_line(audit, room)
        return [LineStanding(line, answered=answered.get(line.pk, 0)) for line in lines]
    counted = {
        line: counts
        for line, *counts in AuditFinding.objects.filter(audit=audit)
        .values("line")
        .annotate(
            apart=Count("pk", filter=Q(disagreement=Disagreement.OPEN)),
            slightly=Count("pk", filter=Q(disagreement=Disagreement.MINOR)),
            left=Count("pk", filter=Q(outcome="")),
            open=Count("pk", filter=Q(outcome=Outcome.LEFT_OPEN)),
        )
        .values_list("line", "apart", "slightly", "left", "open")
    }
    return [LineStanding(line, 0, *counted.get(line.pk, (0, 0, 0, 0))) for line in lines]


def answers_by_line(audit: GroupAudit, room: Room | None) -> Mapping[UUID, int]:
    """How many questions an agency has answered on each group; none without a room."""
    if room is None:
        return {}
    rows = AuditAnswer.objects.filter(audit=audit, room=room).values("line").annotate(n=Count("pk"))
    return dict(rows.values_list("line", "n"))


def chosen_lines(
    standing: Sequence[LineStanding], *, audit: GroupAudit, show: Show, words: str
) -> list[LineStanding]:
    """The groups that a list shows: those of which the words are part of code or label, and which `show` lets through."""
    asked, wanted = len(questions_of(audit.questionnaire)), words.casefold()
    return [one for one in standing if wanted in line_name(one.line).casefold() and _shown(one, show, asked)]


def _shown(one: LineStanding, show: Show, asked: int) -> bool:
    match show:
        case Show.ALL:
            return True
        case Show.UNANSWERED:
            return one.answered < asked
        case Show.LEFT:
            return one.left > 0
        case Show.APART:
            return one.apart + one.slightly > 0
        case Show.OPEN:
            return one.open > 0


def next_left(audit: GroupAudit, line: AuditLine) -> AuditLine | None:
    """The group after this one where something is left to settle, or the first of all; None where all is settled."""
    left = AuditLine.objects.filter(
        pk__in=AuditFinding.objects.filter(audit=audit, outcome="").values("line")
    ).exclude(pk=line.pk)
    return left.filter(no__gt=line.no).order_by("no", "pk").first() or left.order_by("no", "pk").first()
