"""An agency answers: one group on a page, all of them in a grid, a group that was missing, handing in."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from vapenvila.rules.group_audit_questions import question_of, questions_of
from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.group_audit.actions.answering import answer_line, hand_in, propose_line
from vapenvila.web.group_audit.forms.answers import AnswersForm
from vapenvila.web.group_audit.forms.grid import Row, changed_answers, rows_as_sent, rows_to_show
from vapenvila.web.group_audit.forms.other_groups import other_groups
from vapenvila.web.group_audit.forms.plan import HandInForm, ProposeForm
from vapenvila.web.group_audit.models import AuditLine, GroupAudit
from vapenvila.web.group_audit.queries.audits import lines_of, parts_of
from vapenvila.web.group_audit.queries.lines import LINES_A_PAGE, LineStanding
from vapenvila.web.group_audit.queries.standing import own_answers
from vapenvila.web.group_audit.views.in_audit import (
    audit_or_404,
    choose_first,
    line_or_404,
    on_record,
    room_in_use,
    tell,
    to_audit,
)
from vapenvila.web.group_audit.views.lines_shown import shown_lines
from vapenvila.web.group_audit.vocabulary import State
from vapenvila.web.group_audit.words import line_name
from vapenvila.web.groups.vocabulary import Credibility, Reliability
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook
from vapenvila.web.incidents.views.warnings import text_warnings
from vapenvila.web.partners.models import Room


@requires(Right.ANSWER_GROUP_AUDIT)
def line(request: Request, audit: UUID, line: UUID) -> HttpResponseBase:
    """Every question on one group, for the agency whose room is in use."""
    found, room = audit_or_404(request, audit), room_in_use(request)
    if room is None:
        return choose_first(request)
    asked, lines = line_or_404(found, line), lines_of(found)
    on_record(request, "group_audit.read", found, room=room.pk)
    form = AnswersForm(
        request.POST or None,
        questions=questions_of(found.questionnaire),
        others=other_groups(lines, asked),
        standing=own_answers([asked], room).get(asked.pk, {}).values(),
    )
    warnings: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            answer_line(
                line=asked, room=room, answers=form.answers(), looked_at=form.cleaned_data["looked_at"],
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except (Refused, TextNeedsALook) as stopped:
            warnings = _tell(request, stopped, form)
        else:
            messages.success(
                request,
                gettext("Saved. Nobody else sees it before the answers lie on the table."),
            )
            return _onwards(request, found, lines, asked)
    context = {
        "audit": found, "line": asked, "name": line_name(asked), "form": form, "warnings": warnings, "room": room,
        "closed": _closed(found, room),
    }  # fmt: skip
    return render(request, "group_audit/line.html", context, status=422 if request.method == "POST" else 200)


def _tell(request: Request, stopped: Refused | TextNeedsALook, form: AnswersForm) -> list[dict[str, Any]]:
    if isinstance(stopped, Refused):
        form.add_error(form.field_of(stopped.field), stopped.sentence)
        return []
    return tell(request, stopped, form)


def _closed(audit: GroupAudit, room: Room) -> str:
    """Why this agency cannot answer just now; empty when it can."""
    part = next((part for part in parts_of(audit) if part.room_id == room.pk), None)
    if part is None:
        return gettext("Your agency takes no part in this audit.")
    if audit.state != State.ANSWERING:
        return gettext("The audit is not open for answers.")
    return gettext("Your agency has handed in. What it answered stays as it is.") if part.handed_in_at else ""


def _onwards(request: Request, audit: GroupAudit, lines: Any, asked: AuditLine) -> HttpResponseBase:
    following = next((one for one in lines if one.no > asked.no), None)
    if "next" in request.POST and following is not None:
        return redirect(
            "group-audit-line", programme=request.programme.slug, audit=audit.pk, line=following.pk
        )
    return to_audit(request, audit)


@requires(Right.ANSWER_GROUP_AUDIT)
def grid(request: Request, audit: UUID) -> HttpResponseBase:
    """Groups as rows, a page at a time. Each row is saved by itself: what is wrong in one holds up no other."""
    found, room = audit_or_404(request, audit), room_in_use(request)
    if room is None:
        return choose_first(request)
    on_record(request, "group_audit.read", found, room=room.pk)
    lines, questions = lines_of(found), questions_of(found.questionnaire)
    listed = shown_lines(request, found, room)
    asked = _asked(request, lines, listed["page"])
    answers, numbers = own_answers(asked, room), {str(line.pk): line.no for line in lines}
    rows = shown = rows_to_show(asked, questions, answers, numbers)
    if request.method == "POST":
        rows = rows_as_sent(asked, questions, answers, numbers, request.POST)
        saved = sum(_save(request, row, before, lines, room) for row, before in zip(rows, shown, strict=True))
        if not any(row.errors or row.words_found for row in rows):
            told = ngettext("%(n)d row is saved.", "%(n)d rows are saved.", saved) % {"n": saved}
            messages.success(request, told if saved else gettext("Nothing was changed."))
            return redirect(request.get_full_path())
    wrong = sum(bool(row.errors or row.words_found) for row in rows)
    context = {
        **listed, "audit": found, "rows": rows, "questions": questions, "wrong": wrong, "room": room,
        "reliabilities": Reliability.choices, "credibilities": Credibility.choices, "closed": _closed(found, room),
    }  # fmt: skip
    return render(request, "group_audit/grid.html", context, status=422 if wrong else 200)


def _asked(request: Request, lines: Sequence[AuditLine], page: Page[LineStanding]) -> list[AuditLine]:
    """The groups of the page; when it is sent in, those that were on it, whatever the filter lets through by now."""
    if request.method != "POST":
        return [one.line for one in page]
    sent = set(request.POST.getlist("line")[:LINES_A_PAGE])
    return [line for line in lines if str(line.pk) in sent]


def _save(request: Request, row: Row, before: Row, lines: Any, room: Room) -> bool:
    answers = changed_answers(row, lines, before)
    if row.errors or not answers:
        return False
    try:
        answer_line(
            line=row.line,
            room=room,
            answers=answers,
            looked_at=row.looked_at,
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refused:
        if refused.field:
            row.refuse(question_of(row.line.audit.questionnaire, refused.field), refused.sentence)
        else:
            row.errors.append(refused.sentence)
        return False
    except TextNeedsALook as stopped:
        written = {cell.question.code: cell.written for cell in row.cells}
        row.words_found = [f"{one['words']}: {one['sentence']}" for one in text_warnings(stopped, written)]
        return False
    return True


@requires(Right.ANSWER_GROUP_AUDIT)
@require_POST
def propose(request: Request, audit: UUID) -> HttpResponseBase:
    """Put a group on the agency's list that was on nobody's."""
    found, room, form = audit_or_404(request, audit), room_in_use(request), ProposeForm(request.POST)
    if room is None:
        return choose_first(request)
    warnings: list[dict[str, Any]] = []
    if form.is_valid():
        try:
            made = propose_line(
                audit=found.pk, room=room, called=form.cleaned_data["called"],
                looked_at=form.cleaned_data["looked_at"], by=request.user, at=timezone.now(),
            )  # fmt: skip
        except (Refused, TextNeedsALook) as stopped:
            warnings = tell(request, stopped, form)
        else:
            return redirect(
                "group-audit-line", programme=request.programme.slug, audit=found.pk, line=made.pk
            )
    context = {"audit": found, "form": form, "warnings": warnings, "title": gettext("Propose a group")}
    return render(request, "group_audit/small_form.html", context, status=422)


@requires(Right.ANSWER_GROUP_AUDIT)
@require_POST
def hand_in_answers(request: Request, audit: UUID) -> HttpResponseBase:
    """The agency is done."""
    found, room, form = audit_or_404(request, audit), room_in_use(request), HandInForm(request.POST)
    if room is None:
        return choose_first(request)
    warnings: list[dict[str, Any]] = []
    if form.is_valid():
        try:
            hand_in(
                audit=found.pk, room=room, attendees=form.cleaned_data["attendees"],
                looked_at=form.cleaned_data["looked_at"], by=request.user, at=timezone.now(),
            )  # fmt: skip
        except (Refused, TextNeedsALook) as stopped:
            warnings = tell(request, stopped, form)
        else:
            messages.success(request, gettext("Handed in. Your agency's answers stay as they are."))
            return to_audit(request, found)
    context = {"audit": found, "form": form, "warnings": warnings, "title": gettext("Hand in")}
    return render(request, "group_audit/small_form.html", context, status=422)
