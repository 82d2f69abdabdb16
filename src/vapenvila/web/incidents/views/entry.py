"""Recording a new incident and amending one; two people at once get a choice, never a lost change."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.incidents.actions.amend import amend_incident
from vapenvila.web.incidents.actions.record import SourceFacts, record_incident
from vapenvila.web.incidents.facts import as_text, facts_of
from vapenvila.web.incidents.facts import changes as differences
from vapenvila.web.incidents.forms.incident import AmendForm, NewIncidentForm
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.queries.choices import area_names, source_names
from vapenvila.web.incidents.queries.one import history_of
from vapenvila.web.incidents.refusals import Refused, StaleIncident, TextNeedsALook
from vapenvila.web.incidents.views.one import incident_or_404, record_reading
from vapenvila.web.incidents.views.warnings import text_warnings


@requires(Right.RECORD_INCIDENTS)
@remembered()
def new_incident(request: Request) -> HttpResponse:
    """Record one incident."""
    form = NewIncidentForm(
        request.POST or None,
        areas=area_names(request.programme),
        source_names=source_names(request.programme),
    )
    warnings: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = _record(request, form)
        except Refused as refused:
            tell(form, refused)
        except TextNeedsALook as stopped:
            warnings = text_warnings(stopped, form.data)
        else:
            messages.success(
                request, gettext("Incident #%(number)d is in the register.") % {"number": made.number}
            )
            return redirect("incident", programme=request.programme.slug, number=made.number)
    return render(
        request, "incidents/new.html", {"form": form, "warnings": warnings}, status=_status(request)
    )


def _record(request: Request, form: NewIncidentForm) -> Incident:
    data = form.cleaned_data
    source = SourceFacts(data["source_system"], data["source_no"]) if data["source_system"] else None
    return record_incident(
        programme=request.programme,
        facts=form.facts(),
        source=source,
        looked_at=data["looked_at"],
        by=request.user,
        at=timezone.now(),
    )


@requires(Right.RECORD_INCIDENTS)
@remembered()
def edit_incident(request: Request, number: int) -> HttpResponse:
    """Amend one incident."""
    found = incident_or_404(request, number)
    record_reading(request, found)
    areas = area_names(request.programme)
    initial = {**facts_of(found), "version": found.version}
    if found.occurred_to == found.occurred_from:
        initial["occurred_to"] = None
    form = AmendForm(request.POST or None, areas=areas, initial=initial)
    warnings: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            saved = _amend(request, found, form)
        except StaleIncident as stale:
            return _conflict(request, form, stale.current)
        except Refused as refused:
            tell(form, refused)
        except TextNeedsALook as stopped:
            warnings = text_warnings(stopped, form.data)
        else:
            if saved.version != form.cleaned_data["version"]:
                messages.success(request, gettext("Saved. What stood there before is kept in the history."))
            return redirect("incident", programme=request.programme.slug, number=number)
    context = {"form": form, "incident": found, "warnings": warnings}
    return render(request, "incidents/edit.html", context, status=_status(request))


def _amend(request: Request, found: Incident, form: AmendForm) -> Incident:
    return amend_incident(
        incident=found,
        version=form.cleaned_data["version"],
        facts=form.facts(),
        reason=form.cleaned_data["reason"],
        looked_at=form.cleaned_data["looked_at"],
        by=request.user,
        at=timezone.now(),
    )


def _conflict(request: Request, form: AmendForm, current: Incident) -> HttpResponse:
    """Both versions side by side. What the person wrote stays in the form; choosing saves on top of the newer version."""
    theirs, mine = facts_of(current), form.facts()
    areas = area_names(request.programme)
    rows = [
        {"field": c.field, "theirs": c.old, "mine": c.new, "mine_raw": form.data.get(c.field, "")}
        for c in differences(theirs, mine)
    ]
    for row in rows:
        row["theirs_raw"] = form_text(row["field"], theirs[row["field"]])
    same = [
        (name, form.data.get(name, ""))
        for name in form.fields
        if name not in {r["field"] for r in rows} | {"version"}
    ]
    last = next(iter(history_of(current)), None)
    context = {"incident": current, "rows": rows, "same": same, "areas": areas, "last": last}
    return render(request, "incidents/conflict.html", context, status=409)


def form_text(field: str, value: Any) -> str:
    """A value as the form would hold it."""
    if value is None:
        return ""
    if hasattr(value, "astimezone"):
        return timezone.localtime(value).strftime("%Y-%m-%dT%H:%M")
    return as_text(value)


def tell(form: Form, refused: Refused) -> None:
    """Put the rule's sentence at the field it is about."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)


def _status(request: Request) -> int:
    return 422 if request.method == "POST" else 200
