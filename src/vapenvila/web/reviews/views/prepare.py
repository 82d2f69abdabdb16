"""Preparing a meeting: its agenda, order, added points, chair, presence, and beginning it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.reviews.actions.agenda import add_point, build_agenda, move_item, remove_item
from vapenvila.web.reviews.actions.meeting import (
    begin_meeting,
    freeze_agenda,
    give_up_meeting,
    move_meeting,
    name_chair,
)
from vapenvila.web.reviews.errors import RefusedError
from vapenvila.web.reviews.forms.meetings import ChairForm, MissedForm, MoveForm, MovePointForm, PointForm
from vapenvila.web.reviews.models import ReviewMeeting
from vapenvila.web.reviews.queries.agenda import AgendaRow, agenda_page, page_with
from vapenvila.web.reviews.queries.attendance import attendance_of
from vapenvila.web.reviews.queries.clocks import face_of
from vapenvila.web.reviews.queries.meetings import item_in, meeting_in, possible_chairs
from vapenvila.web.reviews.views.allowed import allowed_on
from vapenvila.web.reviews.views.reading import record_reading
from vapenvila.web.reviews.vocabulary import ItemSource


@requires(Right.TAKE_PART_IN_REVIEW)
@remembered(minutes=5)
def review(request: Request, meeting: UUID) -> HttpResponse:
    """The agenda of one meeting."""
    row = meeting_in(request.programme, meeting)
    if row is None:
        return render(request, "404.html", status=404)
    record_reading(request, "review.agenda_read", subject_kind="review", subject=row.pk)
    return _show(request, row)


def _show(
    request: Request,
    row: ReviewMeeting,
    *,
    point: PointForm | None = None,
    missed: MissedForm | None = None,
    with_item: UUID | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    agenda = agenda_page(row, number=request.GET.get("page"), with_item=with_item)
    items = [_line(r, number, now) for number, r in enumerate(agenda.rows, start=agenda.page.start_index())]
    context = {
        "meeting": row,
        "items": items,
        "page": agenda.page,
        "minutes_in_all": agenda.minutes_in_all,
        "attendance": attendance_of(row),
        "allowed": allowed_on(request, row),
        "point_form": point or PointForm(auto_id="point_%s"),
        "missed_form": missed or MissedForm(auto_id="missed_%s"),
        "move_form": MoveForm(initial={"planned_at": row.planned_at}, auto_id="move_%s"),
        "chair_form": ChairForm(
            people=possible_chairs(row), initial={"chair": row.chair_id}, auto_id="chair_%s"
        ),
    }
    return render(request, "reviews/prepare.html", context, status=status)


def _line(row: AgendaRow, number: int, now: datetime) -> dict[str, Any]:
    item, answers = row.item, row.answers
    return {
        "row": row,
        "number": number,
        "face": face_of(item.incident, answers.clock, now=now) if item.incident and answers else None,
        "settled": row.settled(now=now),
        "removable": item.source == ItemSource.ADDED and not item.decisions.all(),
    }


def _act(
    request: Request, meeting: UUID, do: Callable[[ReviewMeeting], str], *, to: str = "review"
) -> HttpResponse:
    """Do one act on the meeting and go back to its page with a sentence on what happened."""
    row = meeting_in(request.programme, meeting)
    if row is None:
        return render(request, "404.html", status=404)
    try:
        messages.success(request, do(row))
    except RefusedError as refused:
        messages.error(request, gettext(refused.reason))
        to = "review"
    return redirect(to, programme=request.programme.slug, meeting=row.pk)


@requires(Right.LEAD_REVIEW)
@require_POST
def build(request: Request, meeting: UUID) -> HttpResponse:
    """Build the agenda anew from the data."""

    def do(row: ReviewMeeting) -> str:
        items = len(build_agenda(meeting=row.pk, by=request.user, at=timezone.now()))
        return ngettext(
            "The agenda is up to date: %(count)d point.", "The agenda is up to date: %(count)d points.", items
        ) % {"count": items}

    return _act(request, meeting, do)


@requires(Right.LEAD_REVIEW)
@require_POST
def freeze(request: Request, meeting: UUID) -> HttpResponse:
    """Freeze the agenda."""

    def do(row: ReviewMeeting) -> str:
        freeze_agenda(meeting=row.pk, by=request.user, at=timezone.now())
        return gettext("The agenda is frozen.")

    return _act(request, meeting, do)


@requires(Right.LEAD_REVIEW)
@require_POST
def begin(request: Request, meeting: UUID) -> HttpResponse:
    """Begin the meeting and go to its first point."""

    def do(row: ReviewMeeting) -> str:
        begin_meeting(meeting=row.pk, by=request.user, at=timezone.now())
        return gettext("The meeting has begun.")

    return _act(request, meeting, do, to="review-meeting")


@requires(Right.LEAD_REVIEW)
@require_POST
def give_up(request: Request, meeting: UUID) -> HttpResponse:
    """Say that the meeting is not held, and why."""
    form = MissedForm(request.POST, auto_id="missed_%s")
    if not form.is_valid():
        row = meeting_in(request.programme, meeting)
        return (
            _show(request, row, missed=form, status=422) if row else render(request, "404.html", status=404)
        )

    def do(row: ReviewMeeting) -> str:
        give_up_meeting(
            meeting=row.pk, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        )
        return gettext("The meeting is marked as missed.")

    return _act(request, meeting, do)


@requires(Right.LEAD_REVIEW)
@require_POST
def change_time(request: Request, meeting: UUID) -> HttpResponse:
    """Give the meeting another time."""
    form = MoveForm(request.POST)

    def do(row: ReviewMeeting) -> str:
        if not form.is_valid():
            return gettext("The time was not understood and has not been changed.")
        move_meeting(
            meeting=row.pk, planned_at=form.cleaned_data["planned_at"], by=request.user, at=timezone.now()
        )
        return gettext("The meeting has a new time.")

    return _act(request, meeting, do)


@requires(Right.LEAD_REVIEW)
@require_POST
def chair(request: Request, meeting: UUID) -> HttpResponse:
    """Say who chairs."""

    def do(row: ReviewMeeting) -> str:
        form = ChairForm(request.POST, people=possible_chairs(row))
        if not form.is_valid():
            return gettext("Nobody was chosen, so the chair is as before.")
        name_chair(meeting=row.pk, chair=form.cleaned_data["chair"], by=request.user, at=timezone.now())
        return gettext("The chair is named.")

    return _act(request, meeting, do)


@requires(Right.LEAD_REVIEW)
@require_POST
def add(request: Request, meeting: UUID) -> HttpResponse:
    """Add a point by hand."""
    form = PointForm(request.POST, auto_id="point_%s")
    if not form.is_valid():
        row = meeting_in(request.programme, meeting)
        return _show(request, row, point=form, status=422) if row else render(request, "404.html", status=404)

    def do(row: ReviewMeeting) -> str:
        values = form.cleaned_data
        add_point(
            meeting=row.pk,
            title=values["title"],
            minutes=values["minutes"],
            by=request.user,
            at=timezone.now(),
        )
        return gettext("The point is on the agenda.")

    return _act(request, meeting, do)


@requires(Right.LEAD_REVIEW)
@require_POST
def move(request: Request, meeting: UUID) -> HttpResponse:
    """Move the point whose button was pressed one step; with HTMX its page of the agenda comes back, focus kept."""
    row = meeting_in(request.programme, meeting)
    form = MovePointForm(request.POST)
    if row is None:
        return render(request, "404.html", status=404)
    if not form.is_valid() or item_in(row, form.item) is None:
        messages.error(request, gettext("The point was no longer on the agenda."))
        return redirect("review", programme=request.programme.slug, meeting=row.pk)
    try:
        move_item(item=form.item, steps=form.steps, by=request.user, at=timezone.now())
    except RefusedError as refused:
        messages.error(request, gettext(refused.reason))
    if request.htmx:
        return _show(request, row, with_item=form.item)
    here = reverse("review", kwargs={"programme": request.programme.slug, "meeting": row.pk})
    return redirect(f"{here}?page={page_with(row, form.item)}#point-{form.item}")


@requires(Right.LEAD_REVIEW)
@require_POST
def remove(request: Request, meeting: UUID, item: UUID) -> HttpResponse:
    """Take a point off the agenda."""

    def do(row: ReviewMeeting) -> str:
        if item_in(row, item) is None:
            return gettext("The point was no longer on the agenda.")
        remove_item(item=item, by=request.user, at=timezone.now())
        return gettext("The point is off the agenda.")

    return _act(request, meeting, do)
