"""Blind samples: drawing one, going on in one, putting one away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.incident_coding.actions.blind import draw_sample, put_sample_away
from vapenvila.web.incident_coding.forms.blind import SampleForm
from vapenvila.web.incident_coding.queries.blind import candidates, next_to_judge, sample_in
from vapenvila.web.incident_coding.queries.second_coders import second_coders
from vapenvila.web.reviews.errors import RefusedError


@requires(Right.JUDGE_PAST_INCIDENTS)
def new_sample(request: Request) -> HttpResponse:
    """Draw a sample; how many incidents it would be drawn from is counted before."""
    coders = second_coders(request.programme, today=timezone.localdate())
    choices = [(pk, person.name) for pk, person in coders.items()]
    sent = request.POST if request.method == "POST" else request.GET
    form, today, status = SampleForm(sent or None, coders=choices), timezone.localdate(), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            chosen = form.cleaned_data
            try:
                made = draw_sample(
                    programme=request.programme,
                    **{
                        name: chosen[name]
                        for name in ("first_day", "last_day", "size", "by_year", "by_status")
                    },
                    coder=coders[chosen["coder"]],
                    by=request.user,
                    at=timezone.now(),
                    today=today,
                )
            except RefusedError as refused:
                form.add_error(None, gettext(refused.reason))
            else:
                messages.success(
                    request,
                    gettext("Blind sample no. %(number)d is drawn: %(n)d of %(frame)d incidents.")
                    % {"number": made.no, "n": made.size, "frame": made.frame},
                )
                return redirect("coding", programme=request.programme.slug)
    found = None
    if sent and form.is_valid():
        chosen = form.cleaned_data
        period = (chosen["first_day"], chosen["last_day"])
        coder = coders[chosen["coder"]]
        found = len(
            candidates(request.programme, *period, coder=coder, by_year=False, by_status=False, today=today)
        )
    return render(request, "incident_coding/new_sample.html", {"form": form, "found": found}, status=status)


@requires(Right.TAKE_PART_IN_REVIEW)
def blind_sample(request: Request, sample: UUID) -> HttpResponse:
    """The second coder to the next incident; everybody to the agreement once all are judged."""
    found = sample_in(request.programme, sample)
    if found is None:
        return render(request, "404.html", status=404)
    number = next_to_judge(sample)
    if found.open and found.row.second_coder_id == request.user.pk and number is not None:
        return redirect("blind-incident", programme=request.programme.slug, sample=sample, number=number)
    return redirect("coding-agreement", programme=request.programme.slug, sample=sample)


@requires(Right.JUDGE_PAST_INCIDENTS)
@require_POST
def put_away(request: Request, sample: UUID) -> HttpResponse:
    """Put a sample away that is not judged whole."""
    if sample_in(request.programme, sample) is None:
        return render(request, "404.html", status=404)
    row = put_sample_away(sample=sample, by=request.user, at=timezone.now())
    messages.success(request, gettext("Blind sample no. %(number)d is put away.") % {"number": row.no})
    return redirect("coding", programme=request.programme.slug)
