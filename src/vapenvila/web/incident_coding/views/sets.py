"""Sets of past incidents: all of them, a new one, going on where one stopped, putting one away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right, may
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.incident_coding.actions.sets import close_set, make_set
from vapenvila.web.incident_coding.forms.sets import SetForm
from vapenvila.web.incident_coding.queries.blind import samples_of
from vapenvila.web.incident_coding.queries.sets import set_in, sets_of, where_one_stopped
from vapenvila.web.incident_coding.queries.to_judge import incidents_to_judge
from vapenvila.web.incident_coding.views.reading import record_reading
from vapenvila.web.incident_coding.views.set_words import choice_in_words
from vapenvila.web.incident_coding.vocabulary import Wanted
from vapenvila.web.incidents.queries.choices import area_names
from vapenvila.web.reviews.errors import RefusedError
from vapenvila.web.wall.blind import blind_incidents


@requires(Right.TAKE_PART_IN_REVIEW)
def coding(request: Request) -> HttpResponse:
    """Everything of judging past incidents."""
    record_reading(request, "coding_sets.listed")
    areas = area_names(request.programme)
    sets = sets_of(request.programme)
    context = {
        "open": [(one, choice_in_words(one.row, areas)) for one in sets if one.row.closed_at is None],
        "closed": [(one, choice_in_words(one.row, areas)) for one in sets if one.row.closed_at],
        "samples": samples_of(request.programme),
        "may_judge": may(
            request.reader, Right.JUDGE_PAST_INCIDENTS, request.programme.pk, today=timezone.localdate()
        ),
    }
    return render(request, "incident_coding/coding.html", context)


@requires(Right.JUDGE_PAST_INCIDENTS)
def new_set(request: Request) -> HttpResponse:
    """Choose incidents; how many there are is counted before the set is made."""
    areas = [(str(pk), name) for pk, name in area_names(request.programme).items()]
    sent = request.POST if request.method == "POST" else request.GET
    form = SetForm(sent or None, areas=areas)
    status, today = 200, timezone.localdate()
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = make_set(
                    programme=request.programme,
                    chosen=form.chosen(),
                    wanted=Wanted(form.cleaned_data["wanted"]),
                    by=request.user,
                    at=timezone.now(),
                    today=today,
                )
            except RefusedError as refused:
                form.add_error(None, gettext(refused.reason))
            else:
                return redirect("coding-set", programme=request.programme.slug, coding_set=made.pk)
    found = _how_many(request, form) if sent and form.is_valid() else None
    template = "incident_coding/new_set.html" + ("#how-many" if request.htmx and status == 200 else "")
    return render(request, template, {"form": form, "found": found}, status=status)


def _how_many(request: Request, form: SetForm) -> int:
    rows = incidents_to_judge(
        request.programme,
        form.chosen(),
        Wanted(form.cleaned_data["wanted"]),
        today=timezone.localdate(),
    )
    return rows.exclude(pk__in=blind_incidents()).count()


@requires(Right.JUDGE_PAST_INCIDENTS)
def coding_set(request: Request, coding_set: UUID) -> HttpResponse:
    """To where this person stopped; when nothing is left, to the whole set."""
    found = set_in(request.programme, coding_set)
    if found is None:
        return render(request, "404.html", status=404)
    number = where_one_stopped(coding_set, request.user)
    if number is None:
        return redirect("coding-grid", programme=request.programme.slug, coding_set=coding_set)
    return redirect("coding-incident", programme=request.programme.slug, coding_set=coding_set, number=number)


@requires(Right.JUDGE_PAST_INCIDENTS)
@require_POST
def close(request: Request, coding_set: UUID) -> HttpResponse:
    """Put a set away."""
    if set_in(request.programme, coding_set) is None:
        return render(request, "404.html", status=404)
    row: Any = close_set(coding_set=coding_set, by=request.user, at=timezone.now())
    messages.success(
        request,
        gettext("Set no. %(number)d is put away. Everything that was judged stays.") % {"number": row.no},
    )
    return redirect("coding", programme=request.programme.slug)
