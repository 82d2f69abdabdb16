"""Taking incidents out as a file, and the list of files that left the house."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.incidents.actions.take_out import Order, confirm_destroyed, recall_export, take_out
from vapenvila.web.incidents.file_formats import CONTENT_TYPES
from vapenvila.web.incidents.filter_words import in_words
from vapenvila.web.incidents.forms.export import ExportForm
from vapenvila.web.incidents.queries.filtered import filtered_incidents
from vapenvila.web.incidents.queries.taken_out import exports as files_of
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook
from vapenvila.web.incidents.views.choosing import Chosen, chosen_in

DAYS_KEPT = 90


@requires(Right.EXPORT_INCIDENTS)
def export(request: Request) -> HttpResponseBase:
    """Ask for purpose, recipient and period; then give exactly the rows that the filter shows."""
    now = chosen_in(request)
    today = timezone.localdate()
    initial = {
        "first_day": now.chosen.first_day,
        "last_day": now.chosen.last_day,
        "expires_on": today + timedelta(days=DAYS_KEPT),
    }
    form = ExportForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and not now.problems:
        try:
            return _file(request, now, form)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        except TextNeedsALook:
            form.add_error("purpose", gettext("A personal identity number cannot stand here."))
    rows = filtered_incidents(request.programme, now.chosen, today=today)
    context = {"form": form, "now": now, "rows": rows.count(), "query": now.chosen.to_query()}
    return render(request, "incidents/export.html", context, status=422 if request.method == "POST" else 200)


def _file(request: Request, now: Chosen, form: ExportForm) -> HttpResponseBase:
    data = form.cleaned_data
    chosen = replace(now.chosen, first_day=data["first_day"], last_day=data["last_day"])
    order = Order(
        chosen=chosen,
        words=in_words(chosen, now.areas),
        format=data["format"],
        purpose=data["purpose"],
        recipient=data["recipient"],
        expires_on=data["expires_on"],
    )
    package, file = take_out(
        programme=request.programme,
        order=order,
        by=request.user,
        at=timezone.now(),
        today=timezone.localdate(),
    )
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"vapenvila-E{package.number}.{package.format}",
        content_type=CONTENT_TYPES[package.format],
    )


@requires(Right.EXPORT_INCIDENTS)
def exports(request: Request) -> HttpResponse:
    """Every file that left the house, with the way to call it back."""
    record(
        act="incident_export.listed",
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        programme=request.programme.pk,
    )
    context = {"packages": files_of(request.programme)[:200], "today": timezone.localdate()}
    return render(request, "incidents/exports.html", context)


@require_POST
@requires(Right.EXPORT_INCIDENTS)
def recall(request: Request, package: UUID) -> HttpResponse:
    """Call a file back, or note that every copy is destroyed."""
    row = files_of(request.programme).filter(pk=package).first()
    if row is None:
        raise Http404
    try:
        if request.POST.get("wish") == "destroyed":
            confirm_destroyed(package=row, by=request.user, at=timezone.now())
            messages.success(request, gettext("Noted: every copy is destroyed."))
        else:
            recall_export(package=row, by=request.user, at=timezone.now())
            messages.success(
                request,
                gettext("The file is called back. Tell the recipient, and note here when it is destroyed."),
            )
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("incident-exports", programme=request.programme.slug)
