"""Setting up the programme: settings, status with its history, agencies and rooms."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.programme_status import ProgrammeStatus
from vapenvila.rules.rights import Right, may
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.partners.actions.programme import add_agency, change_status, set_up_programme
from vapenvila.web.partners.errors import RefusedError
from vapenvila.web.partners.forms import NewAgency, NewStatus, ProgrammeSettings
from vapenvila.web.partners.queries import current_members, rooms_of, status_history


@requires(Right.SET_UP_PROGRAMME)
def programme_settings(request: Request) -> HttpResponse:
    """Show and change the settings of the programme."""
    form = ProgrammeSettings(request.POST or None, programme=request.programme, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        set_up_programme(
            programme=request.programme, values=form.cleaned_data, by=request.user.pk, at=timezone.now()
        )
        messages.success(request, gettext("The settings are saved."))
        return redirect("programme-settings", programme=request.programme.slug)
    return _settings_page(request, form, NewStatus(programme=request.programme))


@requires(Right.SET_UP_PROGRAMME)
@require_POST
def programme_status(request: Request) -> HttpResponse:
    """Take the programme's next step."""
    form = NewStatus(request.POST, programme=request.programme)
    if form.is_valid():
        try:
            change_status(
                programme=request.programme,
                new=ProgrammeStatus(form.cleaned_data["status"]),
                reason=form.cleaned_data["reason"],
                by=request.user.pk,
                at=timezone.now(),
            )
        except RefusedError as refused:
            form.add_error(None, gettext(refused.decision.reason))
        else:
            messages.success(request, gettext("The status is changed."))
            return redirect("programme-settings", programme=request.programme.slug)
    settings = ProgrammeSettings(programme=request.programme, today=timezone.localdate())
    return _settings_page(request, settings, form)


def _settings_page(request: Request, form: ProgrammeSettings, status_form: NewStatus) -> HttpResponse:
    invalid = form.is_bound or status_form.is_bound
    context = {"form": form, "status_form": status_form, "history": status_history(request.programme)}
    return render(request, "partners/programme_settings.html", context, status=422 if invalid else 200)


@requires(Right.SEE_PROGRAMME)
def agencies(request: Request) -> HttpResponse:
    """Who acts together here; administrators open rooms for more."""
    today = timezone.localdate()
    may_add = may(request.reader, Right.MANAGE_ACCOUNTS, request.programme.pk, today=today)
    form = NewAgency(request.POST or None, programme=request.programme)
    if request.method == "POST" and not may_add:
        return render(request, "403.html", {"reason": gettext(may_add.reason)}, status=403)
    if request.method == "POST" and form.is_valid():
        add_agency(
            programme=request.programme,
            name=form.cleaned_data["name"],
            kind=form.cleaned_data["kind"],
            by=request.user.pk,
            at=timezone.now(),
        )
        messages.success(request, gettext("The room of the agency is open."))
        return redirect("agencies", programme=request.programme.slug)
    context = {
        "rooms": rooms_of(request.programme),
        "people": current_members(request.programme, today=today).count(),
        "form": form if may_add else None,
        "may_add": may_add,
    }
    return render(request, "partners/agencies.html", context, status=422 if form.is_bound else 200)
