"""Taking incidents out as a file."""

from dataclasses import replace
from datetime import timedelta

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.copy_order import DAYS_KEPT
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.audit.export_approvals import ask_approval
from vapenvila.web.audit.export_cover import file_name
from vapenvila.web.audit.exports import ExportRefused
from vapenvila.web.incidents.actions.take_out import Order, take_out
from vapenvila.web.incidents.file_formats import CONTENT_TYPES, ENDINGS
from vapenvila.web.incidents.filter_words import in_words
from vapenvila.web.incidents.forms.export import ExportForm
from vapenvila.web.incidents.queries.filtered import filtered_incidents
from vapenvila.web.incidents.refusals import Refused
from vapenvila.web.incidents.views.choosing import Chosen, chosen_in


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
        except ExportRefused as refused:
            if refused.could_be_approved is not None and "ask" in request.POST:
                ask_approval(refused.could_be_approved, by=request.user.pk, at=timezone.now())
                messages.success(request, gettext("Asked. You find the answer on this page."))
                return redirect("exports", programme=request.programme.slug)
            form.add_error(None, refused.sentence)
            form.could_be_approved = refused.could_be_approved is not None  # type: ignore[attr-defined]  # for the page
    return _page(request, now, form)


def _page(request: Request, now: Chosen, form: ExportForm) -> HttpResponse:
    rows = filtered_incidents(request.programme, now.chosen, today=timezone.localdate())
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
    made, file = take_out(
        programme=request.programme,
        order=order,
        by=request.user,
        at=timezone.now(),
        today=timezone.localdate(),
    )
    return FileResponse(
        file,
        as_attachment=True,
        filename=file_name(made, ENDINGS[made.format]),
        content_type=CONTENT_TYPES[made.format],
    )
