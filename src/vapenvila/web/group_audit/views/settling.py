"""The table: every agency's answer side by side, and what the room makes of each question."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.group_audit_questions import question_of
from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.group_audit.actions.settling import agree, leave_open
from vapenvila.web.group_audit.forms.answers import AnswersForm
from vapenvila.web.group_audit.forms.other_groups import other_groups
from vapenvila.web.group_audit.models import AuditAnswer, AuditLine, GroupAudit
from vapenvila.web.group_audit.queries.audits import lines_of
from vapenvila.web.group_audit.queries.lines import next_left
from vapenvila.web.group_audit.queries.standing import OnTheTable, on_the_table
from vapenvila.web.group_audit.queries.stating import stated_findings
from vapenvila.web.group_audit.stating import offered
from vapenvila.web.group_audit.views.in_audit import audit_or_404, line_or_404, may_here, on_record, tell
from vapenvila.web.group_audit.views.lines_shown import beside
from vapenvila.web.group_audit.vocabulary import State
from vapenvila.web.group_audit.words import answer_words, line_name, names_of
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook


@requires(Right.READ_GROUPS)
def table(request: Request, audit: UUID, line: UUID) -> HttpResponseBase:
    """One group on the table. Everybody who takes part reads it; whoever leads the room writes what it agrees on."""
    found = audit_or_404(request, audit)
    asked = line_or_404(found, line)
    if found.state not in (State.SETTLING, State.FROZEN):
        raise Http404
    on_record(request, "group_audit.read", found)
    rows, may_lead = on_the_table(found, asked), may_here(request, Right.LEAD_GROUP_AUDIT)
    form: AnswersForm | None = None
    warnings: list[dict[str, Any]] = []
    chosen = request.POST.get("question", "") if request.method == "POST" else request.GET.get("settle", "")
    one = next((row for row in rows if row.question.code == chosen), None)
    if one is not None and may_lead and found.state == State.SETTLING:
        form = _form(request, found, asked, one)
        if request.method == "POST":
            done, warnings = _settle(request, one, form)
            if done:
                return redirect(f"{request.path}#question-{_next_of(rows, one)}")
    lines = lines_of(found)
    context = {
        "audit": found, "line": asked, "name": line_name(asked), "may_lead": may_lead, "form": form, "one": one,
        "warnings": warnings, "rows": _in_words(rows, lines), "lines": beside(lines, asked),
        "following": next_left(found, asked) if found.state == State.SETTLING else None, "groups_all": len(lines),
        "stated": stated_findings(found), "may_state": may_here(request, Right.STATE_GROUPS),
    }  # fmt: skip
    return render(request, "group_audit/table.html", context, status=422 if request.method == "POST" else 200)


def _form(request: Request, audit: GroupAudit, asked: AuditLine, one: OnTheTable) -> AnswersForm:
    standing: list[Any] = [one.finding] if one.finding.outcome else list(_firmest(one.answers))
    return AnswersForm(
        request.POST or None,
        questions=[question_of(audit.questionnaire, one.question.code)],
        others=other_groups(lines_of(audit), asked),
        standing=standing,
    )


def _firmest(answers: tuple[AuditAnswer, ...]) -> list[AuditAnswer]:
    """The form begins with the best graded answer; which one stands is for the room to say."""
    return sorted((one for one in answers if one.known), key=lambda one: (one.reliability, one.credibility))[
        :1
    ]


def _settle(request: Request, one: OnTheTable, form: AnswersForm) -> tuple[bool, list[dict[str, Any]]]:
    looked_at = "looked_at" in request.POST
    try:
        if "open" in request.POST:
            leave_open(
                finding=one.finding, follow_up=request.POST.get("follow_up", ""), looked_at=looked_at,
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        elif form.is_valid():
            answer = form.answers()[one.question.code]
            if answer is None:
                raise Refused(gettext("Write the answer the room agrees on, or leave the question open."))
            agree(finding=one.finding, answer=answer, looked_at=looked_at, by=request.user, at=timezone.now())
        else:
            return False, []
    except Refused as refused:
        form.is_valid()
        form.add_error(form.field_of(refused.field), refused.sentence)
        return False, []
    except TextNeedsALook as stopped:
        return False, tell(request, stopped, form)
    messages.success(request, gettext("Settled."))
    return True, []


def _next_of(rows: list[OnTheTable], one: OnTheTable) -> str:
    left = [row for row in rows if not row.finding.outcome and row.question != one.question]
    return left[0].question.code if left else one.question.code


def _in_words(rows: list[OnTheTable], lines: Any) -> list[dict[str, Any]]:
    names = names_of(lines)
    return [
        {
            "question": row.question,
            "finding": row.finding,
            "answers": [
                (one, answer_words(row.question, one.given(), names), one.grade()) for one in row.answers
            ],
            "agreed": answer_words(row.question, row.finding.given(), names),
            "grade": row.finding.grade(),
            "offered": offered(row.question.code),
        }
        for row in rows
    ]
