"""Readiness of the programme for real persons: what is in place, what is missing, and putting one thing on record."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.readiness import ITEMS, Readiness, may_enter_real_persons, missing
from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.partners.actions.readiness import record_readiness
from vapenvila.web.partners.errors import RefusedError
from vapenvila.web.partners.forms import ReadinessForm
from vapenvila.web.partners.queries import latest_items, readiness_of


@requires(Right.SET_UP_PROGRAMME)
def readiness(request: Request) -> HttpResponse:
    """The list, and the form that adds an entry."""
    form = ReadinessForm(request.POST or None)
    today = timezone.localdate()
    if request.method == "POST" and form.is_valid():
        try:
            record_readiness(
                programme=request.programme,
                item=Readiness(form.cleaned_data["item"]),
                done_on=form.cleaned_data["done_on"],
                reference=form.cleaned_data["reference"],
                by=request.user,
                at=timezone.now(),
                today=today,
            )
        except RefusedError as refused:
            form.add_error(None, gettext(refused.decision.reason))
        else:
            messages.success(request, gettext("It is on record."))
            return redirect("readiness", programme=request.programme.slug)
    facts, latest = readiness_of(request.programme), latest_items(request.programme)
    lacking = missing(facts, today=today)
    lines = [
        {
            "facts": ITEMS[item],
            "latest": latest.get(item),
            "lacking": item in lacking,
            "until": _until(item, facts.done_on),
        }
        for item in Readiness
    ]
    context = {"form": form, "lines": lines, "decision": may_enter_real_persons(facts, today=today)}
    return render(request, "partners/readiness.html", context, status=422 if form.is_bound else 200)


def _until(item: Readiness, done_on: dict[Readiness, date]) -> date | None:
    good_for = ITEMS[item].good_for
    return done_on[item] + good_for if item in done_on and good_for else None
