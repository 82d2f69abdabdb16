"""Meeting mode: one point at a time on the big screen, facts to the left, questions to the right."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.blind_sample import may_judge_openly
from vapenvila.rules.review_meeting import MeetingState as State
from vapenvila.rules.review_meeting import may_edit_meeting
from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.reviews.actions.agenda import record_seconds
from vapenvila.web.reviews.forms.decisions import DecisionForm, NothingForm, owner_choices
from vapenvila.web.reviews.forms.meetings import PointForm
from vapenvila.web.reviews.models import ReviewMeeting
from vapenvila.web.reviews.queries.agenda import AgendaRow, agenda_of
from vapenvila.web.reviews.queries.attendance import attendance_of
from vapenvila.web.reviews.queries.clocks import face_of
from vapenvila.web.reviews.queries.decisions import as_rows
from vapenvila.web.reviews.queries.meetings import meeting_in
from vapenvila.web.reviews.views.allowed import allowed_on, may_write
from vapenvila.web.reviews.views.blocks import Block, block_for
from vapenvila.web.reviews.views.questions import QUESTIONS, Asked, asked_at_the_table
from vapenvila.web.reviews.views.reading import record_reading
from vapenvila.web.reviews.views.saving import SAVED, after_saving, save_answer
from vapenvila.web.reviews.vocabulary import DecisionKind, MeetingState
from vapenvila.web.wall.blind import blind_incidents


@requires(Right.TAKE_PART_IN_REVIEW)
def meeting_mode(request: Request, meeting: UUID) -> HttpResponse:
    """To the first point that has not ended yet."""
    row = meeting_in(request.programme, meeting)
    if row is None:
        return _not_there(request)
    if row.state != MeetingState.HELD:
        return _elsewhere(request, row)
    rows = agenda_of(row)
    if not rows:
        return redirect("review", programme=request.programme.slug, meeting=row.pk)
    now = timezone.now()
    first = next((r for r in rows if not r.settled(now=now)), rows[0])
    return redirect("review-item", programme=request.programme.slug, meeting=row.pk, item=first.item.pk)


@requires(Right.TAKE_PART_IN_REVIEW)
def meeting_item(request: Request, meeting: UUID, item: UUID) -> HttpResponse:
    """One point of the meeting."""
    row = meeting_in(request.programme, meeting)
    if row is None:
        return _not_there(request)
    if row.state != MeetingState.HELD:
        return _elsewhere(request, row)
    rows = agenda_of(row)
    here = _place(rows, item)
    if here is None:
        return _not_there(request)
    incident = rows[here].item.incident_id
    record_reading(
        request,
        "agenda_item.read",
        subject_kind="incident" if incident else "agenda_item",
        subject=incident or item,
    )
    return show_item(request, row, rows, here)


@requires(Right.TAKE_PART_IN_REVIEW)
@require_POST
def answer(request: Request, meeting: UUID, item: UUID, question: str) -> HttpResponse:
    """Save the answer to one question; with HTMX the block's state comes back, else the page."""
    row = meeting_in(request.programme, meeting)
    rows = agenda_of(row) if row else []
    here, asked_question = _place(rows, item), QUESTIONS.get(question)
    if row is None or here is None or asked_question is None:
        return _not_there(request)
    if asked_question.about_incident and rows[here].item.incident_id is None:
        return _not_there(request)
    still_open = may_edit_meeting(State(row.state))
    if not still_open:
        return render(request, "403.html", {"reason": gettext(still_open.reason)}, status=403)
    allowed = may_write(request, question)
    if not allowed:
        return render(request, "403.html", {"reason": gettext(allowed.reason)}, status=403)
    asked = asked_at_the_table(rows[here], row, by=request.user, at=timezone.now())
    form = asked_question.form(request.POST, auto_id=f"{question}_%s", **asked.about)
    status = save_answer(asked_question, asked, form, over=request.POST.get("over", ""))
    rows = agenda_of(row)
    asked = asked_at_the_table(rows[here], row, by=request.user, at=asked.at)
    block = after_saving(asked_question, asked, form, status)
    if request.htmx:
        shown = {"asked": block, "row": rows[here], "meeting": row}
        return render(request, "reviews/block_state.html", shown, status=status)
    if status == SAVED:
        messages.success(request, gettext("Saved."))
        return redirect("review-item", programme=request.programme.slug, meeting=row.pk, item=item)
    return show_item(request, row, rows, here, sent=block, status=status)


JUDGED = ("victim", "offender", "conflict")  # questions whose answers are hidden from whoever judges blind


def _new_decision_form(programme: UUID, *, today: date) -> DecisionForm:
    return DecisionForm(owners=owner_choices(programme, today=today), auto_id="decide_%s")


def _blocks(request: Request, asked: Asked, sent: Block | None) -> dict[str, Block]:
    """Every question that suits the point, the one just sent as it came. What one judges blind is not judged here."""
    blind = asked.subject is not None and asked.subject.pk in blind_incidents()
    openly = may_judge_openly(blind=blind)
    return {
        name: sent
        if sent and sent.question.name == name
        else block_for(
            question, asked, allowed=openly if blind and name in JUDGED else may_write(request, name)
        )
        for name, question in QUESTIONS.items()
        if asked.subject or not question.about_incident
    }


def show_item(
    request: Request,
    meeting: ReviewMeeting,
    rows: list[AgendaRow],
    here: int,
    *,
    sent: Block | None = None,
    decision_form: DecisionForm | None = None,
    nothing_form: NothingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one point, with the forms somebody has just sent where they were."""
    now, today, row = timezone.now(), timezone.localdate(), rows[here]
    asked = asked_at_the_table(row, meeting, by=request.user, at=now)
    incident, answers = row.item.incident, row.answers
    made = [d for d in row.item.decisions.all() if d.kind != DecisionKind.NONE]
    context = {
        "meeting": meeting,
        "rows": [{"row": r, "settled": r.settled(now=now)} for r in rows],
        "row": row,
        "place": here + 1,
        "previous": rows[here - 1].item if here else None,
        "next": rows[here + 1].item if here + 1 < len(rows) else None,
        "blocks": _blocks(request, asked, sent),
        "face": face_of(incident, answers.clock if answers else None, now=now) if incident else None,
        "decisions": as_rows(made, request.reader, request.programme, now=now, today=today),
        "earlier": as_rows(row.earlier, request.reader, request.programme, now=now, today=today),
        "nothing": next((d for d in row.item.decisions.all() if d.kind == DecisionKind.NONE), None),
        "decision_form": decision_form or _new_decision_form(request.programme.pk, today=today),
        "nothing_form": nothing_form or NothingForm(auto_id="nothing_%s"),
        "point_form": PointForm(auto_id="point_%s"),
        "attendance": attendance_of(meeting),
        "allowed": allowed_on(request, meeting),
        "now": now,
    }
    return render(request, "reviews/meeting.html", context, status=status)


@requires(Right.TAKE_PART_IN_REVIEW)
@require_POST
def seconds(request: Request, meeting: UUID, item: UUID) -> HttpResponse:
    """The timer of the page reports how long the point has been on the screen."""
    row = meeting_in(request.programme, meeting)
    sent = request.POST.get("seconds", "")
    if row is None or not row.items.filter(pk=item).exists():
        return _not_there(request)
    if sent.isdecimal():
        record_seconds(item=item, seconds=int(sent[:7]))
    return HttpResponse(status=204)


def _place(rows: list[AgendaRow], item: UUID) -> int | None:
    return next((place for place, row in enumerate(rows) if row.item.pk == item), None)


def _not_there(request: Request) -> HttpResponse:
    return render(request, "404.html", status=404)


def _elsewhere(request: Request, meeting: ReviewMeeting) -> HttpResponse:
    """A meeting that is not being held is prepared, or read in its minutes."""
    page = "review-minutes" if meeting.state == MeetingState.LOCKED else "review"
    return redirect(page, programme=request.programme.slug, meeting=meeting.pk)
