"""All meetings, whether the weekly review is held, and planning the next."""

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.reviews.actions.agenda import build_agenda
from vapenvila.web.reviews.actions.meeting import plan_meeting
from vapenvila.web.reviews.forms.meetings import PlanForm
from vapenvila.web.reviews.queries.meetings import coming_meetings, meetings_of, unlocked_meetings
from vapenvila.web.reviews.queries.review_record import ReviewRecord, last_board_notice, review_record
from vapenvila.web.reviews.views.allowed import has
from vapenvila.web.reviews.views.reading import record_listing
from vapenvila.web.reviews.vocabulary import MeetingKind, MeetingState

MEETINGS_A_PAGE = 20


@requires(Right.READ_MINUTES)
@remembered(minutes=5)
def reviews(request: Request) -> HttpResponse:
    """The list of meetings under the strip of the last half-year."""
    record_listing(request, "reviews.listed")
    return _show(request, None)


@requires(Right.LEAD_REVIEW)
@require_POST
def plan(request: Request) -> HttpResponse:
    """Plan a meeting; its agenda is built at once."""
    form = PlanForm(request.POST, auto_id="plan_%s")
    if not form.is_valid():
        return _show(request, form, status=422)
    now = timezone.now()
    meeting = plan_meeting(
        programme=request.programme,
        kind=MeetingKind(form.cleaned_data["kind"]),
        planned_at=form.cleaned_data["planned_at"],
        by=request.user,
        at=now,
    )
    build_agenda(meeting=meeting.pk, by=request.user, at=now)
    messages.success(request, gettext("Planned. The agenda has been built from the data."))
    return redirect("review", programme=request.programme.slug, meeting=meeting.pk)


def _show(request: Request, form: PlanForm | None, status: int = 200) -> HttpResponse:
    now = timezone.now()
    record = review_record(request.programme, now=now)
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    found = meetings_of(request.programme, state=state, kind=kind)
    coming = list(coming_meetings(request.programme)[:3])
    initial = {
        "kind": MeetingKind.SHOOTING_REVIEW,
        "planned_at": _free_slot(record, [m.planned_at for m in coming]),
    }
    context = {
        "record": record,
        "page": Paginator(found, MEETINGS_A_PAGE).get_page(request.GET.get("page")),
        "coming": coming,
        "unlocked": unlocked_meetings(request.programme, now=now),
        "notice": last_board_notice(request.programme),
        "form": form or PlanForm(initial=initial, auto_id="plan_%s"),
        "may_lead": has(request, Right.LEAD_REVIEW),
        "may_take_part": has(request, Right.TAKE_PART_IN_REVIEW),
        "states": MeetingState.choices,
        "kinds": MeetingKind.choices,
        "state": state,
        "kind": kind,
    }
    return render(request, "reviews/reviews.html", context, status=status)


def _free_slot(record: ReviewRecord, planned: list[datetime]) -> datetime | None:
    """The next scheduled time, unless a meeting is planned for it already."""
    return None if record.next_at in planned else record.next_at
