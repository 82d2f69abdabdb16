"""Ordering a copy that leaves the house: purpose, recipient and last day are asked before any file or print is made."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.web.access.requires import Request
from vapenvila.web.audit.export_approvals import ask_approval
from vapenvila.web.audit.exports import ExportRefused

DAYS_KEPT = 90


class CopyForm(forms.Form):
    """Purpose, recipient, and the day the copy is destroyed."""

    purpose = forms.CharField(
        label=_("Purpose"), max_length=300, help_text=_("Printed in the file and kept on record.")
    )
    recipient = forms.CharField(
        label=_("Recipient"),
        max_length=200,
        help_text=_("The agency and function, for example the steering group."),
    )
    expires_on = forms.DateField(
        label=_("To be destroyed by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    could_be_approved = False


Make = Callable[[str, str, date], HttpResponseBase]


def ordered_copy(
    request: Request, make: Make, *, holds: str, rows: int | None, back: str
) -> HttpResponseBase:
    """The page that asks; when it is answered, `make(purpose, recipient, last day)` gives the copy.

    `holds` says what the copy holds, `back` is the address of the page it was ordered on.
    """
    form = CopyForm(
        request.POST or None, initial={"expires_on": timezone.localdate() + timedelta(days=DAYS_KEPT)}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            return make(data["purpose"], data["recipient"], data["expires_on"])
        except ExportRefused as refused:
            if refused.could_be_approved is not None and "ask" in request.POST:
                ask_approval(refused.could_be_approved, by=request.user.pk, at=timezone.now())
                messages.success(
                    request, gettext("Asked. A second person decides; then order the copy again.")
                )
                return redirect(back)
            form.add_error(None, refused.sentence)
            form.could_be_approved = refused.could_be_approved is not None
    return _page(request, {"form": form, "holds": holds, "rows": rows, "back": back})


def _page(request: Request, context: dict[str, Any]) -> HttpResponse:
    return render(request, "access/copy.html", context, status=422 if request.method == "POST" else 200)
