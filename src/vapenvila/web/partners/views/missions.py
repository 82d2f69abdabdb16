"""Giving a person a mission, and ending one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right
from vapenvila.web.access.fresh_proof import fresh_proof
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.partners.actions.missions import end_mission, give_mission
from vapenvila.web.partners.errors import RefusedError
from vapenvila.web.partners.forms import LastDay, NewMission
from vapenvila.web.partners.queries import mission_in, person_in
from vapenvila.web.partners.views.people import person_page


@requires(Right.MANAGE_ACCOUNTS)
@require_POST
@fresh_proof
def new_mission(request: Request, person: UUID) -> HttpResponse:
    """Give a person of this programme one more mission."""
    found = person_in(request.programme, person)
    if found is None:
        return render(request, "404.html", status=404)
    form = NewMission(request.POST, programme=request.programme, today=timezone.localdate())
    if form.is_valid():
        try:
            give_mission(task=form.task(), to=found, by=request.reader, at=timezone.now())
        except RefusedError as refused:
            form.add_error(None, gettext(refused.decision.reason))
        else:
            messages.success(request, gettext("The mission is given."))
            return redirect("person", programme=request.programme.slug, person=found.pk)
    return person_page(request, found, mission_form=form, status=422)


@requires(Right.MANAGE_ACCOUNTS)
@require_POST
@fresh_proof
def mission_end(request: Request, mission: UUID) -> HttpResponse:
    """Set the last day of a mission."""
    found = mission_in(request.programme, mission)
    if found is None:
        return render(request, "404.html", status=404)
    form = LastDay(request.POST)
    refusal = gettext("Give the last day as a date.")
    if form.is_valid():
        try:
            end_mission(
                mission=found, last_day=form.cleaned_data["last_day"], by=request.reader, at=timezone.now()
            )
        except RefusedError as refused:
            refusal = gettext(refused.decision.reason)
        else:
            messages.success(request, gettext("The mission has its last day."))
            return redirect("person", programme=request.programme.slug, person=found.user_id)
    return person_page(request, found.user, refusal=refusal, status=422)
