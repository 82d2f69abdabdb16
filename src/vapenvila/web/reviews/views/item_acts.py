"""What is done to a point in meeting mode: decide, decide nothing, carry over, take back, presence, add a point."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.reviews.actions.decisions import carry_over, decide, decide_nothing, take_back
from vapenvila.web.reviews.actions.presence import mark_presence
from vapenvila.web.reviews.errors import RefusedError
from vapenvila.web.reviews.forms.decisions import DecisionForm, NothingForm, owner_choices
from vapenvila.web.reviews.models import ReviewMeeting
from vapenvila.web.reviews.queries.agenda import agenda_of
from vapenvila.web.reviews.queries.attendance import attendance_of
from vapenvila.web.reviews.queries.decisions import is_decision_of
from vapenvila.web.reviews.queries.meetings import item_in, meeting_in
from vapenvila.web.reviews.views.meeting_mode import show_item
from vapenvila.web.reviews.views.saving import NOT_VALID
from vapenvila.web.reviews.vocabulary import DecisionKind


@requires(Right.TAKE_PART_IN_REVIEW)
@require_POST
def decide_on_item(request: Request, meeting: UUID, item: UUID) -> HttpResponse:
    """Add a decision with owner and due time."""
    row = meeting_in(request.programme, meeting)
    if row is None or item_in(row, item) is None:
        return render(request, "404.html", status=404)
    owners = owner_choices(request.programme.pk, today=timezone.localdate())
    form = DecisionForm(request.POST, owners=owners, auto_id="decide_%s")
    if form.is_valid():
        agency, role, person = form.owner_parts()
        try:
            decide(
                item=item,
                kind=DecisionKind(form.cleaned_data["kind"]),
                text=form.cleaned_data["text"],
                owner_agency=agency,
                owner_role=role,
                owner_person=person,
                due_at=form.cleaned_data["due_at"],
                by=request.user,
                at=timezone.now(),
            )
        except RefusedError as refused:
            form.add_error(None, gettext(refused.reason))
        else:
            messages.success(request, gettext("Decided."))
            return _back(request, row, item)
    rows = agenda_of(row)
    here = next(place for place, r in enumerate(rows) if r.item.pk == item)
    return show_item(request, row, rows, here, decision_form=form, status=NOT_VALID)


@requires(Right.TAKE_PART_IN_REVIEW)
@require_POST
def decide_nothing_on_item(request: Request, meeting: UUID, item: UUID) -> HttpResponse:
    """Say that nothing is to be done."""
    row = meeting_in(request.programme, meeting)
    if row is None or item_in(row, item) is None:
        return render(request, "404.html", status=404)
    form = NothingForm(request.POST, auto_id="nothing_%s")
    if not form.is_valid():
        rows = agenda_of(row)
        here = next(place for place, r in enumerate(rows) if r.item.pk == item)
        return show_item(request, row, rows, here, nothing_form=form, status=NOT_VALID)
    try:
        decide_nothing(item=item, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
    except RefusedError as refused:
        messages.error(request, gettext(refused.reason))
    return _back(request, row, item)


@requires(Right.TAKE_PART_IN_REVIEW)
@require_POST
def carry_item_over(request: Request, meeting: UUID, item: UUID) -> HttpResponse:
    """Leave the point to the next meeting."""
    row = meeting_in(request.programme, meeting)
    if row is None or item_in(row, item) is None:
        return render(request, "404.html", status=404)
    try:
        carry_over(item=item, by=request.user, at=timezone.now())
    except RefusedError as refused:
        messages.error(request, gettext(refused.reason))
    return _back(request, row, item)


@requires(Right.TAKE_PART_IN_REVIEW)
@require_POST
def take_decision_back(request: Request, meeting: UUID, item: UUID, decision: UUID) -> HttpResponse:
    """Take back a decision made a moment ago."""
    row = meeting_in(request.programme, meeting)
    if row is None or not is_decision_of(decision, item=item, meeting=meeting):
        return render(request, "404.html", status=404)
    try:
        take_back(decision=decision, by=request.user, at=timezone.now())
    except RefusedError as refused:
        messages.error(request, gettext(refused.reason))
    return _back(request, row, item)


@requires(Right.TAKE_PART_IN_REVIEW)
@require_POST
def presence(request: Request, meeting: UUID) -> HttpResponse:
    """Mark one person or agency as present or absent; with HTMX the list comes back, else the page one came from."""
    row = meeting_in(request.programme, meeting)
    if row is None:
        return render(request, "404.html", status=404)
    agency, _, person = request.POST.get("who", "").partition(":")
    who = next(
        (
            (there.id, someone.id if someone else None)
            for there in attendance_of(row)
            for someone in (None, *there.people)
            if str(there.id) == agency and (str(someone.id) if someone else "") == person
        ),
        None,
    )
    if who is None:
        return render(request, "400.html", status=400)
    try:
        mark_presence(
            meeting=row.pk,
            agency=who[0],
            person=who[1],
            present=request.POST.get("present") == "1",
            by=request.user,
            at=timezone.now(),
        )
    except RefusedError as refused:
        messages.error(request, gettext(refused.reason))
    if request.htmx:
        return render(request, "reviews/presence.html", {"attendance": attendance_of(row), "meeting": row})
    item = request.POST.get("item", "")
    if item and any(str(pk) == item for pk in row.items.values_list("pk", flat=True)):
        return _back(request, row, UUID(item))
    return redirect("review", programme=request.programme.slug, meeting=row.pk)


def _back(request: Request, meeting: ReviewMeeting, item: UUID) -> HttpResponse:
    return redirect("review-item", programme=request.programme.slug, meeting=meeting.pk, item=item)
